extension WrittenPart {
  /// `torch.utils.data`: samples in batches.
  static let dataLoading = WrittenPart(
    owner: "torch.utils.data", module: "torch.utils.data.dataloader",
    names: ["DataLoader", "default_collate", "default_convert", "get_worker_info"],
    source: #"""
      import collections.abc
      import copy
      import warnings
      from math import ceil
      from typing import Generic, TypeVar

      import numpy as np
      import torch
      from torch.utils.data import BatchSampler, IterableDataset, RandomSampler, Sampler, SequentialSampler

      T_co = TypeVar("T_co", covariant=True)


      def get_worker_info():
          """None: samples are not read by processes of their own."""
          return None


      # Batches


      def default_collate(batch):
          """A batch made of samples: tensors and arrays stacked, numbers in a tensor, tuples and dictionaries part by part."""
          first = batch[0]
          if isinstance(first, torch.Tensor):
              return torch.stack(batch, 0)
          if isinstance(first, np.ndarray):
              return torch.stack([torch.as_tensor(sample) for sample in batch], 0)
          if isinstance(first, np.generic):
              return torch.as_tensor(batch)
          if isinstance(first, float):
              return torch.tensor(batch, dtype=torch.float64)
          if isinstance(first, int):
              return torch.tensor(batch)
          if isinstance(first, (str, bytes)):
              return batch
          if isinstance(first, collections.abc.Mapping):
              parts = {key: default_collate([sample[key] for sample in batch]) for key in first}
              return filled(first, parts)
          if isinstance(first, tuple) and hasattr(first, "_fields"):
              return type(first)(*[default_collate(part) for part in zip(*batch)])
          if isinstance(first, collections.abc.Sequence):
              size = len(first)
              if not all(len(sample) == size for sample in batch):
                  raise RuntimeError("each element in list of batch should be of equal size")
              parts = [default_collate(part) for part in zip(*batch)]
              return parts if isinstance(first, tuple) else listed(first, parts)
          raise TypeError("default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; "
                          f"found {type(first)}")


      def default_convert(data):
          """Arrays of numpy as tensors, also inside of lists, tuples and dictionaries."""
          if isinstance(data, torch.Tensor):
              return data
          if isinstance(data, (np.ndarray, np.generic)):
              return torch.as_tensor(data)
          if isinstance(data, collections.abc.Mapping):
              return filled(data, {key: default_convert(data[key]) for key in data})
          if isinstance(data, tuple) and hasattr(data, "_fields"):
              return type(data)(*[default_convert(part) for part in data])
          if isinstance(data, tuple):
              return [default_convert(part) for part in data]
          if isinstance(data, collections.abc.Sequence) and not isinstance(data, (str, bytes)):
              return listed(data, [default_convert(part) for part in data])
          return data


      def filled(like, parts):
          if type(like) is dict:
              return parts
          try:
              if not isinstance(like, collections.abc.MutableMapping):
                  return type(like)(parts)
              clone = copy.copy(like)
              clone.update(parts)
              return clone
          except TypeError:
              return parts


      def listed(like, parts):
          if type(like) is list:
              return parts
          try:
              if not isinstance(like, collections.abc.MutableSequence):
                  return type(like)(parts)
              clone = copy.copy(like)
              for i, part in enumerate(parts):
                  clone[i] = part
              return clone
          except TypeError:
              return parts


      # Loading


      class _InfiniteConstantSampler(Sampler):
          def __iter__(self):
              while True:
                  yield None


      class DataLoader(Generic[T_co]):
          """A dataset's samples in batches."""

          _initialized = False

          def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0,
                       collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None,
                       multiprocessing_context=None, generator=None, *, prefetch_factor=None,
                       persistent_workers=False, pin_memory_device="", in_order=True):
              if num_workers < 0:
                  raise ValueError("num_workers option should be non-negative; "
                                   "use num_workers=0 to disable multiprocessing.")
              if timeout < 0:
                  raise ValueError("timeout option should be non-negative")
              if num_workers == 0 and prefetch_factor is not None:
                  raise ValueError("prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 "
                                   "to enable multiprocessing, otherwise set prefetch_factor to None.")
              if num_workers > 0 and prefetch_factor is None:
                  prefetch_factor = 2
              elif prefetch_factor is not None and prefetch_factor < 0:
                  raise ValueError("prefetch_factor option should be non-negative")
              if persistent_workers and num_workers == 0:
                  raise ValueError("persistent_workers option needs num_workers > 0")
              self._is_iterable = isinstance(dataset, IterableDataset)
              if self._is_iterable:
                  given = {"shuffle": shuffle or None, "sampler": sampler, "batch_sampler": batch_sampler}
                  for name, value in given.items():
                      if value is not None:
                          raise ValueError("DataLoader with IterableDataset: expected unspecified "
                                           f"{name} option, but got {name}={value}")
              if sampler is not None and shuffle:
                  raise ValueError("sampler option is mutually exclusive with shuffle")
              if batch_sampler is not None:
                  if batch_size != 1 or shuffle or sampler is not None or drop_last:
                      raise ValueError("batch_sampler option is mutually exclusive "
                                       "with batch_size, shuffle, sampler, and drop_last")
                  batch_size, drop_last = None, False
              elif batch_size is None and drop_last:
                  raise ValueError("batch_size=None option disables auto-batching "
                                   "and is mutually exclusive with drop_last")
              if sampler is None:
                  if self._is_iterable:
                      sampler = _InfiniteConstantSampler()
                  else:
                      sampler = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
              if batch_size is not None and batch_sampler is None:
                  batch_sampler = BatchSampler(sampler, batch_size, drop_last)
              if collate_fn is None:
                  collate_fn = default_convert if batch_sampler is None else default_collate
              self.dataset = dataset
              self.batch_size = batch_size
              self.drop_last = drop_last
              self.sampler = sampler
              self.batch_sampler = batch_sampler
              self.num_workers = num_workers
              self.collate_fn = collate_fn
              self.pin_memory = pin_memory
              self.timeout = timeout
              self.worker_init_fn = worker_init_fn
              self.multiprocessing_context = multiprocessing_context
              self.generator = generator
              self.prefetch_factor = prefetch_factor
              self.persistent_workers = persistent_workers
              self.pin_memory_device = pin_memory_device
              self.in_order = in_order
              self._length_said = None
              self._initialized = True

