# requires_grad at creation shows in the text.
import torch
print(torch.tensor(2.0, requires_grad=True))
print(torch.tensor([1.0, 2.0], requires_grad=True))
print(torch.zeros(2, requires_grad=True))
print(torch.ones(2, 2, requires_grad=True))
x = torch.arange(3.0, requires_grad=True)
print(x, x.requires_grad, x.is_leaf, x.grad, x.grad_fn)
y = torch.ones(2)
print(y.requires_grad, y.is_leaf)
