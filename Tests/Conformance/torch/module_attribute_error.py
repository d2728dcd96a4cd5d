# An attribute that a module does not have.
import torch
import torch.nn as nn
m = nn.Linear(1, 1)
m.wieght
