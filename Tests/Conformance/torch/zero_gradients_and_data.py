# Gradients that are zero everywhere have no sign; lists that are no numbers; `del x.grad`.
import torch
import torch.nn.functional as F


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


x = torch.tensor([-1.5, 0.5, 2.5, 3.0], requires_grad=True)
g = torch.tensor([-1., 1., -2., 3.])
for f in (torch.floor, torch.ceil, torch.trunc, torch.round, torch.sign, torch.sgn, torch.fix):
    print(torch.autograd.grad(f(x), x, g))
print(torch.autograd.grad(torch.round(x, decimals=1), x, g))
for value in (None, "a", {}, object):
    for dtype in (torch.float32, torch.int64, torch.bool, None):
        t(lambda: torch.tensor(value, dtype=dtype))
        t(lambda: torch.tensor([value], dtype=dtype))
(x * 2).sum().backward()
del x.grad
print(x.grad)
s = torch.tensor(3.)
for i in (0, 1, -1, -2):
    t(lambda: s[i])
t(lambda: torch.ones(4, 5).split([1], -1))
t(lambda: torch.ones(4, 5).split(split_size_or_sections=2))
print(torch.range(-1.5, 0, step=0.1))
print(torch.where(torch.tensor([True]), 0.1, torch.zeros(1, dtype=torch.float64)).item())
print(F.cross_entropy(torch.randn(3, 1, requires_grad=True), torch.zeros(3, dtype=torch.int64), ignore_index=0))
a = torch.randn(3, 1, requires_grad=True)
print(torch.autograd.grad(F.cross_entropy(a, torch.zeros(3, dtype=torch.int64), ignore_index=0), a))
h = torch.tensor([0.5093, 60000., -1e-7, 0.], dtype=torch.float16)
print(torch.nextafter(h, torch.tensor(float("inf"), dtype=torch.float16)).view(torch.int16))
print(torch.nextafter(h, torch.tensor(float("-inf"), dtype=torch.float16)).view(torch.int16))
b = torch.tensor([-20., -1., 0., 0.5, 30.], dtype=torch.float64, requires_grad=True)
for f in (torch.i0, torch.special.i0e, torch.special.i1, torch.special.i1e, torch.special.log_ndtr):
    print(torch.autograd.grad(f(b).sum(), b))
d = torch.tensor([0.7, 2.5], dtype=torch.float64, requires_grad=True)
first, = torch.autograd.grad(torch.digamma(d).sum(), d, create_graph=True)
print(first, torch.autograd.grad(first.sum(), d))
q = torch.tensor([0.25, 0.5])
y = torch.rand(4, 3, requires_grad=True).quantile(q, 0)
print(y.grad_fn, y.stride(), y.shape)
c = torch.tensor([[0., 1.], [2., 3.]], requires_grad=True)
gc, = torch.autograd.grad(torch.cdist(c, c + 1).sum(), c, create_graph=True)
t(lambda: torch.autograd.grad(gc.sum(), c))
