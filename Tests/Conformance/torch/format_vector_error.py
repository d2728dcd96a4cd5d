# A format specification needs a tensor of no dimensions.
import torch
v = torch.tensor([1.0, 2.0])
print(f"{v:.2f}")
