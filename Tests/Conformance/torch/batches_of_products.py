"""Products, brackets and changes in place in functions that run over a batch."""

import warnings

import torch
import torch.nn.functional as F
from torch import nn
from torch.func import (
    functional_call, functionalize, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, linearize, stack_module_state, vjp, vmap)


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


warnings.simplefilter("ignore")
x = torch.ones(3, 2)
X = torch.ones(3,2,2)
for n in ["mm", "mv", "dot", "bmm", "matmul", "outer", "inner", "vdot", "addmm", "ger"]:
    for a in [x, X]:
        for b in [x, X]:
            print(n, a.dim(), b.dim()); t(lambda: vmap(getattr(torch, n))(a, b).shape); t(lambda: vmap(getattr(torch, n), in_dims=(0, None))(a, b).shape)
t(lambda: vmap(lambda a: a[None][:, 0])(x))
t(lambda: vmap(lambda a: a[torch.tensor([0, 1, 1])])(x))
t(lambda: vmap(lambda a: a[torch.tensor([True, False])])(x))
t(lambda: vmap(lambda a: a[[0, 1]])(x))
t(lambda: vmap(lambda a: a[..., -1])(x))
t(lambda: vmap(lambda a: a[5])(x))
t(lambda: vmap(lambda a: a[0, 0])(x))
t(lambda: vmap(lambda a: torch.tensor([1., 2.])[a.long()])(x))

def s1(a):
    b = a.clone(); b[torch.tensor([0])] = 7.; return b
t(lambda: vmap(s1)(x))
def s2(a):
    b = a.clone(); b[torch.tensor([True, False])] = 7.; return b
t(lambda: vmap(s2)(x))
def s3(a):
    b = torch.zeros(2); b[0] = a[0]; return b
t(lambda: vmap(s3)(x))
def s4(a):
    b = torch.zeros_like(a); b[0] = a[1]; b[1:] += a[:1]; return b
t(lambda: vmap(s4)(x))
for op in ["add_", "sub_", "mul_", "div_", "pow_", "copy_", "fmod_", "remainder_", "lt_", "eq_", "logical_and_", "maximum", "clamp_min_", "fill_", "bitwise_and_", "floor_divide_", "atan2_", "hypot_"]:
    print(op); t(lambda: vmap(lambda a: getattr(torch.ones(2), op)(a))(x))
for name, f in [("+=", lambda b, a: b.__iadd__(a)), ("-=", lambda b, a: b.__isub__(a)), ("*=", lambda b, a: b.__imul__(a)), ("/=", lambda b, a: b.__itruediv__(a)), ("**=", lambda b, a: b.__ipow__(a)), ("//=", lambda b, a: b.__ifloordiv__(a)), ("%=", lambda b, a: b.__imod__(a))]:
    print(name); t(lambda: vmap(lambda a: f(torch.ones(2), a))(x))
t(lambda: vmap(lambda a: torch.ones(3, 2).add_(a))(x))
t(lambda: vmap(lambda a: torch.ones(1, 2).add_(a))(x))
t(lambda: vmap(lambda a: torch.ones(2).sub_(a[0]))(x))
t(lambda: vmap(lambda a: a.sum().item())(x))
t(lambda: vmap(lambda a: 1 if a.sum() > 0 else 0)(x))
t(lambda: vmap(lambda a: a if a.any() else a)(x))
t(lambda: vmap(lambda a: max(a[0], a[1]))(x))
t(lambda: vmap(lambda a: sum(a))(x))
t(lambda: vmap(lambda a: sorted(a))(x))
t(lambda: vmap(lambda a: abs(a) - a ** 2 // 3 % 2)(x))
t(lambda: vmap(lambda a: (~(a > 0), -a, +a))(x))
t(lambda: vmap(lambda a: 2 ** a + 3 / a - (1 - a))(x))
t(lambda: vmap(lambda a: a == 1)(x))
t(lambda: vmap(lambda a: 1 < a)(x))
t(lambda: vmap(lambda a: a != a[0])(x))
t(lambda: vmap(lambda a: a and a)(x))
t(lambda: vmap(lambda a: not a[0])(x))
t(lambda: vmap(lambda a: print("hi", a.shape, tuple(a.shape), a.size(), a.size(0), a.numel(), a.dim(), len(a)) or a)(x))
t(lambda: vmap(lambda a: a.T)(X))
t(lambda: vmap(lambda a: a.mT)(X).shape)
t(lambda: vmap(lambda a: a.data)(x))
t(lambda: vmap(lambda a: a.detach())(x))
t(lambda: vmap(lambda a: a.cpu())(x))
t(lambda: vmap(lambda a: a.real)(x))
t(lambda: vmap(lambda a: a.to("cpu"))(x))
t(lambda: vmap(lambda a: a.to(torch.int32))(x))
t(lambda: vmap(lambda a: a.type(torch.float64))(x))
t(lambda: vmap(lambda a: a.new_ones(2))(x))
t(lambda: vmap(lambda a: a.expand(3, 2))(x).shape)
t(lambda: vmap(lambda a: a.tile(2))(x).shape)
t(lambda: vmap(lambda a: torch.stack([a, a], -1))(x).shape)
t(lambda: vmap(lambda a: torch.cat([a, a]))(x).shape)
t(lambda: vmap(lambda a: torch.where(a > 0, a, 0.))(x))
t(lambda: vmap(lambda a: a.clamp(0, .5))(x))
t(lambda: vmap(lambda a: a.split(1))(x))
t(lambda: vmap(lambda a: a.unbind())(x))
t(lambda: vmap(lambda a: a.chunk(2))(x))
t(lambda: vmap(lambda a: torch.meshgrid(a, a, indexing='ij'))(x)[0].shape)
t(lambda: vmap(lambda a: a.cumsum(0))(x))
t(lambda: vmap(lambda a: a.std())(x))
t(lambda: vmap(lambda a: a.mean(0, keepdim=True))(x))
t(lambda: vmap(lambda a: a.sum(dim=0, dtype=torch.float64))(x))
t(lambda: vmap(lambda a: a.sum(-1))(X))
t(lambda: vmap(lambda a: a.sum((0, 1)))(X))
t(lambda: vmap(lambda a: a.prod())(x))
t(lambda: vmap(lambda a: a.logsumexp(0))(x))
t(lambda: vmap(lambda a: a.topk(1))(x))
t(lambda: vmap(lambda a: a.any())(x))
t(lambda: vmap(lambda a: a.max(0).values)(x))
t(lambda: vmap(lambda a: torch.diag(a))(x).shape)
t(lambda: vmap(torch.trace)(X))
t(lambda: vmap(torch.det)(X))
t(lambda: vmap(lambda a: a.tril())(X))
t(lambda: vmap(lambda a: a.is_floating_point() and a)(x))
