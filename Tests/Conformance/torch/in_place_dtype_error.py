# A float does not fit into an integer.
import torch
x = torch.tensor([1, 2])
x += 1.5
