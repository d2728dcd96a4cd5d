# The chain rule through several functions.
import torch
import math
x = torch.tensor(0.7, requires_grad=True)
y = torch.exp(torch.sin(x ** 2)) / (1 + x)
y.backward()
print(y, x.grad)
v = 0.7
s = math.exp(math.sin(v ** 2))
print(s * math.cos(v ** 2) * 2 * v / (1 + v) - s / (1 + v) ** 2)
