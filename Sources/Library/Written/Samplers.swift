extension WrittenPart {
  /// Orders in which samples are taken.
  static let samplers = WrittenPart(
    owner: "torch.utils.data", module: "torch.utils.data.sampler",
    names: [
      "Sampler", "SequentialSampler", "RandomSampler", "SubsetRandomSampler",
      "WeightedRandomSampler", "BatchSampler",
    ],
    source: #"""
      import itertools
      from typing import Generic, TypeVar

      import torch

      T_co = TypeVar("T_co", covariant=True)


      class Sampler(Generic[T_co]):
          """An order in which samples are taken."""

          def __iter__(self):
              raise NotImplementedError


      def is_count(value):
          return isinstance(value, int) and not isinstance(value, bool) and value > 0


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
              if not isinstance(replacement, bool):
                  raise TypeError(f"replacement should be a boolean value, but got replacement={replacement}")
              if not isinstance(self.num_samples, int) or self.num_samples <= 0:
                  raise ValueError(
                      f"num_samples should be a positive integer value, but got num_samples={self.num_samples}")

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
              if not is_count(num_samples):
                  raise ValueError(f"num_samples should be a positive integer value, but got num_samples={num_samples}")
              if not isinstance(replacement, bool):
                  raise ValueError(f"replacement should be a boolean value, but got replacement={replacement}")
              weights = torch.as_tensor(weights, dtype=torch.double)
              if weights.dim() != 1:
                  raise ValueError("weights should be a 1d sequence but given "
                                   f"weights have shape {tuple(weights.shape)}")
              self.weights = weights
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
              if not is_count(batch_size):
                  raise ValueError(f"batch_size should be a positive integer value, but got batch_size={batch_size}")
              if not isinstance(drop_last, bool):
                  raise ValueError(f"drop_last should be a boolean value, but got drop_last={drop_last}")
              self.sampler = sampler
              self.batch_size = batch_size
              self.drop_last = drop_last

          def __iter__(self):
              order = iter(self.sampler)
              batch = list(itertools.islice(order, self.batch_size))
              while batch and not (self.drop_last and len(batch) < self.batch_size):
                  yield batch
                  batch = list(itertools.islice(order, self.batch_size))

          def __len__(self):
              if self.drop_last:
                  return len(self.sampler) // self.batch_size
              return (len(self.sampler) + self.batch_size - 1) // self.batch_size
      """#)
}
