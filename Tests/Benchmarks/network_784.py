# A network 784-128-10 on a batch of 64, cross entropy, SGD.
import time

import torch
import torch.nn as nn

torch.manual_seed(0)
X = torch.randn(64, 784)
Y = torch.randint(0, 10, (64,))
model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
loss = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)


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
print(f"{(time.perf_counter() - start) / 1000:.4e} s per step, loss = {l:.2f}")
