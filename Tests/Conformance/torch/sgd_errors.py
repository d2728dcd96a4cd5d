# What an optimiser refuses.
import torch
x = torch.tensor(1.0, requires_grad=True)
for f in [lambda: torch.optim.SGD([]), lambda: torch.optim.SGD([x * 2], lr=0.1), lambda: torch.optim.SGD([x], lr=-1),
          lambda: torch.optim.SGD([1.0], lr=0.1), lambda: torch.optim.SGD(x, lr=0.1)]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
