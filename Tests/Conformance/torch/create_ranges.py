# arange and linspace.
import torch
print(torch.arange(5))
print(torch.arange(1, 4))
print(torch.arange(0, 1, 0.25))
print(torch.arange(5, 0, -2))
print(torch.arange(3.0))
print(torch.arange(2, 5, dtype=torch.float32))
print(torch.linspace(0, 1, 5))
print(torch.linspace(-1, 1, 3))
print(torch.linspace(0, 10, 1))
