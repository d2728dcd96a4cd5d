# The same numbers as PyTorch's after the same seed.
import torch
torch.manual_seed(0)
print(torch.rand(4).tolist())
print(torch.randn(4).tolist())
print(torch.randint(0, 10, (8,)), torch.randperm(10))
torch.manual_seed(42)
print(torch.rand(3), torch.randn(3), torch.rand(2, 2))
torch.manual_seed(42)
print(torch.rand(3))
print(torch.randn(2, 3, requires_grad=True))
print(torch.rand(size=(2,)), torch.randn((1,)), torch.randint(5, (2, 2)))
