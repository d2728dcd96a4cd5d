extension WrittenPart {
  /// Further distributions, and how far one is from another.
  static let distributions = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions",
    names: ["Distribution", "Exponential", "Laplace", "MultivariateNormal", "Independent", "kl_divergence"],
    source: #"""
      import math

      import torch
      from torch.distributions import Bernoulli, Categorical, Normal, Uniform


      def together(*values):
          """Numbers and tensors as tensors of one shape."""
          first = next((v for v in values if isinstance(v, torch.Tensor)), None)
          dtype = first.dtype if first is not None else torch.get_default_dtype()
          return torch.broadcast_tensors(
              *(v if isinstance(v, torch.Tensor) else torch.tensor(v, dtype=dtype) for v in values))


      def sum_of_logs(triangle):
          """Half the logarithm of the determinant of what the triangle is a root of."""
          return triangle.diagonal(dim1=-2, dim2=-1).log().sum(-1)


      class Distribution:
          """A distribution of chance."""

          shown = ()

          def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
              self._batch_shape = batch_shape
              self._event_shape = event_shape

          @property
          def batch_shape(self):
              return self._batch_shape

          @property
          def event_shape(self):
              return self._event_shape

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

          def log_prob(self, value):
              """The logarithm of the density."""
              raise NotImplementedError

          def __repr__(self):
              values = [(name, getattr(self, name)) for name in self.shown]
              return type(self).__name__ + "(" + ", ".join(
                  f"{name}: {value if value.numel() == 1 else value.size()}" for name, value in values) + ")"


      class Exponential(Distribution):
          """Waiting times."""

          shown = ("rate",)

          def __init__(self, rate, validate_args=None):
              (self.rate,) = together(rate)
              super().__init__(self.rate.size())

          @property
          def mean(self):
              return self.rate.reciprocal()

          @property
          def variance(self):
              return self.rate.pow(-2)

          def rsample(self, sample_shape=torch.Size()):
              return self.rate.new_empty(self._extended_shape(sample_shape)).exponential_() / self.rate

          def log_prob(self, value):
              return self.rate.log() - self.rate * value

          def cdf(self, value):
              return 1 - torch.exp(-self.rate * value)

          def entropy(self):
              return 1.0 - torch.log(self.rate)


      class Laplace(Distribution):
          """Two exponentials, back to back."""

          shown = ("loc", "scale")

          def __init__(self, loc, scale, validate_args=None):
              self.loc, self.scale = together(loc, scale)
              super().__init__(self.loc.size())

          @property
          def mean(self):
              return self.loc

          @property
          def variance(self):
              return 2 * self.scale.pow(2)

          def rsample(self, sample_shape=torch.Size()):
              shape = self._extended_shape(sample_shape)
              u = self.loc.new_empty(shape).uniform_(torch.finfo(self.loc.dtype).eps - 1, 1)
              return self.loc - self.scale * u.sign() * torch.log1p(-u.abs())

          def log_prob(self, value):
              return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale

          def entropy(self):
              return 1 + torch.log(2 * self.scale)


      class MultivariateNormal(Distribution):
          """Normal values that go together."""

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
              if scale_tril is not None:
                  self.scale_tril = self._unbroadcasted_scale_tril = matrix
                  self.shown = ("loc", "scale_tril")
              elif covariance_matrix is not None:
                  self.covariance_matrix = matrix
                  self.scale_tril = torch.linalg.cholesky(covariance_matrix)
                  self.shown = ("loc", "covariance_matrix")
              else:
                  self.precision_matrix = matrix
                  self.scale_tril = torch.linalg.cholesky(torch.linalg.inv(precision_matrix))
                  self.shown = ("loc", "precision_matrix")
              if scale_tril is not None or precision_matrix is not None:
                  self.covariance_matrix = self.scale_tril @ self.scale_tril.mT
              super().__init__(batch, self.loc.shape[-1:])

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


      def normal_from_normal(p, q):
          ratio = (p.scale / q.scale).pow(2)
          away = ((p.loc - q.loc) / q.scale).pow(2)
          return 0.5 * (ratio + away - 1 - ratio.log())


      def bernoulli_from_bernoulli(p, q):
          one = p.probs * (torch.nn.functional.softplus(-q.logits) - torch.nn.functional.softplus(-p.logits))
          one = torch.where(p.probs == 0, torch.zeros_like(one), torch.where(q.probs == 0, math.inf, one))
          zero = (1 - p.probs) * (torch.nn.functional.softplus(q.logits) - torch.nn.functional.softplus(p.logits))
          zero = torch.where(p.probs == 1, torch.zeros_like(zero), torch.where(q.probs == 1, math.inf, zero))
          return one + zero


      def categorical_from_categorical(p, q):
          share = p.probs * (p.logits - q.logits)
          share = torch.where((q.probs == 0).expand_as(share), math.inf, share)
          return torch.where((p.probs == 0).expand_as(share), 0.0, share).sum(-1)


      def uniform_from_uniform(p, q):
          result = ((q.high - q.low) / (p.high - p.low)).log()
          return torch.where((q.low > p.low) | (q.high < p.high), math.inf, result)


      def exponential_from_exponential(p, q):
          ratio = q.rate / p.rate
          return -ratio.log() + ratio - 1


      def several_normal(p, q):
          half = sum_of_logs(q.scale_tril) - sum_of_logs(p.scale_tril)
          scaled = torch.linalg.solve_triangular(q.scale_tril, p.scale_tril, upper=False).pow(2).sum((-2, -1))
          away = torch.linalg.solve_triangular(q.scale_tril, (q.loc - p.loc).unsqueeze(-1), upper=False).pow(2).sum((-2, -1))
          return half + 0.5 * (scaled + away - p.event_shape[0])


      def independent(p, q):
          if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
              raise NotImplementedError
          return p._summed(kl_divergence(p.base_dist, q.base_dist))


      FROM = {
          (Normal, Normal): normal_from_normal,
          (Bernoulli, Bernoulli): bernoulli_from_bernoulli,
          (Categorical, Categorical): categorical_from_categorical,
          (Uniform, Uniform): uniform_from_uniform,
          (Exponential, Exponential): exponential_from_exponential,
          (MultivariateNormal, MultivariateNormal): several_normal,
          (Independent, Independent): independent,
      }


      def kl_divergence(p, q):
          """How much is lost when one distribution is taken for another."""
          rule = FROM.get((type(p), type(q)))
          if rule is None:
              raise NotImplementedError(
                  f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}")
          return rule(p, q)
      """#)
}
