# A detached tensor shares numbers but has no graph.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
z = x.detach()
print(x, z, z.requires_grad, z.is_leaf)
y = (x * z).sum()
y.backward()
print(x.grad)
z[0] = 50.0
print(x)
