# More than a thousand elements are summarised.
import torch
print(torch.arange(1000).shape)
print(torch.arange(1001))
print(torch.zeros(20, 60))
print(torch.arange(2000.0).reshape(2, 1000))
print(torch.ones(11, 10, 10))
print(torch.arange(1200.0) * 1e6)
