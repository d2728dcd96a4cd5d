# What was broadcast gets the sum of its gradients.
import torch
a = torch.tensor([[1.0], [2.0]], requires_grad=True)
b = torch.tensor([10.0, 20.0, 30.0], requires_grad=True)
s = torch.tensor(2.0, requires_grad=True)
y = (a * b + s).sum()
print(y)
y.backward()
print(a.grad, b.grad, s.grad)
