# cat, stack and their inverses.
import torch
a, b = torch.tensor([1, 2]), torch.tensor([3, 4])
print(torch.cat([a, b]), torch.stack([a, b]), torch.stack((a, b), dim=1))
print(torch.cat([torch.zeros(1, 2), torch.ones(2, 2)], dim=0))
print(torch.arange(6).chunk(3), torch.arange(5).split(2), torch.arange(3).unbind())
