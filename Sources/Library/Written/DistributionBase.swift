extension WrittenPart {
  /// What every distribution can be asked.
  static let distributionBase = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions.distribution",
    names: [
      "Distribution", "ExponentialFamily", "Chances", "one_of",
    ],
    source: #"""
      import warnings

      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions.utils import logits_to_probs, probs_to_logits


      class Distribution:
          """A distribution of chance."""

          has_rsample = False
          has_enumerate_support = False
          arg_constraints = {}
          support = None
          _validate_args = True

          def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
              self._batch_shape = torch.Size(batch_shape)
              self._event_shape = torch.Size(event_shape)
              if validate_args is not None:
                  self._validate_args = validate_args
              if self._validate_args:
                  for name, constraint in self.arg_constraints.items():
                      # What is computed only when it is asked for is not looked at.
                      if constraints.is_dependent(constraint) or (
                              name in ("probs", "logits") and name not in self.__dict__ and isinstance(self, Chances)):
                          continue
                      value = getattr(self, name)
                      if not constraint.check(value).all():
                          raise ValueError(
                              f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of "
                              f"distribution {self!r} to satisfy the constraint {constraint!r}, but found invalid values:"
                              f"\n{value}")

          @staticmethod
          def set_default_validate_args(value):
              """Says whether parameters and values are looked at."""
              if value not in [True, False]:
                  raise ValueError
              Distribution._validate_args = value

          @property
          def batch_shape(self):
              return self._batch_shape

          @property
          def event_shape(self):
              return self._event_shape

          @property
          def mean(self):
              raise NotImplementedError

          @property
          def mode(self):
              raise NotImplementedError(f"{self.__class__} does not implement mode")

          @property
          def variance(self):
              raise NotImplementedError

          @property
          def stddev(self):
              return self.variance.sqrt()

          def _extended_shape(self, sample_shape=torch.Size()):
              return torch.Size(sample_shape) + self._batch_shape + self._event_shape

          def sample(self, sample_shape=torch.Size()):
              """Draws values, without history."""
              with torch.no_grad():
                  return self.rsample(sample_shape)

          def rsample(self, sample_shape=torch.Size()):
              """Draws values, with derivatives of the parameters."""
              raise NotImplementedError

          def sample_n(self, n):
              """Draws `n` values."""
              warnings.warn("sample_n will be deprecated. Use .sample((n,)) instead", UserWarning, stacklevel=2)
              return self.sample(torch.Size((n,)))

          def log_prob(self, value):
              """The logarithm of the density."""
              raise NotImplementedError

          def cdf(self, value):
              """The chance of no more than a value."""
              raise NotImplementedError

          def icdf(self, value):
              """The value that so much lies below."""
              raise NotImplementedError

          def enumerate_support(self, expand=True):
              """Every value there is."""
              raise NotImplementedError

          def entropy(self):
              """How uncertain values are."""
              raise NotImplementedError

          def perplexity(self):
              """The exponential of the entropy."""
              return torch.exp(self.entropy())

          def expand(self, batch_shape, _instance=None):
              """The same for a larger batch."""
              batch_shape = torch.Size(batch_shape)
              new = type(self).__new__(type(self))
              before = self._batch_shape
              for name, value in self.__dict__.items():
                  if isinstance(value, torch.Tensor) and value.shape[:len(before)] == before:
                      value = value.expand(batch_shape + value.shape[len(before):])
                  elif isinstance(value, Distribution) or hasattr(value, "log_prob"):
                      value = value.expand(batch_shape)
                  new.__dict__[name] = value
              new._batch_shape = batch_shape
              return new

          def _validate_sample(self, value):
              if not isinstance(value, torch.Tensor):
                  raise ValueError("The value argument to log_prob must be a Tensor")
              event = self._event_shape
              if value.size()[value.dim() - len(event):] != event:
                  raise ValueError(f"The right-most size of value must match event_shape: {value.size()} vs {event}.")
              wanted = self._batch_shape + event
              for i, j in zip(reversed(value.size()), reversed(wanted)):
                  if i != 1 and j != 1 and i != j:
                      raise ValueError(
                          f"Value is not broadcastable with batch_shape+event_shape: {value.size()} vs {wanted}.")
              if self.support is not None and not self.support.check(value).all():
                  raise ValueError(
                      f"Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the support "
                      f"({self.support!r}) of the distribution {self!r}, but found invalid values:\n{value}")

          def _checked(self, value):
              if self._validate_args:
                  self._validate_sample(value)

          def __repr__(self):
              values = [(name, self.__dict__[name]) for name in self.arg_constraints if name in self.__dict__]
              return type(self).__name__ + "(" + ", ".join(
                  f"{name}: {value if value.numel() == 1 else value.size()}" for name, value in values) + ")"


      class ExponentialFamily(Distribution):
          """A distribution whose density is an exponential of a sum of products."""


      class Chances(Distribution):
          """A distribution of two outcomes, by chances or by the logarithms of their odds."""

          def __getattr__(self, name):
              if name == "logits" and "probs" in self.__dict__:
                  self.logits = probs_to_logits(self.probs, is_binary=True)
                  return self.logits
              if name == "probs" and "logits" in self.__dict__:
                  self.probs = logits_to_probs(self.logits, is_binary=True)
                  return self.probs
              raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

          @property
          def param_shape(self):
              return self._param.size()


      def one_of(probs, logits):
          if (probs is None) == (logits is None):
              raise ValueError("Either `probs` or `logits` must be specified, but not both.")
      """#)
}
