import torch
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# order and removal")
x = torch.ones(2, requires_grad=True)
y = x * 2
a = y.register_hook(lambda g: print('a', g))
b = y.register_hook(lambda g: g * 10)
c = y.register_hook(lambda g: print('c', g))
y.sum().backward()
print(x.grad)
b.remove()
b.remove()
(y * 1).sum().backward()
print(x.grad)
a.remove()
c.remove()
y.sum().backward()
print(x.grad)

print("# hook returns wrong things")
def trial(f):
    x = torch.ones(2, requires_grad=True)
    y = x * 1
    y.register_hook(f)
    t(lambda: y.sum().backward())
    print(x.grad)
trial(lambda g: 3)
trial(lambda g: 'a')
trial(lambda g: torch.ones(3))
trial(lambda g: torch.ones(2, dtype=torch.float64))
trial(lambda g: torch.ones(2, 1))
trial(lambda g: torch.ones(()))
trial(lambda g: None)
trial(lambda g: (g,))
trial(lambda g: torch.ones(2, dtype=torch.int64))
trial(lambda: None)
def boom(g):
    raise ValueError('boom')
trial(boom)

print("# hook on leaf")
x = torch.ones(2, requires_grad=True)
h = x.register_hook(lambda g: g * 2)
(x * 3).sum().backward()
print(x.grad)
print(grad((x * 3).sum(), x))
print(type(h).__name__)
h.remove()
print(grad((x * 3).sum(), x))

print("# hook twice from two paths")
x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: print('leaf', g))
(x * 2 + x * 3).sum().backward()
y = x * 2
y.register_hook(lambda g: print('y', g))
(y * 2 + y * 3).sum().backward()

print("# retain_grad")
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.retain_grad()
print(y.retains_grad, x.retains_grad)
x.retain_grad()
print(x.retains_grad)
z = y * 3
z.sum().backward()
print(y.grad, z.retains_grad)
t(lambda: torch.ones(2).retain_grad())

print("# retain_grad with hooks")
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.register_hook(lambda g: g * 10)
y.sum().backward()
print(y.grad, x.grad)
y = x * 2
y.register_hook(lambda g: g * 10)
y.retain_grad()
y.sum().backward()
print(y.grad)

print("# retain_grad and inplace")
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.mul_(5)
y.sum().backward()
print(y.grad, x.grad)

print("# hook and inplace")
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: print('before', g))
y.mul_(5)
y.register_hook(lambda g: print('after', g))
y.sum().backward()

print("# hook on view after inplace")
x = torch.ones(4, requires_grad=True)
y = x * 2
v = y[:2]
v.register_hook(lambda g: print('v', g))
y.mul_(5)
v.sum().backward()
print(x.grad)

print("# node hooks")
x = torch.ones(2, requires_grad=True)
y = x * 2
h = y.grad_fn.register_hook(lambda gi, go: print('post', gi, go))
k = y.grad_fn.register_prehook(lambda go: print('pre', go))
y.sum().backward()
h.remove()
k.remove()
(x * 2).sum().backward()
y = x * 2
y.grad_fn.register_prehook(lambda go: (go[0] * 10,))
y.grad_fn.register_hook(lambda gi, go: (gi[0] * 3,) + gi[1:])
x.grad = None
y.sum().backward()
print(x.grad)

print("# node hook wrong")
def trial(pre, post):
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    if pre: y.grad_fn.register_prehook(pre)
    if post: y.grad_fn.register_hook(post)
    t(lambda: y.sum().backward())
    print(x.grad)
trial(lambda g: 3, None)
trial(lambda g: (), None)
trial(lambda g: (1,), None)
trial(lambda g: g[0] * 2, None)
trial(None, lambda a, b: 3)
trial(None, lambda a, b: ())
trial(None, lambda a, b: a[0] * 2)
trial(None, lambda a, b: (torch.ones(5), None))
trial(None, lambda a: 3)

print("# accumulate node hooks")
x = torch.ones(2, requires_grad=True)
n = (x * 1).grad_fn.next_functions[0][0]
print(n, n.name(), n.variable is x)
n.register_hook(lambda gi, go: print('acc', gi, go))
n.register_prehook(lambda go: (go[0] * 2,))
(x * 3).sum().backward()
print(x.grad)

print("# post accumulate")
x = torch.ones(2, requires_grad=True)
h = x.register_post_accumulate_grad_hook(lambda p: print('post', p.grad, p is x))
(x * 3).sum().backward()
(x * 3).sum().backward()
h.remove()
(x * 3).sum().backward()
print(x.grad)
t(lambda: (x * 1).register_post_accumulate_grad_hook(print))
t(lambda: torch.ones(1).register_post_accumulate_grad_hook(print))

