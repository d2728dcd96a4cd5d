# Accumulation happens in place.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
g = x.grad
(x * x).sum().backward()
print(g, g is x.grad)
