# A value that is used twice gets both contributions.
import torch
x = torch.tensor(1.5, requires_grad=True)
a = x * 2
b = a.sin() + a.cos() * a
(b * a).backward()
print(x.grad)
