# Gradients go back to where the values came from.
import torch
x = torch.arange(4.0, requires_grad=True)
y = x[1] * 10 + x[2:].sum() + x[x > 2].sum() + x[[0, 0]].sum()
print(y)
y.backward()
print(x.grad)
m = torch.ones(2, 3, requires_grad=True)
(m[0] * torch.tensor([1.0, 2.0, 3.0])).sum().backward()
print(m.grad)
