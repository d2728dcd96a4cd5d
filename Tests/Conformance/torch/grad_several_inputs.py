# Each leaf gets its own.
import torch
a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(-3.0, requires_grad=True)
c = torch.tensor(10.0)
d = a * b + b ** 3 - c / a
d.backward()
print(d, a.grad, b.grad, c.grad)
