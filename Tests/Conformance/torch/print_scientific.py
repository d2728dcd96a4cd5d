# Far apart, very large or very small values print in scientific notation.
import torch
print(torch.tensor([1000.0, 1.0]))
print(torch.tensor([1001.0, 1.0]))
print(torch.tensor([1e-4]))
print(torch.tensor([1e-3, 1.1]))
print(torch.tensor([1e8]), torch.tensor([100000008.0]))
print(torch.tensor([0.0, 1e-5]))
print(torch.tensor([1e-40, 1.0]))
print(torch.tensor([3e38, -3e38]))
print(torch.tensor([1e-10, 5e20], dtype=torch.float64))
