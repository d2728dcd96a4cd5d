# Linear regression with nothing but backward().
import torch
X = torch.tensor([1, 2, 3, 4], dtype=torch.float32)
Y = 2 * X
w = torch.tensor(0.0, dtype=torch.float32, requires_grad=True)
for epoch in range(60):
    loss = ((w * X - Y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad.zero_()
    if epoch % 6 == 0:
        print(f"{epoch}\t{w.item()}\t{loss}\t{w:.3f}")
with torch.no_grad():
    print((w * 5).item())
