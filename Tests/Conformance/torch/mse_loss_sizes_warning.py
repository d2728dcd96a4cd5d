# Different sizes broadcast, with a warning.
import torch
import torch.nn as nn
p = torch.tensor([[1.0], [2.0]])
t = torch.tensor([1.0, 3.0])
print(nn.MSELoss()(p, t))
