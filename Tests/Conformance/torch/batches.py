"""Functions that run over a batch: derivatives, layers, random numbers, operations of a person's own."""

import copy
import warnings

import torch
import torch.autograd.forward_ad as fwAD
import torch.nn.functional as F
from torch import nn
from torch.func import (
    functional_call, functionalize, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, linearize, stack_module_state, vjp, vmap)


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


torch.manual_seed(0)


class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 4); self.b = nn.Linear(4, 1)
    def forward(self, x):
        return self.b(torch.tanh(self.a(x)))
m = M()
x = torch.randn(5, 3)
y = torch.randn(5, 1)
params = {k: v.detach() for k, v in m.named_parameters()}
def loss(p, x, y):
    out = functional_call(m, p, (x.unsqueeze(0),))
    return F.mse_loss(out.squeeze(0), y)
g = vmap(grad(loss), in_dims=(None, 0, 0))(params, x, y)
for k, v in g.items(): print(k, v.shape, v)
g = vmap(grad_and_value(loss), in_dims=(None, 0, 0))(params, x, y)
print(g[1])
models = [M() for _ in range(3)]
p, b = stack_module_state(models)
print({k: v.shape for k, v in p.items()}, b)
base = copy.deepcopy(models[0])
def f(p, b, x): return functional_call(base, (p, b), (x,))
print(vmap(f, in_dims=(0, 0, None))(p, b, x).squeeze(-1))
print(vmap(f, in_dims=(0, 0, None))(p, b, x).sum())
print(vmap(m.a)(x).shape)
h = lambda x: torch.stack([x[0]**2*x[1], x[1].sin()])
v = torch.tensor([1., .5])
out, pull = vjp(h, v)
print(vmap(pull)(torch.eye(2)))
print(vmap(lambda t: jvp(h, (v,), (t,))[1])(torch.eye(2)))
xs = torch.rand(4, 2)
print(vmap(jacrev(h))(xs))
print(vmap(jacfwd(h))(xs))
print(vmap(hessian(lambda x: (x**3).sum()*x[0]))(xs))
print(jacrev(vmap(lambda x: (x**2).sum()))(xs))
print(grad(lambda x: vmap(lambda r: (r**3).sum())(x).sum())(xs))
print(vmap(vmap(lambda a: a*2+1))(xs))
print(vmap(vmap(lambda a, b: a*b, in_dims=(None, 0)), in_dims=(0, None))(torch.arange(3.), torch.arange(2.)))
print(vmap(vmap(grad(lambda a: a**3)))(xs))
print(vmap(lambda r: vmap(lambda a: a*r.sum())(r))(xs))
print(vmap(lambda a: vmap(lambda b: (a-b).norm())(xs))(xs))
print(vmap(lambda a: torch.linalg.norm(a))(xs), vmap(torch.norm)(xs), vmap(lambda a: a.softmax(0))(xs), vmap(lambda a: a.max())(xs), vmap(lambda a: a.argmax())(xs), vmap(lambda a: a.sort())(xs))
print(vmap(lambda a: torch.einsum('i,i->', a, a))(xs))
print(vmap(lambda a: a @ a)(xs))
print(vmap(lambda a: torch.outer(a, a))(xs).shape)
print(vmap(lambda A, b: A @ b, in_dims=(None, 0))(torch.ones(2,2), xs))
print(vmap(lambda a: torch.linalg.inv(torch.diag(a) + torch.ones(2,2)))(xs))
w = torch.randn(3, requires_grad=True)
o = vmap(lambda a: (a*w).sum())(x)
print(o)
o.sum().backward()
print(w.grad)
o = vmap(lambda a: a*2)(w)
print(o)
o = vmap(lambda a: a.exp())(w)
print(o.grad_fn)
print(vmap(F.relu)(xs), vmap(nn.ReLU())(xs), vmap(nn.Sequential(nn.Linear(2,2), nn.ReLU()))(xs).shape)
print(vmap(lambda a: F.cross_entropy(a, torch.tensor(1)))(xs))
print(vmap(F.cross_entropy)(xs, torch.tensor([0,1,1,0])))
print(vmap(lambda a: F.conv1d(a[None, None], torch.ones(1,1,2)))(xs).shape)
def fori(a):
    s = torch.zeros(())
    for i in range(3): s = s + a.sin()*i
    return s
