# A suffix that does not fit goes on the next line.
import torch
x = torch.tensor([[1.5, 2.5, 3.5, 4.5, 5.5], [6.5, 7.5, 8.5, 9.5, 10.5]], requires_grad=True)
print(x)
print(x * 2)
print(x.reshape(-1) * 100)
y = torch.ones(9, requires_grad=True)
print(y / 3)
print((y / 3).double())
