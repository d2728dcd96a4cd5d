# A leaf must not change under the graph's feet.
import torch
w = torch.tensor(1.0, requires_grad=True)
w -= 0.1
