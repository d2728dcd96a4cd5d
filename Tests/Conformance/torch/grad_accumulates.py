# Gradients add up until they are zeroed.
import torch
x = torch.tensor(2.0, requires_grad=True)
for i in range(3):
    y = x ** 2
    y.backward()
    print(i, x.grad)
print(x.grad.zero_(), x.grad)
for i in range(3):
    y = 3 * x
    y.backward()
    print(x.grad)
    x.grad.zero_()
x.grad = None
print(x.grad)
