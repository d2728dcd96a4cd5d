# A view shares its numbers with its base.
import torch
x = torch.zeros(4)
v = x.view(2, 2)
v[0, 0] = 1
x[3] = 9
print(x, v)
r = x[1:3]
r += 5
print(x, r)
c = x.clone()
c[0] = 100
print(x, c)
t = torch.arange(4).reshape(2, 2).t()
t[0, 1] = 50
print(t, t.is_contiguous(), t.contiguous().is_contiguous(), t.stride())
