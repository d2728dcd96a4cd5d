# The result does not fit in place.
import torch
x = torch.ones(1)
x += torch.ones(2)
