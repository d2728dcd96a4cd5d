# A layer's initial values follow from the seed.
import torch
import torch.nn as nn
torch.manual_seed(0)
l = nn.Linear(2, 3)
print(l)
print(l.weight)
print(l.bias)
print(l(torch.tensor([1.0, -1.0])))
print(l(torch.ones(4, 2)).shape, l.in_features, l.out_features)
for p in l.parameters():
    print(p.shape, p.requires_grad)
for name, p in l.named_parameters():
    print(name, tuple(p.shape))
print(nn.Linear(3, 1, bias=False), nn.Linear(3, 1, bias=False).bias)
