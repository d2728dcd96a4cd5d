"""Writing to tensors whose elements share memory, and where indices and products lie."""
import warnings

import torch

warnings.simplefilter("always")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def assigned(index, value):
    x = torch.zeros(1, 3).expand(2, 3)
    try:
        x[index] = value
        print(x, x._version)
    except Exception as error:
        print(type(error).__name__, error)


assigned(torch.tensor([0]), 1)
assigned(0, 1.0)
assigned((0, torch.tensor([1])), 1.0)
assigned((slice(None), torch.tensor([1])), torch.tensor([[1.0], [2.0]]))
assigned(torch.tensor([True, False]), 5.0)
assigned(torch.tensor([[True, False, True], [False, False, False]]), torch.tensor([1.0, 2.0]))
x = torch.zeros(1, 3).expand(2, 3)
attempt(lambda: x.index_put_((torch.tensor([0]),), torch.tensor(2.0)))
attempt(lambda: x.index_put_((torch.tensor([0]),), torch.tensor(2.0), accumulate=True))
attempt(lambda: x.index_fill_(0, torch.tensor([0]), 2.0))
attempt(lambda: x.index_copy_(0, torch.tensor([0]), torch.ones(1, 3)))
attempt(lambda: x.masked_fill_(torch.tensor([True, False, True]), 9.0))
attempt(lambda: x.add_(1))
attempt(lambda: x[0].expand(4, 3)[:, 0].renorm_(2, 0, 1))

i = torch.tensor([[0, 1], [2, 3]]).T
y = torch.randn(5, 6, 7)
print(y[:, i].stride(), y[i, :, i].stride(), y[:, i, i].stride(), y[i, torch.tensor([0, 1])].stride())
print(y.permute(2, 0, 1)[i].stride(), y.permute(2, 1, 0)[:, i].stride(), y[torch.tensor([1, 2])].stride())
values = torch.randn(2, 2, requires_grad=True)
z = torch.zeros(5)
z[i] = values
print(torch.autograd.grad(z.sum(), values)[0].stride())

for count in (1, 2):
    for other in (torch.randn(3), torch.randn(2, 3)):
        many = torch.randn(count, 3, 4, requires_grad=True)
        product = other @ many
        print(product.grad_fn.name(), product.stride(), torch.autograd.grad(product.sum(), many)[0].stride())
print(torch.linalg.matrix_norm(torch.randn(2, 3, 4, requires_grad=True), 2, (0, 1), True).grad_fn.name())
for turned in (torch.tensor(3.0).mT, torch.tensor(3).mH, torch.ones(2, 3).mH.shape, torch.tensor(3).T):
    print(turned)
attempt(lambda: torch.ones(3).mH)
