# Every dtype but the three ordinary ones says its name.
import torch
print(torch.tensor([1.0], dtype=torch.float64))
print(torch.tensor(1.0, dtype=torch.float64))
print(torch.tensor([1, 2], dtype=torch.int64))
print(torch.tensor([1.5, 2.5], dtype=torch.float64, requires_grad=True))
print(torch.tensor([1.5], dtype=torch.float64, requires_grad=True) * 2)
print(torch.float32, torch.float64, torch.int64, torch.bool)
print([torch.tensor(1.0), torch.tensor([2, 3])])
print((torch.tensor(True),), {"w": torch.tensor([0.5])})
