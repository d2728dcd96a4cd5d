# From nothing to the first gradient on the screen; the whole process is timed.
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x ** 2
y.backward()
print(x.grad)
