# Reading with whole numbers and slices.
import torch
x = torch.arange(12).reshape(3, 4)
print(x[0], x[-1], x[1, 2], x[1][2], x[:, 0], x[0:2], x[:, 1:3], x[::2], x[..., -1])
print(x[1:, :2], x[None].shape, x[:, None].shape, x[2:2])
print(x[0, 0].item(), x[1, 1] + 1)
for row in x:
    print(row)
for v in torch.tensor([1.5, 2.5]):
    print(v, v.item())
a, b, c = torch.tensor([1.0, 2.0, 3.0])
print(a, b, c)
