# Binary cross entropy of one example, by hand and by autograd.
import torch
x, y = torch.tensor(6.7), torch.tensor(0.0)
def bce(p, t):
    p = torch.clamp(p, 1e-8, 1 - 1e-8)
    return -(t * torch.log(p) + (1 - t) * torch.log(1 - p))
w = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
z = w * x + b
p = torch.sigmoid(z)
loss = bce(p, y)
print(z, p, loss)
loss.backward()
print(w.grad, b.grad)
p = p.detach()
d = (p - y) / (p * (1 - p)) * p * (1 - p)
print(f"{d * x} {d}")
