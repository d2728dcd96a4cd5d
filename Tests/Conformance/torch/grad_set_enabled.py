# Tracking switched by a flag.
import torch
x = torch.tensor(1.0, requires_grad=True)
for on in [True, False]:
    with torch.set_grad_enabled(on):
        print((x * 2).requires_grad)
