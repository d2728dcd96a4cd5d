# Limits and choices.
import torch
x = torch.tensor([-2.0, -0.5, 0.5, 2.0])
print(torch.clamp(x, -1, 1), x.clamp(min=0), torch.clamp(x, max=0.0), x.clamp(0.0, 1.0))
print(torch.where(x > 0, x, torch.zeros(4)), torch.where(x > 0, 1.0, -1.0))
print(torch.maximum(x, -x), torch.minimum(x, torch.zeros(4)))
w = torch.tensor([-2.0, 0.3, 2.0], requires_grad=True)
y = torch.clamp(w, -1, 1)
print(y)
y.sum().backward()
print(w.grad)
