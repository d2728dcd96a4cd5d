# What autograd refuses.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([1.0, 2.0])
def assign(tensor, value):
    tensor.grad = value
for f in [lambda: x.numpy(), lambda: torch.autograd.grad(x.sum(), y), lambda: torch.autograd.grad((x * 2).sum(), torch.ones(2, requires_grad=True)),
          lambda: (x * 2).backward(), lambda: y.sum().backward(), lambda: assign(x, torch.ones(3)), lambda: assign(x, 1.0),
          lambda: x.grad.zero_(), lambda: y.retain_grad(), lambda: x.zero_(), lambda: x.view(2, 1).mul_(2), lambda: (x * 2).sum().backward(1.0)]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
