# nan and inf stand in the columns but do not make them wider.
import torch
nan, inf = float("nan"), float("inf")
print(torch.tensor([1.5, nan, inf, -inf]))
print(torch.tensor([1.0, nan, inf]))
print(torch.tensor([0.0, nan]))
print(torch.tensor([nan, nan]))
print(torch.tensor([inf, 1e9]))
print(torch.tensor([[nan, 1.0], [2.0, -inf]]))
