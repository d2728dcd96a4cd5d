# Integers cannot be divided by zero.
import torch
print(torch.tensor([1, 2]) // 0)
