# Draws with gradients of their parameters, where a parameter shapes the distribution: gamma numbers and what is made of them.
# PyTorch's slopes of gamma numbers are fitted to three digits; two are shown.
import torch
from torch.distributions import Beta, Chi2, Dirichlet, Gamma, StudentT
T = torch.tensor
def leaf(*values): return T(values, requires_grad=True)
def two(x): return [float(f"{v:.2g}") for v in x.flatten().tolist()]
def show(name, draws, *parameters):
    for p in parameters: p.grad = None
    draws.pow(2).sum().backward()
    print(name, draws.shape, draws.requires_grad, draws.grad_fn.name(), *[two(p.grad) for p in parameters])
for seed in range(3):
    torch.manual_seed(seed)
    a, b, c = leaf(0.3, 2.0, 9.0), leaf(1.0, 2.0, 0.5), leaf(0.7, 3.0, 30.0)
    show("Gamma", Gamma(a, b).rsample(), a, b)
    show("Gamma", Gamma(a, b).rsample((50,)), a, b)
    show("Chi2", Chi2(c).rsample((4,)), c)
    show("Beta", Beta(a.double(), c.double()).rsample(), a, c)
    show("Beta", Beta(a, c).rsample((2, 5)), a, c)
    show("Dirichlet", Dirichlet(c).rsample(), c)
    show("Dirichlet", Dirichlet(torch.stack([a, b]).exp()).rsample((2,)), a, b)
    show("StudentT", StudentT(c, a, b).rsample(), c, a, b)
x = torch._standard_gamma(leaf(0.5, 2.0))
print(x.grad_fn.name(), x.grad_fn.next_functions[0][0].name(), Gamma(leaf(0.5), T(1.0)).sample().requires_grad)
print(Beta(leaf(0.5), T([1.0])).rsample().grad_fn.next_functions[0][0].name(), Dirichlet(leaf(0.5, 1.0)).sample().grad_fn)
with torch.no_grad(): print(Gamma(leaf(0.5), T(1.0)).rsample().grad_fn)
print(torch._standard_gamma_grad(T([1.0, 0.0, 2.0]), T([0.0, 1.0, float("inf")])), torch._standard_gamma_grad(leaf(0.5), T([0.1])).grad_fn.name())
print(torch._dirichlet_grad(T([0.0, 0.5]), T([1.0, 1.0]), T([2.0, 2.0])))
def twice(draw, *parameters):
    x = draw(*parameters)
    g, = torch.autograd.grad(x.sum() if x.numel() == 1 else x[0], parameters[0], create_graph=True)
    print(g.requires_grad)
    g.sum().backward()
def underived(p): torch._sample_dirichlet(p).sum().backward()
for f in [lambda: twice(torch._standard_gamma, leaf(0.5)), lambda: underived(leaf(0.5, 1.0)), lambda: twice(lambda c: Dirichlet(c).rsample(), leaf(0.5, 1.0)),
          lambda: torch._dirichlet_grad(leaf(0.5), leaf(0.5), leaf(1.0)).sum().backward(), lambda: torch._standard_gamma(T([1.0]).half()), lambda: torch._sample_dirichlet(T([1.0]).bfloat16()),
          lambda: torch._standard_gamma_grad(T([1.0]), T([1]))]:
    try: f()
    except (RuntimeError, NotImplementedError) as e: print(type(e).__name__, e)
# A shape found by its draws: the mean of gamma numbers is brought to 3.
torch.manual_seed(0)
shape = leaf(1.0)
step = torch.optim.Adam([shape], lr=0.05)
for _ in range(200):
    step.zero_grad()
    (Gamma(shape, T(1.0)).rsample((100,)).mean() - 3).pow(2).backward()
    step.step()
print(abs(shape.item() - 3) < 0.2)
