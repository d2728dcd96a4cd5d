# The gradient of an intermediate value is not kept.
import torch
x = torch.tensor(4.0, requires_grad=True)
y = x ** 2
z = torch.sin(y)
z.backward()
print(y.grad)
print(x.grad)
