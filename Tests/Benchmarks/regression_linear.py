# The same with nn.Linear, MSELoss and SGD.
import time

import torch
import torch.nn as nn

torch.manual_seed(0)
X = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
Y = torch.tensor([[2.0], [4.0], [6.0], [8.0]])
model = nn.Linear(1, 1)
loss = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)


def work(steps):
    for _ in range(steps):
        l = loss(model(X), Y)
        l.backward()
        optimizer.step()
        optimizer.zero_grad()


work(200)
start = time.perf_counter()
work(5000)
print(f"{(time.perf_counter() - start) / 5000:.4e} s per step, w = {model.weight.item():.3f}")
