# Shapes that do not fit.
import torch
x = torch.ones(2, 3)
for f in [lambda: x @ x, lambda: x @ torch.ones(2), lambda: torch.ones(3) @ torch.ones(2), lambda: x.sum(2), lambda: x.view(4),
          lambda: torch.ones(3).expand(2, 2), lambda: x + torch.ones(2), lambda: torch.stack([torch.ones(2), torch.ones(3)]),
          lambda: torch.cat([torch.ones(2, 2), torch.ones(2, 3)]), lambda: torch.tensor(1.0) @ torch.tensor(1.0),
          lambda: x.reshape(-1, -1), lambda: x.transpose(0, 2), lambda: x[[True, False, True]],
          lambda: x @ x.double().t(), lambda: torch.tensor([2]) ** -1]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
