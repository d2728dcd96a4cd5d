# What cannot become one number.
import torch
x = torch.tensor([1.0, 2.0])
for f in [lambda: x.item(), lambda: float(x), lambda: int(x), lambda: bool(x), lambda: bool(torch.tensor([])),
          lambda: len(torch.tensor(1.0)), lambda: list(torch.tensor(1.0)), lambda: round(x), lambda: [1, 2][torch.tensor(1.0)]]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
