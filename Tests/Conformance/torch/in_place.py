# Methods that end in an underscore change the tensor itself.
import torch
x = torch.tensor([1.0, 4.0, 9.0])
y = x
x.add_(1)
print(x, y is x)
x.mul_(2).sub_(1)
print(x)
x.zero_()
print(x, y)
x.fill_(3)
x += 1
x *= 2
x -= 3
x /= 2
x **= 2
print(x, y)
z = x
z = z + 1
print(x, z)
print(x.sqrt_(), x.neg_(), x.copy_(torch.tensor([1.0, 2.0, 3.0])), x.clamp_(max=2))
