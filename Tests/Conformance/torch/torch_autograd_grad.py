# Gradients as values.
import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(5.0, requires_grad=True)
z = x ** 2 * y
print(torch.autograd.grad(z, x))
z = x ** 2 * y
print(torch.autograd.grad(z, [x, y]), x.grad)
z = x ** 3
g, = torch.autograd.grad(z, x, create_graph=True)
print(g)
print(torch.autograd.grad(g, x))
