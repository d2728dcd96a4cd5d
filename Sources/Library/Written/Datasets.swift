extension WrittenPart {
  /// `torch.utils.data`: what gives samples.
  static let datasets = WrittenPart(
    owner: "torch.utils.data", module: "torch.utils.data.dataset",
    names: [
      "Dataset", "IterableDataset", "TensorDataset", "StackDataset", "ConcatDataset", "ChainDataset", "Subset",
      "random_split",
    ],
    source: #"""
      import bisect
      import itertools
      import math
      import warnings
      from typing import Generic, TypeVar

      import torch

      T_co = TypeVar("T_co", covariant=True)


      class Dataset(Generic[T_co]):
          """What gives samples by number."""

          def __getitem__(self, index):
              raise NotImplementedError("Subclasses of Dataset should implement __getitem__.")

          def __add__(self, other):
              return ConcatDataset([self, other])


      class IterableDataset(Dataset[T_co]):
          """What gives samples one after the other."""

          def __add__(self, other):
              return ChainDataset([self, other])


      class TensorDataset(Dataset):
          """Tensors cut along their first dimension."""

          def __init__(self, *tensors):
              if any(tensors[0].size(0) != tensor.size(0) for tensor in tensors):
                  raise AssertionError("Size mismatch between tensors")
              self.tensors = tensors

          def __getitem__(self, index):
              return tuple([tensor[index] for tensor in self.tensors])

          def __len__(self):
              return self.tensors[0].size(0)


      class StackDataset(Dataset):
          """Datasets of one length, side by side."""

          def __init__(self, *args, **kwargs):
              if args and kwargs:
                  raise ValueError("Supported either ``tuple``- (via ``args``) or"
                                   "``dict``- (via ``kwargs``) like input/output, but both types are given.")
              if not args and not kwargs:
                  raise ValueError("At least one dataset should be passed")
              columns = args or list(kwargs.values())
              self._length = len(columns[0])
              if any(self._length != len(column) for column in columns):
                  raise ValueError("Size mismatch between datasets")
              self.datasets = args or kwargs

          def __getitem__(self, index):
              if isinstance(self.datasets, dict):
                  return {name: dataset[index] for name, dataset in self.datasets.items()}
              return tuple([dataset[index] for dataset in self.datasets])

          def __getitems__(self, indices):
              columns = self.datasets.values() if isinstance(self.datasets, dict) else self.datasets
              columns = [several(dataset, indices) for dataset in columns]
              for column in columns:
                  if len(column) != len(indices):
                      raise ValueError("Nested dataset's output size mismatch."
                                       f" Expected {len(indices)}, got {len(column)}")
              rows = list(zip(*columns))
              return [dict(zip(self.datasets, row)) for row in rows] if isinstance(self.datasets, dict) else rows

          def __len__(self):
              return self._length


      def several(dataset, indices):
          together = getattr(dataset, "__getitems__", None)
          return together(indices) if callable(together) else [dataset[index] for index in indices]


      class ConcatDataset(Dataset):
          """Datasets, one after the other."""

          @staticmethod
          def cumsum(sequence):
              return list(itertools.accumulate([len(dataset) for dataset in sequence]))

          def __init__(self, datasets):
              self.datasets = list(datasets)
              if not self.datasets:
                  raise AssertionError("datasets should not be an empty iterable")
              if any(isinstance(dataset, IterableDataset) for dataset in self.datasets):
                  raise AssertionError("ConcatDataset does not support IterableDataset")
              self.cumulative_sizes = self.cumsum(self.datasets)

          def __len__(self):
              return self.cumulative_sizes[-1]

          def __getitem__(self, idx):
              if idx < 0:
                  if -idx > len(self):
                      raise ValueError("absolute value of index should not exceed dataset length")
                  idx += len(self)
              at = bisect.bisect_right(self.cumulative_sizes, idx)
              return self.datasets[at][idx - self.cumulative_sizes[at - 1] if at else idx]


      class ChainDataset(IterableDataset):
          """Datasets without numbers, one after the other."""

          def __init__(self, datasets):
              self.datasets = datasets

          def _checked(self):
              for dataset in self.datasets:
                  if not isinstance(dataset, IterableDataset):
                      raise AssertionError("ChainDataset only supports IterableDataset")
                  yield dataset

          def __iter__(self):
              for dataset in self._checked():
                  yield from dataset

          def __len__(self):
              return sum(len(dataset) for dataset in self._checked())


      class Subset(Dataset):
          """Part of a dataset."""

          def __init__(self, dataset, indices):
              self.dataset = dataset
              self.indices = indices
              own = type(self)
              if own.__getitem__ is not Subset.__getitem__ and own.__getitems__ is Subset.__getitems__:
                  raise NotImplementedError(
                      f"{own.__name__} overrides __getitem__ but not __getitems__. "
                      "When subclassing Subset and overriding __getitem__, you must also override "
                      "__getitems__ to ensure DataLoader works correctly with your custom logic. "
                      "A simple implementation:\n\n"
                      "def __getitems__(self, indices):\n"
                      "    return [self.__getitem__(idx) for idx in indices]")

          def __getitem__(self, idx):
              if isinstance(idx, list):
                  return self.dataset[[self.indices[i] for i in idx]]
              return self.dataset[self.indices[idx]]

          def __getitems__(self, indices):
              return several(self.dataset, [self.indices[index] for index in indices])

          def __len__(self):
              return len(self.indices)


      def random_split(dataset, lengths, generator=torch.default_generator):
          """A dataset cut at random into parts of given sizes."""
          if math.isclose(sum(lengths), 1) and sum(lengths) <= 1:
              shares, lengths = lengths, []
              for i, share in enumerate(shares):
                  if share < 0 or share > 1:
                      raise ValueError(f"Fraction at index {i} is not between 0 and 1")
                  lengths.append(math.floor(len(dataset) * share))
              for i in range(len(dataset) - sum(lengths)):
                  lengths[i % len(lengths)] += 1
              for i, length in enumerate(lengths):
                  if length == 0:
                      warnings.warn(f"Length of split at index {i} is 0. This might result in an empty dataset.",
                                    stacklevel=2)
          if sum(lengths) != len(dataset):
              raise ValueError("Sum of input lengths does not equal the length of the input dataset!")
          order = torch.randperm(sum(lengths), generator=generator).tolist()
          return [Subset(dataset, order[end - length:end])
                  for end, length in zip(itertools.accumulate(lengths), lengths)]
      """#)
}
