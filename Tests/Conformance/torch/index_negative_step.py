# PyTorch has no negative steps.
import torch
torch.arange(4)[::-1]
