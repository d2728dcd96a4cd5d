# Momentum and weight decay.
import torch
w = torch.tensor([1.0, -2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9, weight_decay=0.01)
for step in range(4):
    optimizer.zero_grad()
    (w ** 2).sum().backward()
    optimizer.step()
    print(w.tolist())
