# Sums, means and extremes, whole and along a dimension.
import torch
x = torch.tensor([[1.0, 2.0, 6.0], [4.0, 3.0, 5.0]])
print(x.sum(), x.mean(), x.max(), x.min(), x.prod())
print(x.sum(0), x.sum(1), x.sum(dim=1, keepdim=True), x.sum(-1))
print(x.mean(0), x.mean(dim=1), torch.mean(x), torch.sum(x, 0))
print(x.argmax(), x.argmax(1), x.argmin(dim=0))
print(x.max(1))
print(x.min(dim=0).values, x.max(0).indices)
print(x.sum((0, 1)), torch.tensor([1, 2, 3]).sum(), torch.tensor([1, 2]).float().mean())
print(torch.zeros(0).sum(), torch.tensor([]).mean())
