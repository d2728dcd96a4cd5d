# Calls that do not fit.
import torch
x = torch.tensor([1.0, 2.0])
for f in [lambda: torch.exp(1.0), lambda: x + "a", lambda: x + [1.0], lambda: x.foo, lambda: torch.foo,
          lambda: torch.tensor("abc"), lambda: torch.tensor(None), lambda: torch.tensor(), lambda: torch.tensor([[1, 2], [3]]),
          lambda: torch.tensor([1.0], grad=True), lambda: x[1.5], lambda: torch.cat([]), lambda: torch.zeros(2, -1)]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
