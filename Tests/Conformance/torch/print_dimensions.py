# Blank lines between the slices.
import torch
print(torch.arange(8).reshape(2, 2, 2))
print(torch.arange(8.0).reshape(2, 1, 2, 2))
print(torch.zeros(1, 1, 1))
print(torch.arange(4).reshape(4, 1))
