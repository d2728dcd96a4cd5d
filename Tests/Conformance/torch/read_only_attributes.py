# Attributes that only tell.
import torch
x = torch.tensor(1.0)
x.is_leaf = False
