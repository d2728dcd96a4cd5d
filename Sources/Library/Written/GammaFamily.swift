extension WrittenPart {
  /// Distributions whose values come from gamma numbers.
  static let gammaFamily = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions",
    names: [
      "Gamma", "Chi2", "Dirichlet", "Beta",
      "StudentT",
    ],
    source: #"""
      import math

      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions import Distribution, ExponentialFamily
      from torch.distributions.utils import broadcast_all


      class Gamma(ExponentialFamily):
          """Waiting times for several events."""

          arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
          support = constraints.nonnegative
          has_rsample = True

          def __init__(self, concentration, rate, validate_args=None):
              self.concentration, self.rate = broadcast_all(concentration, rate)
              super().__init__(self.concentration.size(), validate_args=validate_args)

          @property
          def mean(self):
              return self.concentration / self.rate

          @property
          def mode(self):
              return ((self.concentration - 1) / self.rate).clamp(min=0)

          @property
          def variance(self):
              return self.concentration / self.rate.pow(2)

          def rsample(self, sample_shape=torch.Size()):
              shape = self._extended_shape(sample_shape)
              value = torch._standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
              value.detach().clamp_(min=torch.finfo(value.dtype).tiny)
              return value

          def log_prob(self, value):
              value = torch.as_tensor(value, dtype=self.rate.dtype)
              self._checked(value)
              return (torch.xlogy(self.concentration, self.rate) + torch.xlogy(self.concentration - 1, value)
                      - self.rate * value - torch.lgamma(self.concentration))

          def entropy(self):
              return (self.concentration - torch.log(self.rate) + torch.lgamma(self.concentration)
                      + (1.0 - self.concentration) * torch.digamma(self.concentration))


      class Chi2(Gamma):
          """Sums of squares of normal values."""

          arg_constraints = {"df": constraints.positive}

          def __init__(self, df, validate_args=None):
              super().__init__(0.5 * df, 0.5, validate_args=validate_args)

          @property
          def df(self):
              return self.concentration * 2


      class _Dirichlet(torch.autograd.Function):
          """Shares whose gradient follows each gamma number that they are made of."""

          @staticmethod
          def forward(ctx, concentration):
              shares = torch._sample_dirichlet(concentration)
              ctx.save_for_backward(concentration, shares)
              return shares

          @staticmethod
          @torch.autograd.function.once_differentiable
          def backward(ctx, gradient):
              concentration, shares = ctx.saved_tensors
              slopes = torch._dirichlet_grad(shares, concentration, concentration.sum(-1, keepdim=True))
              return slopes * (gradient - (shares * gradient).sum(-1, keepdim=True))


      class Dirichlet(ExponentialFamily):
          """Shares that add up to one."""

          arg_constraints = {"concentration": constraints.independent(constraints.positive, 1)}
          support = constraints.simplex
          has_rsample = True

          def __init__(self, concentration, validate_args=None):
              if concentration.dim() < 1:
                  raise ValueError("`concentration` parameter must be at least one-dimensional.")
              self.concentration = concentration
              super().__init__(concentration.shape[:-1], concentration.shape[-1:], validate_args=validate_args)

          @property
          def mean(self):
              return self.concentration / self.concentration.sum(-1, True)

          @property
          def mode(self):
              above = (self.concentration - 1).clamp(min=0.0)
              mode = above / above.sum(-1, True)
              flat = (self.concentration < 1).all(dim=-1)
              mode[flat] = torch.nn.functional.one_hot(mode[flat].argmax(dim=-1), above.shape[-1]).to(mode)
              return mode

          @property
          def variance(self):
              total = self.concentration.sum(-1, True)
              return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

          def rsample(self, sample_shape=torch.Size()):
              return _Dirichlet.apply(self.concentration.expand(self._extended_shape(sample_shape)))

          def log_prob(self, value):
              self._checked(value)
              return (torch.xlogy(self.concentration - 1.0, value).sum(-1) + torch.lgamma(self.concentration.sum(-1))
                      - torch.lgamma(self.concentration).sum(-1))

          def entropy(self):
              k = self.concentration.size(-1)
              total = self.concentration.sum(-1)
              return (torch.lgamma(self.concentration).sum(-1) - torch.lgamma(total) - (k - total) * torch.digamma(total)
                      - ((self.concentration - 1.0) * torch.digamma(self.concentration)).sum(-1))


      class Beta(ExponentialFamily):
          """A share of one."""

          arg_constraints = {"concentration1": constraints.positive, "concentration0": constraints.positive}
          support = constraints.unit_interval
          has_rsample = True

          def __init__(self, concentration1, concentration0, validate_args=None):
              both = torch.stack(broadcast_all(concentration1, concentration0), -1)
              self._dirichlet = Dirichlet(both, validate_args=validate_args)
              super().__init__(self._dirichlet._batch_shape, validate_args=validate_args)

          @property
          def concentration1(self):
              return self._dirichlet.concentration[..., 0]

          @property
          def concentration0(self):
              return self._dirichlet.concentration[..., 1]

          @property
          def mean(self):
              return self.concentration1 / (self.concentration1 + self.concentration0)

          @property
          def mode(self):
              return self._dirichlet.mode[..., 0]

          @property
          def variance(self):
              total = self.concentration1 + self.concentration0
              return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

          def rsample(self, sample_shape=()):
              return self._dirichlet.rsample(sample_shape).select(-1, 0)

          def log_prob(self, value):
              self._checked(value)
              return self._dirichlet.log_prob(torch.stack([value, 1.0 - value], -1))

          def entropy(self):
              return self._dirichlet.entropy()


      class StudentT(Distribution):
          """Normal values whose scale was estimated from few."""

          arg_constraints = {"df": constraints.positive, "loc": constraints.real, "scale": constraints.positive}
          support = constraints.real
          has_rsample = True

          def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
              self.df, self.loc, self.scale = broadcast_all(df, loc, scale)
              self._chi2 = Chi2(self.df)
              super().__init__(self.df.size(), validate_args=validate_args)

          @property
          def mean(self):
              return torch.where(self.df <= 1, math.nan, self.loc)

          @property
          def mode(self):
              return self.loc

          @property
          def variance(self):
              spread = torch.where(self.df > 2, self.scale.pow(2) * self.df / (self.df - 2), math.inf)
              return torch.where(self.df <= 1, math.nan, spread)

          def rsample(self, sample_shape=torch.Size()):
              x = torch.empty(self._extended_shape(sample_shape), dtype=self.df.dtype).normal_()
              z = self._chi2.rsample(sample_shape)
              return self.loc + self.scale * (x * torch.rsqrt(z / self.df))

          def log_prob(self, value):
              self._checked(value)
              y = (value - self.loc) / self.scale
              z = (self.scale.log() + 0.5 * self.df.log() + 0.5 * math.log(math.pi) + torch.lgamma(0.5 * self.df)
                   - torch.lgamma(0.5 * (self.df + 1.0)))
              return -0.5 * (self.df + 1.0) * torch.log1p(y**2.0 / self.df) - z

          def entropy(self):
              lbeta = torch.lgamma(0.5 * self.df) + math.lgamma(0.5) - torch.lgamma(0.5 * (self.df + 1))
              slope = torch.digamma(0.5 * (self.df + 1)) - torch.digamma(0.5 * self.df)
              return self.scale.log() + 0.5 * (self.df + 1) * slope + 0.5 * self.df.log() + lbeta
      """#)
}
