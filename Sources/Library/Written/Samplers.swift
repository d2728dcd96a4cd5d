extension WrittenPart {
  /// Orders in which samples are taken.
  static let samplers = WrittenPart(
    owner: "torch.utils.data", module: "torch.utils.data",
    names: [
      "ConcatDataset", "Sampler", "SequentialSampler", "RandomSampler", "SubsetRandomSampler",
      "WeightedRandomSampler", "BatchSampler",
    ],
    source: #"""
      import torch
      from torch.utils.data import Dataset


      class ConcatDataset(Dataset):
          """Datasets, one after the other."""

          def __init__(self, datasets):
              self.datasets = list(datasets)
              assert len(self.datasets) > 0, "datasets should not be an empty iterable"
              self.cumulative_sizes = []
              for dataset in self.datasets:
                  last = self.cumulative_sizes[-1] if self.cumulative_sizes else 0
                  self.cumulative_sizes.append(last + len(dataset))

          def __len__(self):
              return self.cumulative_sizes[-1]

          def __getitem__(self, idx):
              if idx < 0:
                  if -idx > len(self):
                      raise ValueError("absolute value of index should not exceed dataset length")
                  idx += len(self)
              for dataset, size in zip(self.datasets, self.cumulative_sizes):
                  if idx < size:
                      return dataset[idx - (size - len(dataset))]
              raise IndexError("list index out of range")


      class Sampler:
          """An order in which samples are taken."""

          def __iter__(self):
              raise NotImplementedError


      class SequentialSampler(Sampler):
          """From the first to the last."""

          def __init__(self, data_source):
              self.data_source = data_source

          def __iter__(self):
              return iter(range(len(self.data_source)))

          def __len__(self):
              return len(self.data_source)


      class RandomSampler(Sampler):
          """In an order drawn at random."""

          def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
              self.data_source = data_source
              self.replacement = replacement
              self._num_samples = num_samples
              self.generator = generator

          @property
          def num_samples(self):
              return len(self.data_source) if self._num_samples is None else self._num_samples

          def __iter__(self):
              n, generator = len(self.data_source), self.generator
              if generator is None:
                  generator = torch.Generator()
                  generator.manual_seed(int(torch.empty((), dtype=torch.int64).random_().item()))
              if self.replacement:
                  for _ in range(self.num_samples // 32):
                      yield from torch.randint(high=n, size=(32,), dtype=torch.int64, generator=generator).tolist()
                  last = self.num_samples % 32
                  yield from torch.randint(high=n, size=(last,), dtype=torch.int64, generator=generator).tolist()
              else:
                  for _ in range(self.num_samples // n):
                      yield from torch.randperm(n, generator=generator).tolist()
                  yield from torch.randperm(n, generator=generator).tolist()[:self.num_samples % n]

          def __len__(self):
              return self.num_samples


      class SubsetRandomSampler(Sampler):
          """Some of the samples, in an order drawn at random."""

          def __init__(self, indices, generator=None):
              self.indices = indices
              self.generator = generator

          def __iter__(self):
              for i in torch.randperm(len(self.indices), generator=self.generator).tolist():
                  yield self.indices[i]

          def __len__(self):
              return len(self.indices)


      class WeightedRandomSampler(Sampler):
          """Samples drawn as their weights say."""

          def __init__(self, weights, num_samples, replacement=True, generator=None):
              self.weights = torch.as_tensor(weights, dtype=torch.double)
              self.num_samples = num_samples
              self.replacement = replacement
              self.generator = generator

          def __iter__(self):
              drawn = torch.multinomial(self.weights, self.num_samples, self.replacement, generator=self.generator)
              yield from drawn.tolist()

          def __len__(self):
              return self.num_samples


      class BatchSampler(Sampler):
          """Another order, in batches."""

          def __init__(self, sampler, batch_size, drop_last):
              self.sampler = sampler
              self.batch_size = batch_size
              self.drop_last = drop_last

          def __iter__(self):
              batch = []
              for index in self.sampler:
                  batch.append(index)
                  if len(batch) == self.batch_size:
                      yield batch
                      batch = []
              if batch and not self.drop_last:
                  yield batch

          def __len__(self):
              if self.drop_last:
                  return len(self.sampler) // self.batch_size
              return (len(self.sampler) + self.batch_size - 1) // self.batch_size
      """#)
}
