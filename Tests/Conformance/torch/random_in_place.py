# Filling a tensor.
import torch
torch.manual_seed(3)
x = torch.empty(3).uniform_(-1, 1)
print(x.tolist())
print(torch.zeros(4).normal_(), torch.zeros(2).normal_(10, 0.5))
print(torch.rand_like(x), torch.randn_like(x))
print(torch.normal(0.0, 1.0, size=(2, 2)), torch.bernoulli(torch.full((5,), 0.5)))
