# What derivatives keep, packed and unpacked by a person's functions.
import torch
import torch.nn as nn
import torch.nn.functional as F


def show(name, f):
    def pack(x):
        print("pack  ", x)
        return x

    def unpack(x):
        print("unpack", x)
        return x

    a = torch.ones(2, requires_grad=True)
    b = torch.full((2,), 2.0, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
        y = f(a, b)
    print(name, y)
    y.sum().backward()
    print(a.grad, b.grad)


show("product", lambda a, b: a * b)
show("quotient", lambda a, b: a / b)
show("power", lambda a, b: a**b)
show("square", lambda a, b: a**2 + b)
show("exp", lambda a, b: (a + b).exp())
show("dot", lambda a, b: a @ b)
show("mm", lambda a, b: a[None].mm(b[:, None]))
show("softmax", lambda a, b: (a * 2 + b).softmax(0))
show("mse", lambda a, b: F.mse_loss(a, b))
show("sum", lambda a, b: a + b)

kept = []


def put(x):
    kept.append(x.detach().clone())
    return len(kept) - 1


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(put, lambda i: kept[i] * 10):
    y = (x * x).sum()
y.backward()
print(kept, x.grad)

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t.to(torch.float16), lambda t: t.to(torch.float32)):
    y = x.exp()
print(y.grad_fn._saved_result)
(g,) = torch.autograd.grad(y.sum(), x, create_graph=True)
print(g, torch.autograd.grad(g.sum(), x))

with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: 3):
    y = x * x
try:
    y.sum().backward()
except TypeError as error:
    print("TypeError", error)

with torch.autograd.graph.save_on_cpu():
    y = (x * x).sum()
y.backward()
print(x.grad)
try:
    with torch.autograd.graph.disable_saved_tensors_hooks("not here"):
        with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
            pass
except RuntimeError as error:
    print("RuntimeError", error)


class Nested(torch.autograd.graph.saved_tensors_hooks):
    def __init__(self, name):
        super().__init__(lambda t: (name, t), lambda pair: (print("from", pair[0]), pair[1])[1])


with Nested("outer"):
    y = x.sin()
    with Nested("inner"):
        z = y.cos()
z.sum().backward()


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * g


x = torch.tensor([2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: (print("pack", t), t)[1], lambda t: (print("unpack", t), t)[1]):
    y = Cube.apply(x)
y.backward()
print(x.grad)
