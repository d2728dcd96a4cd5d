# Sizes that do not match.
import torch
torch.ones(2) + torch.ones(3)
