# item() and tolist() give Python's numbers.
import torch
print(torch.tensor(0.1).item())
print(torch.tensor(0.1, dtype=torch.float64).item())
print(torch.tensor(7).item(), torch.tensor(True).item())
print(torch.tensor([[0.5, 1.0], [2.0, 3.1]]).tolist())
print(torch.tensor([1, 2]).tolist(), torch.tensor(2.5).tolist())
print(float(torch.tensor(2.5)), int(torch.tensor(2.9)), bool(torch.tensor(0.0)))
print(torch.tensor([3.0]).item() + 1)
