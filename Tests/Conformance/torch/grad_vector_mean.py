# A vector in, a mean out.
import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = (x ** 2).mean()
print(y)
y.backward()
print(x.grad)
w = torch.tensor([3.8, 6.7, 8.9], requires_grad=True)
((w ** 3 + 3 * w ** 2 - 4 * w + 5).mean()).backward()
print(w.grad)
