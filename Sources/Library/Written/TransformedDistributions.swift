extension WrittenPart {
  /// Distributions that are others, changed.
  static let transformedDistributions = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions",
    names: [
      "TransformedDistribution", "LogNormal", "Cauchy", "HalfNormal",
      "HalfCauchy", "Gumbel", "Weibull", "Pareto",
    ],
    source: #"""
      import math

      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions import Distribution, Exponential, Normal, Uniform
      from torch.distributions.transforms import AbsTransform, AffineTransform, ExpTransform, PowerTransform, Transform
      from torch.distributions.utils import broadcast_all, euler_constant


      class TransformedDistribution(Distribution):
          """A distribution's values, changed."""

          def __init__(self, base_distribution, transforms, validate_args=None):
              self.transforms = [transforms] if isinstance(transforms, Transform) else list(transforms)
              if not all(isinstance(t, Transform) for t in self.transforms):
                  raise ValueError(f"transforms must be a Transform or a list of Transforms")
              self.base_dist = base_distribution
              super().__init__(base_distribution.batch_shape, base_distribution.event_shape, validate_args=validate_args)

          @property
          def support(self):
              return self.transforms[-1].codomain if self.transforms else self.base_dist.support

          @property
          def has_rsample(self):
              return getattr(self.base_dist, "has_rsample", True)

          def _through(self, x):
              for transform in self.transforms:
                  x = transform(x)
              return x

          def _back(self, y):
              for transform in reversed(self.transforms):
                  y = transform.inv(y)
              return y

          def sample(self, sample_shape=torch.Size()):
              with torch.no_grad():
                  return self._through(self.base_dist.sample(sample_shape))

          def rsample(self, sample_shape=torch.Size()):
              return self._through(self.base_dist.rsample(sample_shape))

          def log_prob(self, value):
              self._checked(value)
              total, y, events = 0.0, value, len(self.event_shape)
              for transform in reversed(self.transforms):
                  x = transform.inv(y)
                  stretch = transform.log_abs_det_jacobian(x, y)
                  rest = events - transform.event_dim
                  total = total - (stretch.sum(list(range(-rest, 0))) if rest else stretch)
                  y = x
              return total + self.base_dist.log_prob(y)

          def _mirrored(self, value):
              sign = 1
              for transform in self.transforms:
                  sign = sign * transform.sign
              return value if isinstance(sign, int) and sign == 1 else sign * (value - 0.5) + 0.5

          def cdf(self, value):
              self._checked(value)
              return self._mirrored(self.base_dist.cdf(self._back(value)))

          def icdf(self, value):
              return self._through(self.base_dist.icdf(self._mirrored(value)))


      class LogNormal(TransformedDistribution):
          """Values whose logarithm is normal."""

          arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
          support = constraints.positive

          def __init__(self, loc, scale, validate_args=None):
              super().__init__(Normal(loc, scale), ExpTransform(), validate_args=validate_args)

          @property
          def loc(self):
              return self.base_dist.loc

          @property
          def scale(self):
              return self.base_dist.scale

          @property
          def mean(self):
              return (self.loc + self.scale.pow(2) / 2).exp()

          @property
          def mode(self):
              return (self.loc - self.scale.square()).exp()

          @property
          def variance(self):
              square = self.scale.pow(2)
              return square.expm1() * (2 * self.loc + square).exp()

          def entropy(self):
              return self.base_dist.entropy() + self.loc


      class Cauchy(Distribution):
          """Quotients of normal values."""

          arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
          support = constraints.real
          has_rsample = True

          def __init__(self, loc, scale, validate_args=None):
              self.loc, self.scale = broadcast_all(loc, scale)
              super().__init__(self.loc.size(), validate_args=validate_args)

          @property
          def mean(self):
              return torch.full(self._extended_shape(), math.nan, dtype=self.loc.dtype)

          @property
          def mode(self):
              return self.loc

          @property
          def variance(self):
              return torch.full(self._extended_shape(), math.inf, dtype=self.loc.dtype)

          def rsample(self, sample_shape=torch.Size()):
              return self.loc + self.loc.new_empty(self._extended_shape(sample_shape)).cauchy_() * self.scale

          def log_prob(self, value):
              self._checked(value)
              return -math.log(math.pi) - self.scale.log() - (((value - self.loc) / self.scale)**2).log1p()

          def cdf(self, value):
              self._checked(value)
              return torch.atan((value - self.loc) / self.scale) / math.pi + 0.5

          def icdf(self, value):
              return torch.tan(math.pi * (value - 0.5)) * self.scale + self.loc

          def entropy(self):
              return math.log(4 * math.pi) + self.scale.log()


      class Half(TransformedDistribution):
          arg_constraints = {"scale": constraints.positive}
          support = constraints.nonnegative

          @property
          def scale(self):
              return self.base_dist.scale

          @property
          def mode(self):
              return torch.zeros_like(self.scale)

          def log_prob(self, value):
              self._checked(value)
              return torch.where(value >= 0, self.base_dist.log_prob(value) + math.log(2), -math.inf)

          def cdf(self, value):
              self._checked(value)
              return 2 * self.base_dist.cdf(value) - 1

          def icdf(self, prob):
              return self.base_dist.icdf((prob + 1) / 2)

          def entropy(self):
              return self.base_dist.entropy() - math.log(2)


      class HalfNormal(Half):
          """Normal values without their signs."""

          def __init__(self, scale, validate_args=None):
              super().__init__(Normal(0, scale, validate_args=False), AbsTransform(), validate_args=validate_args)

          @property
          def mean(self):
              return self.scale * math.sqrt(2 / math.pi)

          @property
          def variance(self):
              return self.scale.pow(2) * (1 - 2 / math.pi)


      class HalfCauchy(Half):
          """Cauchy values without their signs."""

          def __init__(self, scale, validate_args=None):
              super().__init__(Cauchy(0, scale, validate_args=False), AbsTransform(), validate_args=validate_args)

          @property
          def mean(self):
              return torch.full(self._extended_shape(), math.inf, dtype=self.scale.dtype)

          @property
          def variance(self):
              return self.base_dist.variance


      class Gumbel(TransformedDistribution):
          """The largest of many."""

          arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
          support = constraints.real

          def __init__(self, loc, scale, validate_args=None):
              self.loc, self.scale = broadcast_all(loc, scale)
              limits = torch.finfo(self.loc.dtype)
              base = Uniform(torch.full_like(self.loc, limits.tiny), torch.full_like(self.loc, 1 - limits.eps))
              super().__init__(
                  base, [ExpTransform().inv, AffineTransform(loc=0, scale=-torch.ones_like(self.scale)), ExpTransform().inv,
                         AffineTransform(loc=loc, scale=-self.scale)], validate_args=validate_args)

          @property
          def mean(self):
              return self.loc + self.scale * euler_constant

          @property
          def mode(self):
              return self.loc

          @property
          def stddev(self):
              return math.pi / math.sqrt(6) * self.scale

          @property
          def variance(self):
              return self.stddev.pow(2)

          def log_prob(self, value):
              self._checked(value)
              y = (self.loc - value) / self.scale
              return y - y.exp() - self.scale.log()

          def entropy(self):
              return self.scale.log() + (1 + euler_constant)


      class Weibull(TransformedDistribution):
          """Times to failure."""

          arg_constraints = {"scale": constraints.positive, "concentration": constraints.positive}
          support = constraints.positive

          def __init__(self, scale, concentration, validate_args=None):
              self.scale, self.concentration = broadcast_all(scale, concentration)
              self.concentration_reciprocal = self.concentration.reciprocal()
              super().__init__(
                  Exponential(torch.ones_like(self.scale)),
                  [PowerTransform(exponent=self.concentration_reciprocal), AffineTransform(loc=0, scale=self.scale)],
                  validate_args=validate_args)

          @property
          def mean(self):
              return self.scale * torch.exp(torch.lgamma(1 + self.concentration_reciprocal))

          @property
          def mode(self):
              return self.scale * ((self.concentration - 1) / self.concentration)**self.concentration.reciprocal()

          @property
          def variance(self):
              return self.scale.pow(2) * (torch.exp(torch.lgamma(1 + 2 * self.concentration_reciprocal))
                                          - torch.exp(2 * torch.lgamma(1 + self.concentration_reciprocal)))

          def entropy(self):
              return (euler_constant * (1 - self.concentration_reciprocal)
                      + torch.log(self.scale * self.concentration_reciprocal) + 1)


      class Pareto(TransformedDistribution):
          """Values above a least one, of which few are large."""

          arg_constraints = {"alpha": constraints.positive, "scale": constraints.positive}

          def __init__(self, scale, alpha, validate_args=None):
              self.scale, self.alpha = broadcast_all(scale, alpha)
              super().__init__(Exponential(self.alpha), [ExpTransform(), AffineTransform(loc=0, scale=self.scale)],
                               validate_args=validate_args)

          @property
          def support(self):
              return constraints.greater_than_eq(self.scale)

          @property
          def mean(self):
              a = self.alpha.clamp(min=1)
              return a * self.scale / (a - 1)

          @property
          def mode(self):
              return self.scale

          @property
          def variance(self):
              a = self.alpha.clamp(min=2)
              return self.scale.pow(2) * a / ((a - 1).pow(2) * (a - 2))

          def entropy(self):
              return (self.scale / self.alpha).log() + (1 + self.alpha.reciprocal())
      """#)
}
