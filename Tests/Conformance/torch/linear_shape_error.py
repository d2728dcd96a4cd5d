# Rows of the wrong length.
import torch
import torch.nn as nn
torch.manual_seed(0)
nn.Linear(2, 3)(torch.ones(4, 3))
