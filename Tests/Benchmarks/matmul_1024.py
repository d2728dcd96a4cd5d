# The product of two matrices of 1024 rows and columns, forward and backward.
import time

import torch

torch.manual_seed(0)
a = torch.rand(1024, 1024, requires_grad=True)
b = torch.rand(1024, 1024, requires_grad=True)


def work(steps):
    for _ in range(steps):
        c = (a @ b).sum()
        c.backward()
        a.grad = None
        b.grad = None


work(2)
start = time.perf_counter()
work(10)
print(f"{(time.perf_counter() - start) / 10:.4e} s per step")
