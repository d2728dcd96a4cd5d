# A saved value that was changed.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x + 1
b = a * a
a += 1
b.sum().backward()
