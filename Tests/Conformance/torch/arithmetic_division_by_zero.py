# Floats give inf and nan.
import torch
a = torch.tensor([1.0, 0.0, -1.0])
print(a / 0, a / torch.zeros(3), a % 0, 0 / a)
print(torch.tensor([1]) / 0)
