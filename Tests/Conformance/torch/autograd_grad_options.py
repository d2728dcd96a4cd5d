import torch
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# create graph thrice")
x = torch.tensor(2., requires_grad=True)
y = x ** 5
for i in range(6):
    y, = grad(y, x, create_graph=True)
    print(y)
t(lambda: grad(y, x))

print("# create graph of sin")
x = torch.tensor([0.5, 1.], requires_grad=True)
y = torch.sin(x)
for i in range(5):
    y, = grad(y.sum(), x, create_graph=True)
    print(y)

print("# double grads dtype")
x = torch.ones(2, requires_grad=True)
y = x.double() * 2
y.sum().backward()
print(x.grad, x.grad.dtype)
h = x.half() * 2
print(h, grad(h.sum(), x))

print("# retain graph release")
x = torch.ones(2, requires_grad=True)
y = x.exp()
z = y.sum()
z.backward(retain_graph=True)
z.backward()
t(lambda: z.backward())
t(lambda: y.grad_fn._saved_result)
t(lambda: y.sum().backward())
print(x.grad)

print("# create_graph warning and accumulate")
x = torch.tensor(2., requires_grad=True)
y = x ** 3
y.backward(create_graph=True)
print(x.grad, x.grad.grad_fn)
g = x.grad
x.grad = None
g.backward()
print(x.grad)

print("# grad accumulates with graph")
x = torch.tensor(2., requires_grad=True)
(x ** 2).backward()
g = x.grad
(x ** 2).backward()
print(x.grad is g, g)
(x ** 3).backward(create_graph=True)
print(x.grad is g, x.grad)

print("# grad mode toggles")
x = torch.ones(2, requires_grad=True)
print(torch.is_grad_enabled())
with torch.no_grad():
    print(torch.is_grad_enabled(), (x * 2).requires_grad)
    with torch.enable_grad():
        print((x * 2).requires_grad)
    y = x * 2
    t(lambda: y.backward(torch.ones(2)))
with torch.set_grad_enabled(False):
    print((x * 2).requires_grad)
torch.set_grad_enabled(False)
print((x * 2).requires_grad)
torch.set_grad_enabled(True)
@torch.no_grad()
def f(x): return x * 2
print(f(x))
@torch.no_grad
def g(x): return x * 2
print(g(x))
@torch.enable_grad()
def h(x): return x * 2
with torch.no_grad(): print(h(x))
@torch.inference_mode()
def k(x): return x * 2
print(k(x), k(x).is_inference())
@torch.set_grad_enabled(False)
def m(x): return x * 2
print(m(x), torch.is_grad_enabled())

print("# generator under no_grad")
x = torch.ones(2, requires_grad=True)
@torch.no_grad()
def gen():
    for i in range(2):
        yield x * i
for v in gen():
    print(v, torch.is_grad_enabled())

print("# no grad leaf creation")
with torch.no_grad():
    w = torch.ones(2, requires_grad=True)
    print(w.requires_grad, w.is_leaf)
    v = torch.nn.Parameter(torch.ones(2))
    print(v)
    u = w.clone().requires_grad_()
    print(u)
print((w * 2))

print("# views in no_grad show")
x = torch.ones(2, 2, requires_grad=True)
with torch.no_grad():
    for r in x: print(r)
    print(x[0], x.t(), x.view(4), x.T, x.reshape(-1), x.flatten(), x[None], x.unsqueeze(0), x.expand(2, 2), x.diagonal(), x.squeeze(), x.mT, x.permute(1, 0), x.narrow(0, 0, 1), x.unbind(), x.chunk(2), x.detach(), x.data, x.contiguous(), x.clone(), x[x > 0], x[[0]], x.to(torch.float32), x.float(), x.double(), sep='\n')

print("# next_functions and metadata")
x = torch.ones(2, requires_grad=True)
y = (x * 2 + 1).sum()
n = y.grad_fn
while n is not None:
    print(n, n.name(), n.next_functions, n.metadata)
    n = n.next_functions[0][0] if n.next_functions else None
a, b = torch.ones(4, requires_grad=True).split(2)
print(a.grad_fn, b.grad_fn, a.output_nr, b.output_nr, a.grad_fn is b.grad_fn)
print((a + b).grad_fn.next_functions)
