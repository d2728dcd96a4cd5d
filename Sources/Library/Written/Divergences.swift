extension WrittenPart {
  /// How far one distribution is from another.
  static let divergences = WrittenPart(
    owner: "torch.distributions", module: "torch.distributions.kl",
    names: [
      "kl_divergence", "register_kl",
    ],
    source: #"""
      import math

      import torch
      from torch.distributions import (
          Bernoulli, Beta, Binomial, Categorical, Cauchy, Dirichlet, Exponential, ExponentialFamily, Gamma, Geometric, Gumbel, HalfCauchy,
          HalfNormal, Independent, Laplace, MultivariateNormal, Normal, OneHotCategorical, Pareto, Poisson,
          TransformedDistribution, Uniform)
      from torch.distributions.utils import euler_constant

      RULES = {}


      def register_kl(type_p, type_q):
          """Makes a function the rule for two kinds of distributions."""
          def taking(rule):
              RULES[type_p, type_q] = rule
              return rule
          return taking


      def kl_divergence(p, q):
          """How much is lost when one distribution is taken for another."""
          first, second = type(p).__mro__, type(q).__mro__
          found = [(first.index(a) + second.index(b), rule) for (a, b), rule in RULES.items() if a in first and b in second]
          if not found and isinstance(p, ExponentialFamily) and isinstance(q, ExponentialFamily):
              raise NotImplementedError(
                  "The cross KL-divergence between different exponential families cannot" + " " * 29
                  + "be computed using Bregman divergences")
          if not found:
              raise NotImplementedError(
                  f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}")
          return min(found, key=lambda pair: pair[0])[1](p, q)


      def sum_of_logs(triangle):
          return triangle.diagonal(dim1=-2, dim2=-1).log().sum(-1)


      @register_kl(Normal, Normal)
      def normal_from_normal(p, q):
          ratio = (p.scale / q.scale).pow(2)
          away = ((p.loc - q.loc) / q.scale).pow(2)
          return 0.5 * (ratio + away - 1 - ratio.log())


      @register_kl(Bernoulli, Bernoulli)
      def bernoulli_from_bernoulli(p, q):
          one = p.probs * (torch.nn.functional.softplus(-q.logits) - torch.nn.functional.softplus(-p.logits))
          one = torch.where(p.probs == 0, torch.zeros_like(one), torch.where(q.probs == 0, math.inf, one))
          zero = (1 - p.probs) * (torch.nn.functional.softplus(q.logits) - torch.nn.functional.softplus(p.logits))
          zero = torch.where(p.probs == 1, torch.zeros_like(zero), torch.where(q.probs == 1, math.inf, zero))
          return one + zero


      @register_kl(Categorical, Categorical)
      def categorical_from_categorical(p, q):
          share = p.probs * (p.logits - q.logits)
          share = torch.where((q.probs == 0).expand_as(share), math.inf, share)
          return torch.where((p.probs == 0).expand_as(share), 0.0, share).sum(-1)


      @register_kl(Uniform, Uniform)
      def uniform_from_uniform(p, q):
          result = ((q.high - q.low) / (p.high - p.low)).log()
          return torch.where((q.low > p.low) | (q.high < p.high), math.inf, result)


      @register_kl(Exponential, Exponential)
      def exponential_from_exponential(p, q):
          ratio = q.rate / p.rate
          return -ratio.log() + ratio - 1


      @register_kl(MultivariateNormal, MultivariateNormal)
      def several_normal(p, q):
          half = sum_of_logs(q.scale_tril) - sum_of_logs(p.scale_tril)
          scaled = torch.linalg.solve_triangular(q.scale_tril, p.scale_tril, upper=False).pow(2).sum((-2, -1))
          away = torch.linalg.solve_triangular(q.scale_tril, (q.loc - p.loc).unsqueeze(-1), upper=False).pow(2).sum((-2, -1))
          return half + 0.5 * (scaled + away - p.event_shape[0])


      @register_kl(Independent, Independent)
      def independent(p, q):
          if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
              raise NotImplementedError
          return p._summed(kl_divergence(p.base_dist, q.base_dist))


      @register_kl(Beta, Beta)
      def betas(p, q):
          mine, other = p.concentration1 + p.concentration0, q.concentration1 + q.concentration0
          t1 = q.concentration1.lgamma() + q.concentration0.lgamma() + mine.lgamma()
          t2 = p.concentration1.lgamma() + p.concentration0.lgamma() + other.lgamma()
          t3 = (p.concentration1 - q.concentration1) * torch.digamma(p.concentration1)
          t4 = (p.concentration0 - q.concentration0) * torch.digamma(p.concentration0)
          return t1 - t2 + t3 + t4 + (other - mine) * torch.digamma(mine)


      @register_kl(Binomial, Binomial)
      def binomials(p, q):
          if (p.total_count < q.total_count).any():
              raise NotImplementedError("KL between Binomials where q.total_count > p.total_count is not implemented")
          result = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
          return torch.where(p.total_count > q.total_count, math.inf, result)


      @register_kl(Dirichlet, Dirichlet)
      def dirichlets(p, q):
          mine, other = p.concentration.sum(-1), q.concentration.sum(-1)
          t1 = mine.lgamma() - other.lgamma()
          t2 = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
          slope = p.concentration.digamma() - mine.digamma().unsqueeze(-1)
          return t1 - t2 + ((p.concentration - q.concentration) * slope).sum(-1)


      @register_kl(Gamma, Gamma)
      def gammas(p, q):
          t1 = q.concentration * (p.rate / q.rate).log()
          t2 = torch.lgamma(q.concentration) - torch.lgamma(p.concentration)
          t3 = (p.concentration - q.concentration) * torch.digamma(p.concentration)
          return t1 + t2 + t3 + (q.rate - p.rate) * (p.concentration / p.rate)


      @register_kl(Gumbel, Gumbel)
      def gumbels(p, q):
          ratio, other, mine = p.scale / q.scale, q.loc / q.scale, p.loc / q.scale
          t3 = torch.exp(other + (1 + ratio).lgamma() - mine)
          return -ratio.log() - other + mine + ratio * euler_constant + t3 - (1 + euler_constant)


      @register_kl(Geometric, Geometric)
      def geometrics(p, q):
          return -p.entropy() - torch.log1p(-q.probs) / p.probs - q.logits


      @register_kl(Cauchy, Cauchy)
      def cauchys(p, q):
          far = ((p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)).log()
          return far - (4 * p.scale * q.scale).log()


      @register_kl(HalfCauchy, HalfCauchy)
      def half_cauchys(p, q):
          return cauchys(p.base_dist, q.base_dist)


      @register_kl(Laplace, Laplace)
      def laplaces(p, q):
          ratio, away = p.scale / q.scale, (p.loc - q.loc).abs()
          return -ratio.log() + away / q.scale + ratio * torch.exp(-away / p.scale) - 1


      @register_kl(OneHotCategorical, OneHotCategorical)
      def one_hots(p, q):
          return kl_divergence(p._categorical, q._categorical)


      @register_kl(Pareto, Pareto)
      def paretos(p, q):
          ratio = q.alpha / p.alpha
          result = q.alpha * (p.scale / q.scale).log() - ratio.log() + ratio - 1
          return torch.where(p.scale < q.scale, math.inf, result)


      @register_kl(Poisson, Poisson)
      def poissons(p, q):
          return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


      @register_kl(Bernoulli, Poisson)
      def bernoulli_from_poisson(p, q):
          return -p.entropy() - (p.probs * q.rate.log() - q.rate)


      @register_kl(Exponential, Gamma)
      def exponential_from_gamma(p, q):
          ratio = q.rate / p.rate
          return (-q.concentration * torch.log(ratio) + ratio + q.concentration.lgamma()
                  + q.concentration * euler_constant - (1 + euler_constant))


      @register_kl(Uniform, Normal)
      def uniform_from_normal(p, q):
          width = p.high - p.low
          away = ((p.high + p.low - 2 * q.loc) / 2).pow(2)
          return (math.sqrt(math.pi * 2) * q.scale / width).log() + (width.pow(2) / 12 + away) / (2 * q.scale.pow(2))


      @register_kl(HalfNormal, HalfNormal)
      @register_kl(TransformedDistribution, TransformedDistribution)
      def transformed(p, q):
          if p.transforms != q.transforms or p.event_shape != q.event_shape:
              raise NotImplementedError
          return kl_divergence(p.base_dist, q.base_dist)
      """#)
}
