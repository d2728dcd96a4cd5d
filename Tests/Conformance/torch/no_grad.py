# Nothing is recorded in the block.
import torch
x = torch.tensor(2.0, requires_grad=True)
with torch.no_grad():
    y = x ** 2
    print(y, y.requires_grad, torch.is_grad_enabled())
    x -= 0.5
print(x, x.requires_grad, torch.is_grad_enabled())
z = x * 3
print(z)
with torch.no_grad():
    with torch.enable_grad():
        print((x * 2).requires_grad)
    print((x * 2).requires_grad)

@torch.no_grad()
def predict(v):
    return v * x

print(predict(4))