print("# post accumulate zero grad")
x = torch.ones(2, requires_grad=True)
def step(p):
    with torch.no_grad():
        p.sub_(p.grad)
    p.grad = None
x.register_post_accumulate_grad_hook(step)
(x * 3).sum().backward()
print(x, x.grad)

print("# multi grad hook")
from torch.autograd.graph import register_multi_grad_hook
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
c = torch.ones(2, requires_grad=True)
h = register_multi_grad_hook((a, b, c), lambda grads: print('all', grads))
(a * b).sum().backward()
(a * b * c).sum().backward()
h.remove()
(a * b * c).sum().backward()
h = register_multi_grad_hook((a, b), lambda g: print('any', g), mode='any')
(a * b).sum().backward()

print("# hook under create_graph")
x = torch.tensor(2., requires_grad=True)
y = x ** 3
y.register_hook(lambda g: g * x)
g, = grad(y, x, create_graph=True)
print(g)
print(grad(g, x))

print("# hook exceptions leave state")
x = torch.ones(2, requires_grad=True)
y = x * 2
def f(g): raise KeyError('k')
h = y.register_hook(f)
try:
    y.sum().backward()
except KeyError as e:
    print(repr(e))
h.remove()
y.sum().backward()
print(x.grad)

print("# module hooks")
m = torch.nn.Linear(2, 1)
with torch.no_grad():
    m.weight.fill_(1.)
    m.bias.fill_(0.)
a = m.register_forward_hook(lambda m, i, o: print('fwd', type(m).__name__, i, o))
b = m.register_forward_pre_hook(lambda m, i: print('pre', i))
c = m.register_full_backward_hook(lambda m, gi, go: print('bwd', gi, go))
d = m.register_full_backward_pre_hook(lambda m, go: print('bpre', go))
x = torch.ones(1, 2, requires_grad=True)
y = m(x)
print(y)
y.sum().backward()
print(x.grad, m.weight.grad)
for h in (a, b, c, d): h.remove()
m(x).sum().backward()

print("# module full backward hook replaces")
m = torch.nn.Linear(2, 1, bias=False)
with torch.no_grad(): m.weight.fill_(1.)
m.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10,))
x = torch.ones(1, 2, requires_grad=True)
m(x).sum().backward()
print(x.grad, m.weight.grad)

print("# module full backward hook without input grad")
m = torch.nn.Linear(2, 1, bias=False)
with torch.no_grad(): m.weight.fill_(1.)
m.register_full_backward_hook(lambda m, gi, go: print(gi, go))
m(torch.ones(1, 2)).sum().backward()
print(m.weight.grad)

print("# module full backward pre hook replaces")
m = torch.nn.Linear(2, 1, bias=False)
with torch.no_grad(): m.weight.fill_(1.)
m.register_full_backward_pre_hook(lambda m, go: (go[0] * 3,))
x = torch.ones(1, 2, requires_grad=True)
m(x).sum().backward()
print(x.grad, m.weight.grad)

print("# module hooks mixed sequence")
m = torch.nn.Sequential(torch.nn.Linear(2, 2, bias=False), torch.nn.ReLU(), torch.nn.Linear(2, 1, bias=False))
for p in m.parameters():
    torch.nn.init.ones_(p)
for i, k in enumerate(m):
    k.register_full_backward_hook(lambda m, gi, go, i=i: print(i, type(m).__name__, gi, go))
x = torch.ones(1, 2, requires_grad=True)
y = m(x)
print(y.grad_fn, y)
y.sum().backward()

print("# forward hook returns value")
m = torch.nn.ReLU()
m.register_forward_hook(lambda m, i, o: o * 2)
print(m(torch.tensor([1., -1.])))
m.register_forward_pre_hook(lambda m, i: (i[0] + 1,))
print(m(torch.tensor([1., -1.])))
m.register_forward_pre_hook(lambda m, i: i[0] + 1)
print(m(torch.tensor([1., -1.])))

print("# forward hook kwargs")
class M(torch.nn.Module):
    def forward(self, x, k=1):
        return x * k
m = M()
m.register_forward_hook(lambda m, a, kw, o: print(a, kw, o), with_kwargs=True)
m.register_forward_pre_hook(lambda m, a, kw: (a, {'k': 5}), with_kwargs=True)
print(m(torch.ones(2), k=3))

print("# hook on tensor that does not take part")
x = torch.ones(2, requires_grad=True)
y = x * 2
z = x * 3
z.register_hook(lambda g: print('z'))
y.sum().backward()
print(x.grad)

print("# hooks and grad with inputs")
x = torch.ones(2, requires_grad=True)
y = x * 2
z = y * 3
y.register_hook(lambda g: print('y hook', g))
print(grad(z.sum(), y, retain_graph=True))
print(grad(z.sum(), x))
