"""Derivatives where steps overflow, meet zeros or are rounded to another dtype."""

import torch


def gradients(function, *inputs, weight=None):
    leaves = [x.detach().requires_grad_() for x in inputs]
    y = function(*leaves)
    grads = torch.autograd.grad(y, leaves, torch.ones_like(y) if weight is None else weight, create_graph=True)
    print([g.tolist() for g in grads])
    return leaves, grads


# The product with the gradient comes first, so that it may overflow.
gradients(torch.hypot, torch.tensor([3e38, 3.0]), torch.tensor([1.0, 4.0]), weight=torch.tensor([4.0, 2.0]))
gradients(torch.atan2, torch.tensor([1.0, 0.5]).half(), torch.tensor([65504.0, 0.25]).half())
gradients(torch.atan2, torch.tensor([0.0, 2.0]), torch.tensor([0.0, 3.0]))

# What is rounded has no derivative, whatever it is divided by.
a, b = torch.tensor([1.5, -2.0, 0.0]), torch.tensor(0.0)
for function in (torch.fmod, torch.remainder):
    leaves, (ga, gb) = gradients(function, a, b)
    print([g if g is None else g.tolist() for g in torch.autograd.grad(gb, leaves, allow_unused=True)])

# The logarithm is taken in the dtype of the gradient.
x = torch.tensor([2.0, 0.0, 3.0], dtype=torch.float64)
for function in (torch.xlogy, torch.special.xlog1py):
    gradients(function, x, torch.tensor(0.3))
(g,) = gradients(lambda x: torch.special.xlog1py(x, torch.tensor([1, -1, 4])), x)[1]
print(g.dtype)

print(torch.copysign(torch.tensor([1.0, -2.0], requires_grad=True), torch.tensor([-1.0, 0.0], requires_grad=True)))
b = torch.tensor([-1.0, 0.0], requires_grad=True)
torch.copysign(torch.tensor([1.0, -2.0]), b).backward(torch.tensor([-1.0, 3.0]))
print(b.grad)

# Products with zeros are derived along their dimension.
x = torch.tensor([[1.0, 0.0, 2.0], [3.0, 4.0, 0.0]], requires_grad=True)
for y in (x.prod(0), x.prod(1, keepdim=True), x.prod()):
    (g,) = torch.autograd.grad(y, x, torch.ones_like(y), retain_graph=True)
    print(g, g.stride())
x = torch.tensor([1.0, 3.0, 5.0], dtype=torch.bfloat16, requires_grad=True)
(g,) = torch.autograd.grad(torch.prod(x, dtype=torch.float32), x, create_graph=True)
print(g, torch.autograd.grad(g, x, torch.tensor([0.3, 1.0, 7.0], dtype=torch.bfloat16)))

# Norms beyond single precision.
x = torch.tensor([[3e38], [1.0]], requires_grad=True)
y = torch.renorm(x, 2.5, 1, 0.5)
y.backward(torch.ones_like(y))
print(y, x.grad)

x = torch.tensor([[0.5, -0.25, 1.0]], dtype=torch.float16, requires_grad=True)
(g,) = torch.autograd.grad(torch.logcumsumexp(x, 1), x, torch.ones(1, 3).half(), create_graph=True)
print(g)
x = torch.zeros(0, requires_grad=True)
print(torch.autograd.grad(torch.logcumsumexp(x, 0), x, torch.zeros(0)))

# Masks of the bounds' derivatives are combined in place, which cannot stretch them.
a = torch.tensor([0.5, 2.0], requires_grad=True)
high = torch.tensor([[1.0, 1.0], [0.0, 3.0]], requires_grad=True)
try:
    torch.clamp(a, torch.tensor([0.0, 0.0]), high).sum().backward()
except RuntimeError as e:
    print(e)

a = torch.arange(6.0, dtype=torch.float64).reshape(2, 3)
b = torch.arange(12.0, dtype=torch.float64).reshape(3, 2, 2).permute(1, 2, 0).requires_grad_()
(g,) = torch.autograd.grad(torch.minimum(a, b), b, torch.ones(2, 2, 3, dtype=torch.float64))
print(g.stride())
print(torch.special.i1(torch.tensor([88.0, 88.8, -90.0])))
x = torch.tensor([-300.0, -2.0, 0.5], requires_grad=True)
torch.special.log_ndtr(x).sum().backward()
print(x.grad[1:])
