# Unless it is asked for.
import torch
x = torch.tensor(4.0, requires_grad=True)
y = x ** 2
y.retain_grad()
z = torch.sin(y)
z.backward()
print(y.grad, x.grad, y.retains_grad)
