# None where dimensions are asked for stands for all of them, and is refused elsewhere.
import torch


def show(made):
    try:
        print(made())
    except Exception as error:
        print(type(error).__name__, error)


x = torch.arange(6.).reshape(2, 3).requires_grad_()
for f in (torch.sum, torch.mean, torch.amax, torch.amin, torch.var, torch.std, torch.prod, torch.logsumexp, torch.all, torch.any,
          torch.nansum, torch.nanmean, torch.argmax, torch.count_nonzero, torch.norm, torch.cumsum, torch.squeeze, torch.std_mean,
          torch.var_mean):
    show(lambda: f(x, None))
    show(lambda: f(x, dim=None))
    show(lambda: f(x, dim=None, keepdim=True))
for f in (torch.var, torch.std, torch.var_mean, torch.std_mean):
    show(lambda: f(x, None, True))
    show(lambda: f(x, None, False, True))
    show(lambda: f(x, dim=None, unbiased=False))
    show(lambda: f(x, None, 1))
show(lambda: x.sum(axis=None))
show(lambda: x.mean(None, True))
show(lambda: x.sum(dim=(None,)))
show(lambda: x.roll(1, None))
show(lambda: x.detach().sum(None, dtype=torch.int32))
x.sum(None).backward()
x.mean(dim=None).backward()
print(x.grad)

# Pieces: what is no number is taken for a list of sizes.
for size in (1.5, {}, "a", None, True, (1, 2), [1.5, 2]):
    show(lambda: x.detach().split(size))
    show(lambda: torch.split(x.detach(), size, 1))
show(lambda: x.split(1, 1.5))
show(lambda: torch.split({}, 1))

# An index without elements may be of any dtype.
b, e = torch.arange(3.), torch.zeros(0)
show(lambda: b.clone().requires_grad_().gather(0, e).sum().backward())
for f in (lambda: b.scatter(0, e, b), lambda: b.scatter(0, e, 1.0), lambda: b.scatter_add(0, e, b),
          lambda: b.scatter_reduce(0, e, b, "sum"), lambda: b.gather(0, torch.zeros(1))):
    show(f)

# The right side of a solution by Cholesky's factor.
for right, factor in [(torch.ones(3, 1), torch.eye(2)), (torch.ones(3, 1).long(), torch.eye(2)),
                      (torch.ones(2, 2, 1), torch.ones(3, 2, 2)), (torch.ones(2, 1).long(), torch.eye(2).long()),
                      (torch.ones(2, 0), torch.ones(2, 2))]:
    show(lambda: torch.cholesky_solve(right, factor))
