# Nothing here asked for a gradient.
import torch
x = torch.tensor(2.0)
y = x ** 2
y.backward()
