# A network 2-16-16-1 on a batch of 100, with Adam.
import time

import torch
import torch.nn as nn

torch.manual_seed(0)
X = torch.randn(100, 2)
Y = (X[:, :1] * X[:, 1:]).tanh()
model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))
loss = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)


def work(steps):
    for _ in range(steps):
        optimizer.zero_grad()
        l = loss(model(X), Y)
        l.backward()
        optimizer.step()
    return l


work(50)
start = time.perf_counter()
l = work(1000)
print(f"{(time.perf_counter() - start) / 1000:.4e} s per step, loss = {l:.3f}")
