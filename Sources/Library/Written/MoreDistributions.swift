extension WrittenPart {
  /// Further distributions, and how far one is from another.
  static let distributions = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions",
    names: ["Exponential", "Laplace", "MultivariateNormal", "Independent"],
    source: #"""
      import math

      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions import Distribution, ExponentialFamily
      from torch.distributions.utils import broadcast_all


      def sum_of_logs(triangle):
          """Half the logarithm of the determinant of what the triangle is a root of."""
          return triangle.diagonal(dim1=-2, dim2=-1).log().sum(-1)


      class Exponential(ExponentialFamily):
          """Waiting times."""

          arg_constraints = {"rate": constraints.positive}
          support = constraints.nonnegative
          has_rsample = True

          def __init__(self, rate, validate_args=None):
              (self.rate,) = broadcast_all(rate)
              super().__init__(self.rate.size(), validate_args=validate_args)

          @property
          def mean(self):
              return self.rate.reciprocal()

          @property
          def mode(self):
              return torch.zeros_like(self.rate)

          @property
          def stddev(self):
              return self.rate.reciprocal()

          @property
          def variance(self):
              return self.rate.pow(-2)

          def rsample(self, sample_shape=torch.Size()):
              return self.rate.new_empty(self._extended_shape(sample_shape)).exponential_() / self.rate

          def log_prob(self, value):
              self._checked(value)
              return self.rate.log() - self.rate * value

          def cdf(self, value):
              self._checked(value)
              return 1 - torch.exp(-self.rate * value)

          def icdf(self, value):
              return -torch.log1p(-value) / self.rate

          def entropy(self):
              return 1.0 - torch.log(self.rate)


      class Laplace(Distribution):
          """Two exponentials, back to back."""

          arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
          support = constraints.real
          has_rsample = True

          def __init__(self, loc, scale, validate_args=None):
              self.loc, self.scale = broadcast_all(loc, scale)
              super().__init__(self.loc.size(), validate_args=validate_args)

          @property
          def mean(self):
              return self.loc

          @property
          def mode(self):
              return self.loc

          @property
          def stddev(self):
              return (2**0.5) * self.scale

          @property
          def variance(self):
              return 2 * self.scale.pow(2)

          def rsample(self, sample_shape=torch.Size()):
              shape = self._extended_shape(sample_shape)
              u = self.loc.new_empty(shape).uniform_(torch.finfo(self.loc.dtype).eps - 1, 1)
              return self.loc - self.scale * u.sign() * torch.log1p(-u.abs())

          def log_prob(self, value):
              self._checked(value)
              return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale

          def cdf(self, value):
              self._checked(value)
              away = value - self.loc
              return 0.5 - 0.5 * away.sign() * torch.expm1(-away.abs() / self.scale)

          def icdf(self, value):
              term = value - 0.5
              return self.loc - self.scale * term.sign() * torch.log1p(-2 * term.abs())

          def entropy(self):
              return 1 + torch.log(2 * self.scale)


      class MultivariateNormal(Distribution):
          """Normal values that go together."""

          arg_constraints = {"loc": constraints.real_vector, "covariance_matrix": constraints.positive_definite,
                             "precision_matrix": constraints.positive_definite, "scale_tril": constraints.lower_cholesky}
          support = constraints.real_vector
          has_rsample = True

          def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
              if loc.dim() < 1:
                  raise ValueError("loc must be at least one-dimensional.")
              given = [m for m in (covariance_matrix, scale_tril, precision_matrix) if m is not None]
              if len(given) != 1:
                  raise ValueError("Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.")
              matrix = given[0]
              if matrix.dim() < 2:
                  kind = "covariance_matrix" if covariance_matrix is not None else (
                      "scale_tril matrix" if scale_tril is not None else "precision_matrix")
                  raise ValueError(f"{kind} must be at least two-dimensional, with optional leading batch dimensions")
              batch = torch.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
              self.loc = loc.expand(batch + (-1,))
              matrix = matrix.expand(batch + (-1, -1))
              name = ("covariance_matrix" if covariance_matrix is not None else
                      "scale_tril" if scale_tril is not None else "precision_matrix")
              setattr(self, name, matrix)
              # Only what was given is looked at and shown.
              self.arg_constraints = {key: type(self).arg_constraints[key] for key in ("loc", name)}
              super().__init__(batch, self.loc.shape[-1:], validate_args=validate_args)
              if name == "covariance_matrix":
                  self.scale_tril = torch.linalg.cholesky(covariance_matrix).expand(batch + (-1, -1))
              else:
                  if name == "precision_matrix":
                      self.scale_tril = torch.linalg.cholesky(torch.linalg.inv(precision_matrix)).expand(batch + (-1, -1))
                  self.covariance_matrix = self.scale_tril @ self.scale_tril.mT

          @property
          def mean(self):
              return self.loc

          @property
          def mode(self):
              return self.loc

          @property
          def variance(self):
              return self.scale_tril.pow(2).sum(-1).expand(self._batch_shape + self._event_shape)

          def rsample(self, sample_shape=torch.Size()):
              drawn = torch.normal(torch.zeros(self._extended_shape(sample_shape)), torch.ones(()))
              return self.loc + torch.matmul(self.scale_tril, drawn.unsqueeze(-1)).squeeze(-1)

          def log_prob(self, value):
              self._checked(value)
              away = (value - self.loc).unsqueeze(-1)
              scaled = torch.linalg.solve_triangular(self.scale_tril, away, upper=False).squeeze(-1)
              half = sum_of_logs(self.scale_tril)
              return -0.5 * (self._event_shape[0] * math.log(2 * math.pi) + scaled.pow(2).sum(-1)) - half

          def entropy(self):
              half = sum_of_logs(self.scale_tril)
              return 0.5 * self._event_shape[0] * (1.0 + math.log(2 * math.pi)) + half


      class Independent(Distribution):
          """Several values of a distribution, taken as one event."""

          def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
              shape = base_distribution.batch_shape + base_distribution.event_shape
              events = reinterpreted_batch_ndims + len(base_distribution.event_shape)
              if reinterpreted_batch_ndims > len(base_distribution.batch_shape):
                  raise ValueError(
                      f"Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual "
                      f"{reinterpreted_batch_ndims} vs {len(base_distribution.batch_shape)}")
              self.base_dist = base_distribution
              self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
              super().__init__(shape[:len(shape) - events], shape[len(shape) - events:])

          @property
          def mean(self):
              return self.base_dist.mean

          @property
          def variance(self):
              return self.base_dist.variance

          def sample(self, sample_shape=torch.Size()):
              return self.base_dist.sample(sample_shape)

          def rsample(self, sample_shape=torch.Size()):
              return self.base_dist.rsample(sample_shape)

          def _summed(self, x):
              return x.sum(dim=list(range(-self.reinterpreted_batch_ndims, 0))) if self.reinterpreted_batch_ndims else x

          def log_prob(self, value):
              return self._summed(self.base_dist.log_prob(value))

          def entropy(self):
              return self._summed(self.base_dist.entropy())

          def __repr__(self):
              return f"Independent({self.base_dist}, {self.reinterpreted_batch_ndims})"
      """#)
}
