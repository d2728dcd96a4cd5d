# Writing through an index.
import torch
x = torch.zeros(2, 3)
x[0, 1] = 5
x[1] = torch.tensor([1.0, 2.0, 3.0])
print(x)
x[:, 0] = -1
x[x > 2] = 0
print(x)
x[0] += 10
print(x)
y = torch.arange(5)
y[1:3] = 7
y[-1] = 9
print(y)
