# Shapes meet from the right.
import torch
col = torch.tensor([[1.0], [2.0]])
row = torch.tensor([10.0, 20.0, 30.0])
print(col + row)
print(col * row, (col * row).shape)
print(torch.ones(2, 1, 3) * torch.arange(4.0).reshape(4, 1))
print(torch.zeros(0, 3) + row)
