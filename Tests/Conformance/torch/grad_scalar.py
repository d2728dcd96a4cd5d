# The derivative of a square.
import torch
x = torch.tensor(3.0, requires_grad=True)
y = x ** 2
print(x, y)
print(y.grad_fn.name(), x.grad_fn, y.requires_grad, y.is_leaf)
y.backward()
print(x.grad)
