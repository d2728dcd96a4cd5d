# Mean squared error and its gradient.
import torch
import torch.nn as nn
loss = nn.MSELoss()
print(loss)
p = torch.tensor([1.0, 2.0, 4.0], requires_grad=True)
t = torch.tensor([1.5, 2.0, 3.0])
l = loss(p, t)
print(l)
l.backward()
print(p.grad)
print(nn.MSELoss(reduction="sum")(p, t), nn.MSELoss(reduction="none")(p, t))
