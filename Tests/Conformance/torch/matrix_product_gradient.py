# dA = dC Bᵀ and dB = Aᵀ dC.
import torch
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
b = torch.tensor([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]], requires_grad=True)
v = torch.tensor([1.0, -1.0], requires_grad=True)
c = a @ b
print(c)
c.sum().backward()
print(a.grad, b.grad)
d = a @ v
print(d, v @ v, v @ a)
(d * torch.tensor([1.0, 10.0])).sum().backward()
print(v.grad, a.grad)
