# Gradients come back in the shape of what they belong to.
import torch
x = torch.arange(6.0, requires_grad=True)
y = x.reshape(2, 3).t() * torch.tensor([1.0, 100.0])
print(y)
y.sum().backward()
print(x.grad)
s = torch.tensor([1.0, 2.0], requires_grad=True)
(s.unsqueeze(1) * torch.stack([s, s * s], dim=1)).sum().backward()
print(s.grad)
