# Two layers learn a curve.
import torch
import torch.nn as nn
torch.manual_seed(7)
x = torch.linspace(-1, 1, 12).unsqueeze(1)
y = x ** 2
hidden, out = nn.Linear(1, 8), nn.Linear(8, 1)
parameters = list(hidden.parameters()) + list(out.parameters())
optimizer = torch.optim.SGD(parameters, lr=0.2)
for epoch in range(201):
    optimizer.zero_grad()
    loss = ((out(torch.tanh(hidden(x))) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    if epoch % 50 == 0:
        print(f"{epoch:4d} {loss.item():.5f}")
