# Long rows wrap at eighty columns.
import torch
print(torch.arange(30))
print(torch.arange(30.0))
print(torch.arange(30.0) / 7)
print(torch.arange(24.0).reshape(2, 12) * 1000.5)
print(torch.arange(15.0).requires_grad_())
print(torch.arange(12.0).requires_grad_())
print((torch.arange(30.0, requires_grad=True) * 2))