print(vmap(fori)(torch.arange(3.)))
class Sq(torch.autograd.Function):
    generate_vmap_rule = True
    @staticmethod
    def forward(a): return a*a
    @staticmethod
    def setup_context(ctx, inputs, output): ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        a, = ctx.saved_tensors
        return 2*a*g
print(vmap(Sq.apply)(xs))
print(vmap(grad(lambda a: Sq.apply(a).sum()))(xs))
class Cu(torch.autograd.Function):
    @staticmethod
    def forward(a, n): return a**n
    @staticmethod
    def setup_context(ctx, inputs, output): ctx.save_for_backward(inputs[0]); ctx.n = inputs[1]
    @staticmethod
    def backward(ctx, g):
        a, = ctx.saved_tensors
        return ctx.n*a**(ctx.n-1)*g, None
    @staticmethod
    def vmap(info, in_dims, a, n):
        print(info, in_dims, a, n)
        return Cu.apply(a, n), in_dims[0]
print(vmap(lambda a: Cu.apply(a, 3))(xs))
print(vmap(lambda a: Cu.apply(a, 3), in_dims=1)(xs))
with fwAD.dual_level():
    d = fwAD.make_dual(torch.tensor([1., 2.], dtype=torch.float64), torch.ones(2, dtype=torch.float64)); print(d, d.sin(), d[0])
with warnings.catch_warnings():
    # PyTorch traces the function, and its tracer warns of itself.
    warnings.simplefilter("ignore")
    print(linearize(torch.sin, v)[1](torch.ones(2)))
    t(lambda: linearize(torch.sin, v)[1](torch.ones(3)))
t(lambda: stack_module_state([]))
t(lambda: functionalize(torch.sin)(v))
torch.manual_seed(3)
print(vmap(lambda a: a + torch.randn(5), randomness='different')(torch.zeros(4)))
print(vmap(lambda a: a + torch.rand(5), randomness='same')(torch.zeros(4)))
print(vmap(lambda a: a + torch.randint(0, 10, (3,)), randomness='different')(torch.zeros(4)))
print(vmap(lambda a: torch.randperm(3), randomness='different')(torch.zeros(4)).shape)
print(vmap(lambda a: F.dropout(a, 0.5), randomness='different')(torch.ones(4, 5)))
print(vmap(lambda a: F.dropout(a, 0.5), randomness='same')(torch.ones(4, 5)))
print(vmap(lambda a: torch.randn_like(a), randomness='different')(torch.ones(2, 9)))
print(vmap(lambda a: torch.bernoulli(a*0.5), randomness='different')(torch.ones(2, 9)))
t(lambda: vmap(lambda a: torch.zeros(3).normal_()+a, randomness='different')(torch.ones(2)))
t(lambda: vmap(lambda a: torch.zeros(3).normal_()+a, randomness='same')(torch.ones(2)))
t(lambda: vmap(lambda a: a.clone().normal_(), randomness='different')(torch.ones(2,3)))
def g1(x):
    y = x.clone()
    y[0] = y[1] * 2
    y += 1
    y *= x
    return y
print(vmap(g1)(xs))
print(vmap(lambda a: a.view(2,1).T)(xs).shape, vmap(lambda a: a.reshape(-1, 1))(xs).shape, vmap(lambda a: a.unsqueeze(-1))(xs).shape, vmap(lambda a: a.flip(0))(xs), vmap(lambda a: a.repeat(2))(xs).shape)
print(vmap(lambda a, n: a*n, in_dims=(0, None))(xs, 3))
print(vmap(lambda a, *, k: a*k)(xs, k=xs))
print(vmap(lambda d: d['x'] + d['y'], in_dims=({'x': 0, 'y': None},))({'x': xs, 'y': torch.ones(2)}))
t(lambda: vmap(lambda a: a.sum(5))(xs))
t(lambda: vmap(lambda a: a[7])(xs))
t(lambda: vmap(lambda a: a + torch.ones(3))(xs))
t(lambda: vmap(lambda a: a.foo)(xs))
t(lambda: vmap(lambda a: a.view(7))(xs))
t(lambda: vmap(lambda a: torch.mm(a, a))(xs))
t(lambda: vmap(torch.sin, in_dims=(0, 0))(xs))
t(lambda: vmap(torch.sin)(3))
t(lambda: vmap(torch.sin)())
t(lambda: vmap(3)(xs))
t(lambda: vmap(torch.add)(xs, torch.ones(3)))
