"""scatter_reduce without the tensor itself, gradients of products with zeros, and numbers that whole numbers cannot hold."""
import torch

for dtype in (torch.bool, torch.uint8, torch.int32, torch.float32):
    for reduce in ("amax", "amin", "sum", "prod"):
        x = torch.tensor([1, 0, 1, 0, 1]).to(dtype)
        source = torch.tensor([0, 1, 0, 0]).to(dtype)
        index = torch.tensor([0, 0, 1, 2])
        print(dtype, reduce, x.scatter_reduce(0, index, source, reduce, include_self=False).tolist(),
              x.scatter_reduce(0, index, source, reduce).tolist())
x = torch.tensor([1.0, 2.0, 0.0, 4.0], requires_grad=True)
source = torch.tensor([0.0, 3.0, 0.0, 5.0], requires_grad=True)
for index in ([0, 0, 1, 2], [0, 1, 2, 3], [0, 0, 0, 0]):
    for reduce in ("prod", "amin", "amax", "mean"):
        for own in (True, False):
            y = x.scatter_reduce(0, torch.tensor(index), source, reduce, include_self=own)
            print(reduce, own, y.tolist(), [g.tolist() for g in torch.autograd.grad(y.sum(), (x, source))])

numbers = [float("nan"), float("inf"), -float("inf"), 3e9 + 7, -3e9 - 9, 1e20, 300.5, -300.5, 2.0**31 + 5, 4294967295.0]
for dtype in (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64):
    for source in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
        print(dtype, torch.tensor(numbers, dtype=source).to(dtype).tolist())


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


a, b = torch.zeros(2, 3), torch.zeros(3, 2)
for dims in ((1, 2), ([1], 0), ((1,), (0,)), (1,), (1, 0, 0), None, "a", torch.tensor(1), torch.tensor([[1], [0]]), 1.5, -1, 4):
    attempt(lambda: torch.tensordot(a, b, dims).shape)
attempt(lambda: torch.tensordot(torch.ones(2, 1).int(), torch.ones(1, 1).int(), 1))
for operands in ((a,), ("ij->i", {}), ("ij->i", None), ("ij->i", []), (None, a), ("ij->i", [1, 2])):
    attempt(lambda: torch.einsum(*operands))
for n in (2, 8):
    for first, second in ((torch.float64, torch.float32), (torch.float32, torch.int64), (torch.bool, torch.float32)):
        attempt(lambda: torch.bmm(torch.ones(2, n, n).to(first), torch.ones(2, n, n).to(second)))
attempt(lambda: torch.linalg.pinv(torch.eye(2), 1))
attempt(lambda: torch.linalg.matrix_rank(torch.eye(2), None))
attempt(lambda: torch.linalg.cond(torch.zeros(0, 2, 2, requires_grad=True)))
attempt(lambda: torch.histogram(torch.tensor([-1.0, 0.5, 2.0, 2.0]), 3, density=True))
