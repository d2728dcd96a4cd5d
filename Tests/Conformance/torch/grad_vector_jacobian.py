# backward(gradient) is a vector-Jacobian product.
import torch
x = torch.tensor([0.5, 1.0, 1.5], requires_grad=True)
y = x * x * 2
v = torch.tensor([0.01, 0.4, 0.6])
y.backward(v)
print(y, x.grad)
z = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
(z * z).backward(gradient=torch.ones_like(z))
print(z.grad)
