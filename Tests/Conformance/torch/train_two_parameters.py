# A slope and an offset.
import torch
torch.manual_seed(11)
x = torch.rand(20)
y = 3 * x - 1
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
for epoch in range(200):
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.3 * w.grad
        b -= 0.3 * b.grad
        w.grad.zero_()
        b.grad.zero_()
    if epoch % 40 == 0:
        print(f"{epoch:3d} {loss.item():.6f} {w.item():.4f} {b.item():.4f}")
print(w, b)
