"""Where results lie whose operands are converted first, and how the half types are rounded between steps."""

import torch
import torch.nn.functional as F


def bits(t):
    return t.detach().view(torch.int16).tolist()


a = torch.arange(6.0).reshape(1, 6).expand(4, 6)
b = torch.arange(24.0).reshape(6, 4).t()
print(torch.logical_and(a, b).stride(), torch.logical_xor(a, b).stride(), torch.logical_or(a, b).stride())
print(torch.heaviside(a, b).stride(), torch.special.xlog1py(a.long(), b).stride(), (a.long() + b).stride())
print((a.long() < b).stride(), torch.eq(b, a.int()).stride(), a.to(torch.int64).stride(), b.to(torch.int64).stride())
print(torch.tensor(b, dtype=torch.float64).stride(), torch.tensor(a).stride())

x = (torch.arange(1, 12) * 0.37).to(torch.bfloat16)
for p in (3, -2, -0.5, 2):
    print(p, bits(x**p))
print(bits(torch.tensor([6.8e-9, 1e-5, 0.3, -2.0], dtype=torch.bfloat16).erf()))
print(bits(torch.tensor([2e-5, 1e-6, 0.3, -2.0, 6e-5], dtype=torch.float16).erf()))
big = torch.full((40000,), 3.0, dtype=torch.float16)
print(F.mse_loss(big, torch.zeros_like(big)), big.mean(), F.smooth_l1_loss(big, torch.zeros_like(big)))
index = torch.zeros(600, dtype=torch.int64)
print(torch.zeros(1, dtype=torch.float16).scatter_add(0, index, torch.full((600,), 0.1, dtype=torch.float16)))
print(torch.nn.functional.softmax(torch.zeros(2, 0, dtype=torch.float16), 1).dtype)
t = torch.tensor([-1.0, -7.0, 0.3, 2.5, 1e6]).requires_grad_()
print(torch.polygamma(1, t.detach()).view(torch.int32).tolist()[2:])
print(F.softshrink(torch.tensor([[-0.1, 0.2, -0.3, 2.0]]).expand(3, 4)))
print(torch.tensor([float("nan")], dtype=torch.float64).view(torch.int64))

# Sums with a factor, whole vectors and what is left of them.
for count in (3, 5, 7, 20):
    y = torch.arange(count, dtype=torch.float64) * 0.37 - 1
    print((torch.add(y, torch.tensor(0.7, dtype=torch.float64), alpha=1.7)).tolist())
    print(y.clone().sub_(0.7, alpha=1.7).tolist())
m = torch.tensor([True, False, True])
print(m.clone().add_(torch.tensor([True, True, False]), alpha=-1))
w = torch.tensor(7, dtype=torch.uint8)
z = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.autograd.grad(torch.lerp(z, torch.tensor([3.0, 5.0]), w).sum(), z))
