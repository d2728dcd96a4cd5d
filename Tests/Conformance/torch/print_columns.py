# Numbers line up: the widest decides.
import torch
print(torch.tensor([1.0, 10.0, 100.0]))
print(torch.tensor([1.5, -10.25, 100.0]))
print(torch.tensor([1, -20, 300]))
print(torch.tensor([[1.0, 2.0], [30.0, 4.5]]))
print(torch.tensor([62.12, 170.87, 287.03]))
print(torch.tensor([True, False, True]))
print(torch.tensor([-0.0, 0.0]))
