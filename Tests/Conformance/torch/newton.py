# A root by Newton's method, with autograd's derivative.
import torch
def f(x):
    return x ** 3 - 2 * x - 5
x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
for i in range(6):
    y = f(x)
    y.backward()
    with torch.no_grad():
        x -= y / x.grad
    print(i, x.item(), y.item())
    x.grad = None
