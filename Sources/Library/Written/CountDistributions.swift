extension WrittenPart {
  /// Distributions of counts and classes.
  static let countDistributions = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions",
    names: [
      "Poisson", "Geometric", "Binomial", "NegativeBinomial",
      "OneHotCategorical", "OneHotCategoricalStraightThrough", "Multinomial",
    ],
    source: #"""
      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions import Categorical, Chances, Distribution, ExponentialFamily, Gamma, one_of
      from torch.distributions.utils import broadcast_all
      from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid, one_hot


      class Poisson(ExponentialFamily):
          """How many events there are."""

          arg_constraints = {"rate": constraints.nonnegative}
          support = constraints.nonnegative_integer

          def __init__(self, rate, validate_args=None):
              (self.rate,) = broadcast_all(rate)
              super().__init__(self.rate.size(), validate_args=validate_args)

          @property
          def mean(self):
              return self.rate

          @property
          def mode(self):
              return self.rate.floor()

          @property
          def variance(self):
              return self.rate

          def sample(self, sample_shape=torch.Size()):
              with torch.no_grad():
                  return torch.poisson(self.rate.expand(self._extended_shape(sample_shape)))

          def log_prob(self, value):
              self._checked(value)
              rate, value = broadcast_all(self.rate, value)
              return value.xlogy(rate) - rate - (value + 1).lgamma()


      class Geometric(Chances):
          """How many failures come before the first success."""

          arg_constraints = {"probs": constraints.unit_interval, "logits": constraints.real}
          support = constraints.nonnegative_integer

          def __init__(self, probs=None, logits=None, validate_args=None):
              one_of(probs, logits)
              if probs is not None:
                  (self.probs,) = broadcast_all(probs)
              else:
                  (self.logits,) = broadcast_all(logits)
              self._param = self.probs if probs is not None else self.logits
              super().__init__(self._param.size(), validate_args=validate_args)
              if self._validate_args and probs is not None:
                  value = self.probs
                  if not (value > 0).all():
                      raise ValueError(
                          f"Expected parameter probs ({type(value).__name__} of shape {tuple(value.shape)}) of distribution "
                          f"{self!r} to be positive but found invalid values:\n{value.data[~(value > 0)]}")

          @property
          def mean(self):
              return 1.0 / self.probs - 1.0

          @property
          def mode(self):
              return torch.zeros_like(self.probs)

          @property
          def variance(self):
              return (1.0 / self.probs - 1.0) / self.probs

          def sample(self, sample_shape=torch.Size()):
              with torch.no_grad():
                  u = self.probs.new_empty(self._extended_shape(sample_shape))
                  return (u.uniform_(torch.finfo(self.probs.dtype).tiny, 1).log() / (-self.probs).log1p()).floor()

          def log_prob(self, value):
              self._checked(value)
              value, probs = broadcast_all(value, self.probs)
              probs = probs.clone()
              probs[(probs == 1) & (value == 0)] = 0
              return value * (-probs).log1p() + self.probs.log()

          def entropy(self):
              return binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none") / self.probs


      class Trials(Chances):
          def __init__(self, total_count, probs, logits, validate_args):
              one_of(probs, logits)
              if probs is not None:
                  self.total_count, self.probs = broadcast_all(total_count, probs)
              else:
                  self.total_count, self.logits = broadcast_all(total_count, logits)
              self._param = self.probs if probs is not None else self.logits
              self.total_count = self.total_count.type_as(self._param)
              super().__init__(self._param.size(), validate_args=validate_args)


      class Binomial(Trials):
          """How many of several trials succeed."""

          arg_constraints = {"total_count": constraints.nonnegative_integer, "probs": constraints.unit_interval,
                             "logits": constraints.real}
          has_enumerate_support = True

          def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
              super().__init__(total_count, probs, logits, validate_args)

          @property
          def support(self):
              return constraints.integer_interval(0, self.total_count)

          @property
          def mean(self):
              return self.total_count * self.probs

          @property
          def mode(self):
              return ((self.total_count + 1) * self.probs).floor().clamp(max=self.total_count)

          @property
          def variance(self):
              return self.total_count * self.probs * (1 - self.probs)

          def sample(self, sample_shape=torch.Size()):
              shape = self._extended_shape(sample_shape)
              with torch.no_grad():
                  return torch.binomial(self.total_count.expand(shape), self.probs.expand(shape))

          def log_prob(self, value):
              self._checked(value)
              ways = torch.lgamma(self.total_count + 1)
              chosen = torch.lgamma(value + 1)
              left = torch.lgamma(self.total_count - value + 1)
              positive = (self.logits.clamp(min=0) + self.logits - self.logits.clamp(max=0)) / 2
              norm = self.total_count * positive + self.total_count * torch.log1p(torch.exp(-torch.abs(self.logits))) - ways
              return value * self.logits - chosen - left - norm

          def _homogeneous(self, what):
              count = int(self.total_count.max())
              if not self.total_count.min() == count:
                  raise NotImplementedError(f"Inhomogeneous total count not supported by `{what}`.")
              return count

          def entropy(self):
              self._homogeneous("entropy")
              log_prob = self.log_prob(self.enumerate_support(False))
              return -(torch.exp(log_prob) * log_prob).sum(0)

          def enumerate_support(self, expand=True):
              values = torch.arange(1 + self._homogeneous("enumerate_support"), dtype=self._param.dtype)
              values = values.view((-1,) + (1,) * len(self._batch_shape))
              return values.expand((-1,) + self._batch_shape) if expand else values


      class NegativeBinomial(Trials):
          """How many successes come before so many failures."""

          arg_constraints = {"total_count": constraints.greater_than_eq(0), "probs": constraints.half_open_interval(0.0, 1.0),
                             "logits": constraints.real}
          support = constraints.nonnegative_integer

          def __init__(self, total_count, probs=None, logits=None, validate_args=None):
              super().__init__(total_count, probs, logits, validate_args)

          @property
          def mean(self):
              return self.total_count * torch.exp(self.logits)

          @property
          def mode(self):
              return ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0)

          @property
          def variance(self):
              return self.mean / torch.sigmoid(-self.logits)

          def sample(self, sample_shape=torch.Size()):
              with torch.no_grad():
                  rates = Gamma(concentration=self.total_count, rate=torch.exp(-self.logits), validate_args=False)
                  return torch.poisson(rates.sample(sample_shape))

          def log_prob(self, value):
              self._checked(value)
              share = self.total_count * logsigmoid(-self.logits) + value * logsigmoid(self.logits)
              norm = (-torch.lgamma(self.total_count + value) + torch.lgamma(1.0 + value) + torch.lgamma(self.total_count))
              return share - norm.masked_fill(self.total_count + value == 0.0, 0.0)


      class Classes(Distribution):
          @property
          def probs(self):
              return self._categorical.probs

          @property
          def logits(self):
              return self._categorical.logits

          @property
          def param_shape(self):
              return self._categorical.probs.size()


      class OneHotCategorical(Classes):
          """A class, as a one among zeros."""

          arg_constraints = {"probs": constraints.simplex, "logits": constraints.real_vector}
          support = constraints.one_hot
          has_enumerate_support = True

          def __init__(self, probs=None, logits=None, validate_args=None):
              self._categorical = Categorical(probs, logits)
              given = probs if probs is not None else logits
              super().__init__(given.shape[:-1], given.shape[-1:], validate_args=validate_args)

          @property
          def mean(self):
              return self.probs

          @property
          def mode(self):
              return one_hot(self.probs.argmax(dim=-1), num_classes=self.probs.shape[-1]).to(self.probs)

          @property
          def variance(self):
              return self.probs * (1 - self.probs)

          def sample(self, sample_shape=torch.Size()):
              return one_hot(self._categorical.sample(torch.Size(sample_shape)), self.event_shape[0]).to(self.probs)

          def log_prob(self, value):
              self._checked(value)
              return self._categorical.log_prob(value.max(-1)[1])

          def entropy(self):
              return self._categorical.entropy()

          def enumerate_support(self, expand=True):
              n = self.event_shape[0]
              values = torch.eye(n, dtype=self.probs.dtype).view((n,) + (1,) * len(self.batch_shape) + (n,))
              return values.expand((n,) + self.batch_shape + (n,)) if expand else values


      class OneHotCategoricalStraightThrough(OneHotCategorical):
          """The same, with the derivative of its chances."""

          has_rsample = True

          def rsample(self, sample_shape=torch.Size()):
              return self.sample(sample_shape) + (self.probs - self.probs.detach())


      class Multinomial(Classes):
          """How often each class comes."""

          arg_constraints = {"probs": constraints.simplex, "logits": constraints.real_vector}

          def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
              if not isinstance(total_count, int):
                  raise NotImplementedError("inhomogeneous total_count is not supported")
              self.total_count = total_count
              self._categorical = Categorical(probs=probs, logits=logits)
              self._binomial = Binomial(total_count=total_count, probs=self.probs)
              given = probs if probs is not None else logits
              super().__init__(given.shape[:-1], given.shape[-1:], validate_args=validate_args)

          @property
          def support(self):
              return constraints.multinomial(self.total_count)

          @property
          def mean(self):
              return self.probs * self.total_count

          @property
          def variance(self):
              return self.total_count * self.probs * (1 - self.probs)

          def sample(self, sample_shape=torch.Size()):
              drawn = self._categorical.sample(torch.Size((self.total_count,)) + torch.Size(sample_shape)).movedim(0, -1)
              counts = drawn.new_zeros(self._extended_shape(sample_shape))
              return counts.scatter_add_(-1, drawn, torch.ones_like(drawn)).type_as(self.probs)

          def entropy(self):
              n = torch.tensor(self.total_count)
              values = self._binomial.enumerate_support(expand=False)[1:]
              spread = (torch.exp(self._binomial.log_prob(values)) * torch.lgamma(values + 1)).sum([0, -1])
              return n * self._categorical.entropy() - torch.lgamma(n + 1) + spread

          def log_prob(self, value):
              self._checked(value)
              logits, value = broadcast_all(self.logits, value)
              logits = logits.clone()
              ways = torch.lgamma(value.sum(-1) + 1) - torch.lgamma(value + 1).sum(-1)
              logits[(value == 0) & (logits == -torch.inf)] = 0
              return ways + (logits * value).sum(-1)
      """#)
}
