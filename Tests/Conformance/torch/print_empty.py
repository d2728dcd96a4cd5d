# Tensors without elements.
import torch
print(torch.tensor([]))
print(torch.tensor([[]]))
print(torch.zeros(0, 3))
print(torch.zeros(2, 0, dtype=torch.int64))
print(torch.tensor([], dtype=torch.int64))
print(torch.zeros(0, requires_grad=True))
