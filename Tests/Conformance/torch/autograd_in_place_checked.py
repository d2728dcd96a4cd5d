import torch
import torch.nn.functional as F
from torch.autograd import Function
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# add to leaf view slice")
x = torch.ones(3, requires_grad=True)
t(lambda: x[0:2].add_(1))
t(lambda: x.view(3).mul_(2))
t(lambda: x.add_(1))
t(lambda: x.detach().add_(1))
print(x, x._version)
t(lambda: x.data.add_(1))
print(x, x._version)

print("# inplace on view of nonleaf")
x = torch.arange(4., requires_grad=True)
y = x * 2
v = y[1:3]
v.mul_(3)
print(y, v, y._version, v._version, v._base is y, v._is_view())
print(y.grad_fn, v.grad_fn)
y.sum().backward()
print(x.grad)

print("# inplace on base then view used")
x = torch.arange(4., requires_grad=True)
y = x * 2
v = y[1:3]
y.mul_(3)
print(v.grad_fn, v)
v.sum().backward()
print(x.grad)

print("# chain of views inplace")
x = torch.arange(8., requires_grad=True)
y = x.clone()
v = y.view(2, 4)[1].view(2, 2).t()
print(v.grad_fn)
v.add_(1)
print(v.grad_fn, y.grad_fn)
v.mul_(v)
(y * torch.arange(8.)).sum().backward()
print(x.grad, y)

print("# view then replaced by copy_")
x = torch.ones(3, requires_grad=True)
y = torch.zeros(3)
y[1:].copy_(x[1:] * 2)
print(y, y.grad_fn, y.is_leaf, y.requires_grad)
y.sum().backward()
print(x.grad)

print("# leaf without grad gets grad")
y = torch.zeros(3)
x = torch.tensor(2., requires_grad=True)
y[0] = x
y[1] = x ** 2
print(y)
y.sum().backward()
print(x.grad, y.is_leaf)

print("# no_grad view modified in grad mode")
x = torch.ones(3, requires_grad=True)
y = x.clone()
with torch.no_grad():
    v = y.view(3)
t(lambda: v.mul_(2))
print(y, v.requires_grad)

print("# no_grad view of leaf modified")
x = torch.ones(3, requires_grad=True)
with torch.no_grad():
    v = x.view(3)
    v.mul_(2)
print(x, v, v.requires_grad, x._version)
t(lambda: v.mul_(2))

print("# unbind no_grad modified")
x = torch.ones(3, 2, requires_grad=True)
y = x * 1
with torch.no_grad():
    a, b, c = y.unbind()
t(lambda: a.mul_(2))

print("# iteration rows inplace")
x = torch.ones(3, 2)
for r in x:
    r.mul_(2)
print(x, x._version)
w = torch.ones(3, 2, requires_grad=True) * 1
for r in w:
    t(lambda: r.mul_(2))

print("# saved leaf modified under no_grad")
w = torch.tensor([1., 2.], requires_grad=True)
x = torch.tensor([3., 4.], requires_grad=True)
y = (w * x).sum()
with torch.no_grad():
    w += 1
t(lambda: y.backward())
print(w.grad, x.grad)
y = (w * x).sum()
w.data.add_(1)
y.backward()
print(w.grad, x.grad)

print("# saved modified through a view")
x = torch.tensor([1., 2., 3.], requires_grad=True)
h = x * 1
y = h.exp()
y[0] = 0
t(lambda: y.sum().backward())
h = x * 1
y = h * h
h[0] = 5
t(lambda: y.sum().backward())
h = x * 1
y = h * h
h.view(3, 1)[0] = 5
t(lambda: y.sum().backward())
h = x * 1
y = h.t() if False else h.view(3, 1) * 2
y.unsqueeze_(0)
t(lambda: y.sum().backward())
print(y.grad_fn)

print("# detach_ on views")
x = torch.ones(3, requires_grad=True)
y = x * 2
v = y[0:2]
t(lambda: v.detach_())
t(lambda: y.detach_())
print(y.requires_grad, y.grad_fn, y.is_leaf)
z = x * 2
t(lambda: z.detach_().requires_grad_())

