# Walking down a curve.
import torch
x = torch.tensor([4.0, -3.0], requires_grad=True)
path = []
for i in range(40):
    y = (x[0] - 1) ** 2 + 2 * (x[1] + 2) ** 2
    y.backward()
    with torch.no_grad():
        x -= 0.1 * x.grad
    x.grad.zero_()
    if i % 8 == 0:
        path.append(tuple(round(v, 4) for v in x.tolist()))
print(path)
print(x)
