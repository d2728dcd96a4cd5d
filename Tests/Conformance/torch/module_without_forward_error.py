# A module says what it computes.
import torch
import torch.nn as nn
class Net(nn.Module):
    pass
Net()(torch.ones(1))
