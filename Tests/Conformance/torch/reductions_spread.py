# std and var divide by n - 1.
import torch
x = torch.tensor([[1.0, 2.0, 6.0], [4.0, 3.0, 5.0]])
print(x.std(), x.var(), x.std(0), x.var(dim=1))
print(x.std(unbiased=False), x.var(1, unbiased=False))
print(x.norm(), torch.norm(torch.tensor([3.0, 4.0])))
print(x.cumsum(0), torch.cumsum(torch.tensor([1, 2, 3]), dim=0))
