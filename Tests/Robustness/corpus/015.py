import torch
from torch.autograd.graph import GradientEdge, get_gradient_edge


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


a = torch.ones(2, 3, requires_grad=True)
m = torch.ones(3, 2, requires_grad=True)
for y in [a @ m, a.exp(), a.sort()[0], a.sum(1), a[0], torch.stack([a, a])]:
    for g in [torch.ones(()), torch.ones(7), torch.ones(2, 3), torch.ones(2, dtype=torch.int64), None]:
        attempt(lambda: y.grad_fn(g))
        attempt(lambda: torch.autograd.grad(get_gradient_edge(y), [a], g, retain_graph=True, allow_unused=True))
        for at in [-1, 7, 2**40]:
            attempt(lambda: torch.autograd.grad(GradientEdge(y.grad_fn, at, None), [a], g, allow_unused=True))
