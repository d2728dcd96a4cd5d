# Which dtype comes out of an operation of two.
import torch
i = torch.tensor([1, 2])
f = torch.tensor([1.0, 2.0])
d = torch.tensor([1.0, 2.0], dtype=torch.float64)
b = torch.tensor([True, False])
print((i + 1).dtype, (i + 1.0).dtype, (i * True).dtype, (i / 2).dtype, (i // 2).dtype, (i % 2).dtype)
print((i + f).dtype, (f + d).dtype, (b + i).dtype, (b + b).dtype, (b * 2).dtype, (b * 2.0).dtype)
print((f + torch.tensor(1.0, dtype=torch.float64)).dtype, (i + torch.tensor(1.0)).dtype)
print((f * 2).dtype, (d * 2.5).dtype, (i ** 2).dtype, (i ** 0.5).dtype, (i ** 2.0).dtype)
print(i.sum().dtype, b.sum().dtype, f.sum().dtype, b.sum())
