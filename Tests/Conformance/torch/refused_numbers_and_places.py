# What no element can hold, indices out of range by their place, and checks in PyTorch's order.
import torch
import torch.nn.functional as F


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


for dtype, number in ((torch.uint8, 300), (torch.int8, 200), (torch.float16, 1e10), (torch.int32, 1e10)):
    x = torch.zeros(2, 2, dtype=dtype)
    show(lambda: x.clone().fill_(number))
    show(lambda: x.masked_fill(x == 0, number))
    show(lambda: x.scatter(0, torch.tensor([[0]]), number))
    show(lambda: x.index_fill(0, torch.tensor([0]), number))
    show(lambda: F.pad(x, (1, 1), value=number))
    show(lambda: torch.threshold(x, 1, number))
    show(lambda: torch.tensor([number], dtype=dtype))
show(lambda: torch.tensor([-3, 255], dtype=torch.uint8))
show(lambda: torch.full((1,), -0.5, dtype=torch.uint8))

x = torch.zeros(2, 2, 3)
for index in ((None, 0, 7), (Ellipsis, 7), (None, torch.tensor(7)), (slice(None), torch.tensor([7]))):
    show(lambda: x[index])
show(lambda: x[torch.tensor([0]), :, torch.tensor([7])])
show(lambda: torch.zeros(2, 0)[torch.tensor([0]), torch.tensor([0])])
show(lambda: torch.zeros(2, 0, 3)[torch.tensor([0])].shape)
show(lambda: x.index_add(0, torch.tensor([5]), torch.ones(1, 2, 3)))
show(lambda: x.index_add(1, torch.tensor([5]), torch.ones(2, 1, 3)))
show(lambda: x.index_select(1, torch.tensor([5])))
show(lambda: x.index_select(0, torch.tensor([5])))
show(lambda: torch.zeros(0).kthvalue(1))
show(lambda: x.reshape(3, -2))
show(lambda: torch.tensor([1, "a"]))
show(lambda: torch.tensor([[], [1.5]]))
show(lambda: torch.zeros(2, dtype=torch.uint8).random_(-5, 10))
show(lambda: torch.linspace(0, 1, 3, dtype=torch.bool))

leaf = torch.ones(3, requires_grad=True)
show(lambda: leaf.logical_not_())
show(lambda: leaf.bernoulli_(1.5))
number = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
filled = (leaf * 1).fill_(number)
print(filled.grad_fn.name(), torch.autograd.grad(filled.sum() * -1, [leaf, number]))
print(torch.logspace(3.3, -1.5, 7).tolist(), torch.logspace(0.5, 3, 5, dtype=torch.int32))
print(torch.unique(torch.arange(24).reshape(2, 3, 4), dim=2).stride())
print(torch.repeat_interleave(leaf, torch.tensor([2])), torch.polygamma(0, leaf).grad_fn.name())
print(torch.gcd(torch.tensor([12], dtype=torch.uint8), torch.tensor(-18)))
