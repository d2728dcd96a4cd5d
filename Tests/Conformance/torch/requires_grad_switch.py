# Switching tracking on and off for a leaf.
import torch
x = torch.tensor([1.0, 2.0])
print(x.requires_grad_())
print(x.requires_grad_(False))
x.requires_grad = True
print(x, (x * 2).requires_grad)