          def __setattr__(self, attr, val):
              if self._initialized and attr in ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset",
                                                "persistent_workers"):
                  raise ValueError(f"{attr} attribute should not be set after {type(self).__name__} is initialized")
              super().__setattr__(attr, val)

          @property
          def _order(self):
              return self.sampler if self.batch_sampler is None else self.batch_sampler

          def __iter__(self):
              kind = _SingleProcessDataLoaderIter if self.num_workers == 0 else _MultiProcessingDataLoaderIter
              return kind(self)

          def __len__(self):
              if not self._is_iterable:
                  return len(self._order)
              length = self._length_said = len(self.dataset)
              if self.batch_size is None:
                  return length
              return length // self.batch_size if self.drop_last else ceil(length / self.batch_size)


      class _BaseDataLoaderIter:
          """Goes through a dataset once."""

          def __init__(self, loader):
              if loader.pin_memory:
                  warnings.warn("'pin_memory' argument is set as true but no accelerator is found, "
                                "then device pinned memory won't be used.", stacklevel=3)
              self._loader = loader
              self._order = iter(loader._order)
              # A number for the seeds of workers is drawn whether there are any or not.
              torch.empty((), dtype=torch.int64).random_(generator=loader.generator)
              self._yielded = 0
              self._samples = iter(loader.dataset) if loader._is_iterable else None
              self._ended = False

          def __iter__(self):
              return self

          def __len__(self):
              return len(self._loader._order)

          def __next__(self):
              loader = self._loader
              index = next(self._order)
              if self._samples is not None:
                  data = loader.collate_fn(self._streamed(index))
              elif loader.batch_sampler is None:
                  data = loader.collate_fn(loader.dataset[index])
              elif getattr(loader.dataset, "__getitems__", None):
                  data = loader.collate_fn(loader.dataset.__getitems__(index))
              else:
                  dataset = loader.dataset
                  data = loader.collate_fn([dataset[i] for i in index])
              self._yielded += 1
              if loader._length_said is not None and self._yielded > loader._length_said:
                  warnings.warn(f"Length of IterableDataset {loader.dataset} was reported to be {loader._length_said}"
                                f"(when accessing len(dataloader)), but {self._yielded} samples have been fetched. ",
                                stacklevel=2)
              return data

          def _streamed(self, index):
              if self._ended:
                  raise StopIteration
              if self._loader.batch_sampler is None:
                  return next(self._samples)
              batch = []
              for _ in index:
                  try:
                      batch.append(next(self._samples))
                  except StopIteration:
                      self._ended = True
                      break
              if not batch or self._loader.drop_last and len(batch) < len(index):
                  raise StopIteration
              return batch


      class _SingleProcessDataLoaderIter(_BaseDataLoaderIter):
          """Goes through a dataset once."""


      class _MultiProcessingDataLoaderIter(_BaseDataLoaderIter):
          """Goes through a dataset once; in this process, too."""
      """#)
}
