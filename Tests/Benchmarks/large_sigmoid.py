# sigmoid, sine and exponential of ten million numbers, summed, forward and backward.
import time

import torch

torch.manual_seed(0)
x = torch.rand(10000000, requires_grad=True)


def work(steps):
    for _ in range(steps):
        y = torch.sigmoid(torch.sin(x) * torch.exp(-x)).sum()
        y.backward()
        x.grad = None
    return y


work(1)
start = time.perf_counter()
y = work(5)
print(f"{(time.perf_counter() - start) / 5:.4e} s per step, sum = {y / 10000000:.3f}")
