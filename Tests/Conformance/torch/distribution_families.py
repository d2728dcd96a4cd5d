# Distributions: draws, moments, densities, divergences, refusals.
import torch, warnings
from torch.distributions import (
    Beta, Binomial, Cauchy, Chi2, Dirichlet, Exponential, Gamma, Geometric, Gumbel, HalfCauchy, HalfNormal, Laplace,
    LogNormal, Multinomial, MultivariateNormal, NegativeBinomial, Normal, OneHotCategorical, Pareto, Poisson, StudentT,
    TransformedDistribution, Weibull, kl_divergence)
import torch.distributions as D
import torch.distributions.constraints as constraints
warnings.simplefilter("ignore")
T = torch.tensor
def show(name, f):
    try:
        r = f()
        print(name, [round(v, 4) for v in r.flatten().tolist()] if isinstance(r, torch.Tensor) else r, getattr(r, 'shape', ''))
    except (ValueError, NotImplementedError, RuntimeError, TypeError) as e:
        print(name, type(e).__name__, e)
makers = [
    ("Gamma", lambda: Gamma(T([0.5, 2.0, 9.0]), T([1.0, 2.0, 0.5])), T([0.3, 1.0, 4.0])),
    ("Chi2", lambda: Chi2(T([1.0, 4.0])), T([0.3, 1.0])),
    ("Beta", lambda: Beta(T([0.5, 2.0]), T([1.5, 3.0])), T([0.3, 0.9])),
    ("Beta0", lambda: Beta(0.5, 0.5), T(0.3)),
    ("Dirichlet", lambda: Dirichlet(T([[0.5, 1.0, 2.0], [3.0, 1.0, 4.0]])), T([[0.2, 0.3, 0.5], [0.5, 0.25, 0.25]])),
    ("StudentT", lambda: StudentT(T([0.5, 1.5, 5.0]), 1.0, 2.0), T([0.3, 1.0, 2.0])),
    ("Poisson", lambda: Poisson(T([0.5, 4.0, 30.0])), T([0.0, 3.0, 28.0])),
    ("Geometric", lambda: Geometric(T([0.5, 0.2])), T([0.0, 3.0])),
    ("GeometricL", lambda: Geometric(logits=T([0.5, -0.2])), T([0.0, 3.0])),
    ("Binomial", lambda: Binomial(10, T([0.5, 0.2, 0.9])), T([0.0, 3.0, 9.0])),
    ("BinomialL", lambda: Binomial(T([100.0, 60.0]), logits=T([0.5, -0.2])), T([50.0, 33.0])),
    ("NegativeBinomial", lambda: NegativeBinomial(T([5.0, 2.0]), T([0.5, 0.2])), T([0.0, 3.0])),
    ("OneHotCategorical", lambda: OneHotCategorical(T([0.5, 0.2, 0.3])), T([0.0, 1.0, 0.0])),
    ("Multinomial", lambda: Multinomial(5, T([0.5, 0.2, 0.3])), T([2.0, 1.0, 2.0])),
    ("LogNormal", lambda: LogNormal(T([0.5, 0.2]), T([1.0, 0.5])), T([2.0, 1.0])),
    ("Cauchy", lambda: Cauchy(T([0.5, 0.2]), T([1.0, 0.5])), T([2.0, 1.0])),
    ("HalfNormal", lambda: HalfNormal(T([0.5, 2.0])), T([2.0, 1.0])),
    ("HalfCauchy", lambda: HalfCauchy(T([0.5, 2.0])), T([2.0, 1.0])),
    ("Gumbel", lambda: Gumbel(T([0.5, 2.0]), T([1.0, 0.3])), T([2.0, 1.0])),
    ("Weibull", lambda: Weibull(T([0.5, 2.0]), T([1.0, 3.0])), T([2.0, 1.0])),
    ("Pareto", lambda: Pareto(T([0.5, 2.0]), T([1.0, 3.0])), T([2.0, 4.0])),
    ("Exponential", lambda: Exponential(T([0.5, 2.0])), T([2.0, 4.0])),
    ("Laplace", lambda: Laplace(T([0.5, 2.0]), T([1.0, 3.0])), T([2.0, 4.0])),
    ("MVN", lambda: MultivariateNormal(T([0.5, 2.0]), T([[2.0, 0.5], [0.5, 1.0]])), T([2.0, 4.0])),
    ("Flow", lambda: TransformedDistribution(Normal(T([0.5, 2.0]), T([1.0, 2.0])), [D.transforms.AffineTransform(1.0, 2.0), D.transforms.SigmoidTransform()]), T([0.2, 0.4])),
    ("Tanh", lambda: TransformedDistribution(Normal(0.0, 1.0), D.transforms.TanhTransform()), T([0.2, 0.4])),
]
for name, make, value in makers:
    d = make()
    print(name, d, d.batch_shape, d.event_shape)
    torch.manual_seed(0); show("  sample", lambda: d.sample()); show("  sample", lambda: d.sample((2, 3)))
    for what in ["mean"] + ["mode"] * (name not in ("Multinomial", "Flow", "Tanh")) + [ "variance", "stddev", "entropy", "perplexity"]:
        if what in ("entropy", "perplexity"): show("  " + what, lambda: getattr(d, what)())
        else: show("  " + what, lambda: getattr(d, what))
    show("  log_prob", lambda: d.log_prob(value)); show("  cdf", lambda: d.cdf(value)) if name not in ("Gamma", "Chi2") else None; show("  icdf", lambda: d.icdf(T(0.3)))
    if name not in ("Flow", "Tanh"): show("  support", lambda: repr(d.support))
    show("  kl", lambda: kl_divergence(d, make()))
    show("  bad", lambda: d.log_prob(3.0)); show("  bad", lambda: d.log_prob(-value - 0.5)); show("  bad", lambda: d.log_prob(torch.ones(5)))
    print(d)
