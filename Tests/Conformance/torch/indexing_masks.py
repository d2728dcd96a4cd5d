# Reading with masks and lists of indices.
import torch
x = torch.tensor([10.0, 20.0, 30.0, 40.0])
print(x[x > 15], x[[0, 2]], x[torch.tensor([3, 3, 0])], x[torch.tensor([True, False, False, True])])
m = torch.arange(6).reshape(2, 3)
print(m[m % 2 == 0], m[[1, 0]], m[[0, 1], [2, 0]], m[:, [0, 2]])
