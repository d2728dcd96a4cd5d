# Functions made around a person's: modes as decorators, methods among them, and torch.func's.
import torch
from torch.func import grad, vmap, jacrev, hessian, vjp, jvp, grad_and_value, jacfwd
def f(x): "doc of f"; return (x**2).sum()
for w in [grad, vmap, jacrev, hessian, grad_and_value, jacfwd]:
    g = w(f); print(w.__name__, type(g), g.__name__, repr(g).split(' at ')[0], g.__doc__, hasattr(g, '__wrapped__'))
from torch.autograd.function import once_differentiable
class F(torch.autograd.Function):
    @staticmethod
    @once_differentiable
    def backward(ctx, g): "bw"; return g
print(repr(F.backward).split(' at ')[0], F.backward.__doc__)
@torch.no_grad()
def h(): "hd"; return 1
print(repr(h).split(' at ')[0], h.__doc__, h.__module__, h.__wrapped__())
print(repr(torch.autograd.set_grad_enabled(True)), torch.is_grad_enabled())
@torch.set_grad_enabled(False)
def k(x): return x.requires_grad, (x*2).requires_grad
print(k(torch.ones(1, requires_grad=True)))
print(torch.is_grad_enabled())
@torch.no_grad()
def gen(x):
    yield (x*2).requires_grad
    yield torch.is_grad_enabled()
print(list(gen(torch.ones(1, requires_grad=True))))
class G(torch.nn.Module):
    @torch.inference_mode()
    def forward(self, x): return x * 2
print(G()(torch.ones(2, requires_grad=True)))
t = torch.ones(1, requires_grad=True)
class A:
    @torch.no_grad()
    def f(self, x, n): return x + n
    @torch.inference_mode()
    def g(self, x, n=2): return x + n
    @torch.no_grad
    def h(self, x): return x
    @torch.enable_grad()
    def i(self, x): return x
a = A()
for f in [lambda: a.f(t, 1), lambda: a.g(t), lambda: a.h(t), lambda: a.i(t), lambda: A.f(a, t, 1), lambda: a.f.__name__, lambda: type(A.f)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class B(torch.nn.Module):
    @torch.no_grad()
    def f(self, x, n): return x + n
try: print(B().f(t, 1))
except Exception as e: print(type(e).__name__, e)
import functools
def deco(f):
    @functools.wraps(f)
    def w(*a, **k): return f(*a, **k)
    return w
class C:
    @deco
    def f(self, x): return x
    @functools.lru_cache(maxsize=None)
    def g(self, x): return x + 1
    @functools.cache
    def h(self, x): return x + 1
    @functools.cached_property
    def z(self): return 3
    def y(self): return 1
print(C().f(1), C().g(2), C().h(3), C().z)
