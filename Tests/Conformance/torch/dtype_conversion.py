# Changing the dtype makes another tensor.
import torch
x = torch.tensor([1.7, -1.7, 0.0])
print(x.int().tolist(), x.long(), x.bool(), x.double(), x.float() is x)
print(x.to(torch.float64), x.to(torch.int64))
print(torch.tensor([1, 2]).float(), torch.tensor([True, False]).float())
print(x.type(torch.float64).dtype)