print("# setitem variants")
x = torch.ones(2, 3, requires_grad=True)
y = x * 1
y[0] = torch.tensor([1., 2., 3.])
print(y.grad_fn)
y[:, 1] = 7
print(y.grad_fn)
y[torch.tensor([0, 1]), torch.tensor([2, 2])] = torch.tensor([9., 8.], requires_grad=True)
print(y.grad_fn)
y[y > 8.5] = 0
print(y.grad_fn)
y[...] = y * 2
print(y.grad_fn, y)
y[1, 2] += 5
print(y.grad_fn)
y.sum().backward()
print(x.grad)

print("# setitem errors")
x = torch.ones(2, 3, requires_grad=True)
def s(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def a(): x[0] = 1.
def b(): x[0, 0] = torch.tensor(1., requires_grad=True)
def c(): (x * 1)[0] = torch.ones(4)
def d(): (x * 1)[5] = 1
def e(): (x * 1)[0, 0, 0] = 1
def f(): (x * 1)[torch.tensor([0, 7])] = 1
def g(): (x * 1)["a"] = 1
def h(): (x * 1)[0] = "a"
def i(): (x * 1)[0] = [1, 2, 3]
def j(): (x * 1)[None] = 3
def k(): (x * 1)[torch.tensor([True, False, True])] = 1
def l(): (x * 1)[0] = torch.ones(2, 3)
def m(): (x * 1)[[0, 1], [0, 1, 2]] = 1
def n(): (x * 1)[0] = None
def o(): (x * 1)[1.5] = 1
def p(): (x * 1)[::-1] = 1
for one in [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]:
    print(one.__name__)
    s(one)

print("# self overlap")
x = torch.arange(5.)
x[1:].copy_(x[:-1])
t(lambda: x[1:].add_(x[:-1]))
print(x)
t(lambda: torch.add(x[1:], 1, out=x[:-1]))
print(x)

print("# inplace op on tensor needed by custom function")
class Sq(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 2 * x
x = torch.ones(2, requires_grad=True)
h = x * 1
y = Sq.apply(h)
h.add_(1)
t(lambda: y.sum().backward())

print("# requires_grad_ after inplace")
x = torch.zeros(3)
x.add_(1)
x.requires_grad_()
(x * 2).sum().backward()
print(x.grad, x._version)

print("# inplace on expanded grads")
x = torch.ones(3, requires_grad=True)
g = torch.ones(()).expand(3)
x.backward(g)
print(x.grad, x.grad is g, x.grad.stride())
x.backward(g)
print(x.grad)

print("# grad is stolen or not")
x = torch.ones(3, requires_grad=True)
g = torch.tensor([1., 2., 3.])
x.backward(g)
g.add_(10)
print(x.grad)
y = (x * 1)
h = torch.tensor([1., 2., 3.])
y.backward(h)
h.add_(10)
print(x.grad)

print("# relu inplace")
x = torch.tensor([-1., 2.], requires_grad=True)
t(lambda: torch.relu_(x))
h = x * 1
y = F.relu(h, inplace=True)
print(y is h, y.grad_fn)
y.sum().backward()
print(x.grad)
h = x.exp()
F.relu_(h)
t(lambda: h.sum().backward())
h = x * 2
h.sigmoid_()
h.sum().backward()
print(x.grad)

print("# swap and fill diagonal")
x = torch.ones(3, 3, requires_grad=True)
y = x * 2
y.fill_diagonal_(0)
print(y)
y.tril_()
print(y)
y.triu_()
print(y)
y.sum().backward()
print(x.grad)

print("# x.data assign")
x = torch.ones(2, requires_grad=True)
y = (x ** 2).sum()
x.data = torch.tensor([5., 6.])
y.backward()
print(x.grad)
t(lambda: setattr(x, 'data', torch.ones(3)))
print(x, x.grad)
t(lambda: setattr(x, 'data', torch.ones(2, dtype=torch.float64)))
print(x)
t(lambda: setattr(x, 'data', 3))
