# What PyTorch says at the corners.
import torch
def at(f, *values):
    x = torch.tensor(list(values), requires_grad=True)
    f(x).sum().backward()
    return x.grad
print(at(torch.abs, -1.0, 0.0, 1.0), at(torch.relu, -1.0, 0.0, 1.0), at(torch.sqrt, 0.0))
print(at(lambda x: x.clamp(0, 1), 0.0, 0.5, 1.0, 2.0), at(lambda x: x.max(), 1.0, 3.0, 3.0))
print(at(lambda x: x ** 0, 0.0), at(lambda x: x ** 0.5, 0.0), at(lambda x: x ** 2.5, -1.0), at(torch.prod, 0.0, 2.0, 3.0))
