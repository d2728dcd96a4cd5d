# zeros, ones, full, eye and their likes.
import torch
print(torch.zeros(3))
print(torch.zeros(2, 3))
print(torch.zeros((2, 2)))
print(torch.ones(2, 1))
print(torch.ones(3, dtype=torch.int64))
print(torch.full((2, 2), 7))
print(torch.full((3,), 0.5))
print(torch.eye(3))
x = torch.tensor([[1, 2], [3, 4]])
print(torch.zeros_like(x), torch.ones_like(x))
print(torch.ones_like(x, dtype=torch.float32))
print(torch.zeros(()).shape, torch.ones(0))
