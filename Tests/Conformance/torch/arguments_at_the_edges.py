"""Arguments that are nearly of the right kind: what they are taken for, and what is said of them."""

import torch


def told(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])


x = torch.ones(2)
for sizes in ([True], [2, True], [True, 2]):
    told(lambda: torch.zeros(sizes))
    told(lambda: torch.zeros(*sizes))
    told(lambda: x.sum(sizes))
told(lambda: torch.zeros(True, dtype=torch.float32))
told(lambda: x.squeeze(True))
told(lambda: x.var(True, None))
told(lambda: x.as_strided(size=(2, 1), stride=[1.5]))
told(lambda: torch.flip(x, dims=[1.5]))
told(lambda: torch.flip(x, [1.5]))
told(lambda: torch.zeros("a", 2))
told(lambda: x.unflatten(0, [[1, 2], [3]]))
told(lambda: torch.norm(x, 1, 0, "a"))
told(lambda: x.detach("a"))
told(lambda: x.copy_())
told(lambda: x.copy_(3.5))
told(lambda: x.histogram(range=(-1.0, 2.0))[0].shape)

# Numbers in place of the first tensor.
t = torch.tensor([2, 3])
for name in ("add", "sub", "subtract", "mul", "div", "true_divide", "floor_divide", "remainder", "pow", "xlogy", "fmod"):
    told(lambda: getattr(torch, name)(7, t))
told(lambda: x.subtract(3, 2))
told(lambda: torch.subtract(x.requires_grad_(), 3, 2))
for number in (5, True):
    print((number << torch.tensor(3, dtype=torch.int8)).dtype, (number & torch.tensor(3, dtype=torch.int32)).dtype)
told(lambda: ~torch.ones(2, dtype=torch.bfloat16))

# A leaf is refused before its dtype is looked at.
leaf = torch.ones(2, requires_grad=True)
told(lambda: leaf.sub_(True))
told(lambda: leaf.lerp_(torch.zeros(2, dtype=torch.float64), 0.5))
told(lambda: torch.cov(torch.ones(3, 1, requires_grad=True), fweights=torch.tensor([2])))
kept = torch.tensor([[3.0], [1.0]])
told(lambda: torch.cov(kept, correction=0, fweights=torch.tensor([4])))
print(kept)

# What one element of a half type takes, several do not.
for shape in ((), (1,), (2,)):
    told(lambda: torch.full(shape, 1e10, dtype=torch.float16))
    told(lambda: torch.full_like(torch.ones(shape), 1e39, dtype=torch.bfloat16))
    told(lambda: torch.ones(shape, dtype=torch.int8).fill_(300))
told(lambda: torch.linspace(-3, 3, 5, dtype=torch.uint8))
told(lambda: torch.linspace(-3, 300, 5, dtype=torch.uint8))
told(lambda: torch.tensor([7]).expand(3).fill_(torch.tensor(2)))
told(lambda: torch.zeros(0, 2, dtype=torch.int8).exponential_())

# An empty list of dimensions.
told(lambda: torch.all(torch.tensor([[1, 0]]), dim=[]))
told(lambda: torch.any(torch.tensor([[1, 0]]), dim=[], keepdim=True))
empty = torch.zeros(4, 0)
print(empty.diff() is empty, empty.diff(n=3) is empty, empty.diff(dim=0) is empty)
print(torch.addr(torch.zeros(1, 1, dtype=torch.float64), torch.tensor([0.1]), torch.tensor([0.3])).item())

# Sums with a factor in half precision: steps are rounded one by one outside of whole vectors.
a = torch.tensor([1.0, 0.5, 100.0], dtype=torch.bfloat16)
print(torch.add(a, torch.tensor([0.37, 1.7, 0.013], dtype=torch.bfloat16), alpha=3))
print(torch.rsub(a, 0.1, 1.5), torch.full((3,), 89.0, dtype=torch.bfloat16).sinh())