for i, f in enumerate([lambda: Gamma(T([-1.0]), 1.0), lambda: Gamma(T([1.0, 2.0]), T([1.0, -1.0])), lambda: Beta(0.0, 1.0), lambda: Dirichlet(T(1.0)), lambda: Poisson(-1.0),
          lambda: Geometric(0.0), lambda: Geometric(1.5), lambda: Geometric(), lambda: Binomial(2.5, 0.5), lambda: Binomial(3, 1.5), lambda: LogNormal(0.0, -1.0), lambda: Gamma("a", 1.0),
          lambda: kl_divergence(Gamma(1.0, 1.0), Poisson(1.0)), lambda: Exponential(T([1.0, -2.0])), lambda: StudentT(-1.0), lambda: MultivariateNormal(T([0.0, 0.0]), T([[1.0, 2.0], [2.0, 1.0]])),
          lambda: Gamma(1.0, 1.0).expand((2,)).sample().shape, lambda: Multinomial(T(3), T([0.5, 0.5])), lambda: Beta(1.0, 2.0).expand((3,)).batch_shape]):
    show(str(i), f)
mu = T(0.3, requires_grad=True); s = T(0.7, requires_grad=True)
LogNormal(mu, s).log_prob(T(2.0)).backward(); print(mu.grad, s.grad)
torch.manual_seed(1); y = Weibull(s, mu).rsample((3,)); print(y); y.sum().backward(); print(mu.grad, s.grad)
print(constraints.positive, constraints.simplex, constraints.real_vector, constraints.interval(0., 2.), constraints.nonnegative_integer, constraints.positive_definite, constraints.unit_interval.check(T([0.5, 2.0])))
torch.manual_seed(0); print(torch.poisson(torch.rand(4, 4) * 20)); print(torch.binomial(torch.full((5,), 40.0), torch.rand(5)))
torch.manual_seed(0); print(torch._standard_gamma(torch.rand(5) * 3).tolist(), torch._standard_gamma(torch.rand(5).double() * 3).tolist())
