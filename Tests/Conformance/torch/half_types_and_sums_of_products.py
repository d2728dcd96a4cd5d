"""Half types beside numbers, and what sums of products, norms and factors say and give at their edges."""
import torch


def said(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


# A product or quotient takes the number in single precision; everything else rounds it first.
a = torch.tensor([0.858, -0.69384, -0.8791], dtype=torch.float16)
for x in (a, a.bfloat16(), a.repeat(2, 1).t(), a[::2]):
    for y in (x * 0.1, 0.1 * x, x / 0.1, x + 0.1, x - 0.1, 0.1 / x, x % 0.1, x // 0.1, x * torch.tensor(0.1)):
        print(y.tolist())
print((torch.tensor([3001]) + torch.tensor(1.0, dtype=torch.float16)).item())

# In place, the result must be as large as the tensor.
one = torch.ones
said(lambda: one(1, 1).addmm_(one(2, 3), one(3, 4)))
said(lambda: one(()).addmv_(one(2, 3), one(3)))
said(lambda: one(3).addr_(one(2), one(3)))
said(lambda: one(2, 2).addr_(one(2), one(3)))
said(lambda: one(3, 4).baddbmm_(one(2, 3, 5), one(2, 5, 4)))
said(lambda: one(3, 4).baddbmm_(one(2, 3, 5), one(2, 5, 4).double()))
said(lambda: torch.baddbmm(one(2, 2, 1), one(2, 1), one(2, 1, 1)))
said(lambda: torch.addbmm(one(4, 3), one(5, 4, 4), one(4, 3)))
said(lambda: torch.addbmm(one(4, 3), one(5, 4, 4), one(5, 5, 3)))
said(lambda: torch.addbmm(one(4, 4, 3).bfloat16(), one(5, 4, 4).bfloat16(), one(5, 4, 3).bfloat16()))

# Norms of matrices without elements, and in another dtype.
for order in (1, 2, -2, float("inf"), "fro", "nuc"):
    said(lambda: torch.linalg.matrix_norm(one(4, 0, requires_grad=True), order))
said(lambda: torch.linalg.matrix_norm(one(5, 1).double(), "fro", dtype=torch.float32))
said(lambda: torch.linalg.norm(one(3, 4), 0, dtype=torch.int64))

# Factors of wide and tall matrices have derivatives.
for shape in ((2, 3), (3, 2)):
    m = torch.tensor([1.0, 5.0, 2.0, 4.0, 3.0, 7.0], dtype=torch.float64).reshape(shape).requires_grad_()
    packed, pivots = torch.linalg.lu_factor(m)
    print(torch.autograd.grad((packed * packed).sum(), m)[0])
    p, l, u = torch.linalg.lu(m)
    print(torch.autograd.grad((l * l).sum() + (u**3).sum(), m)[0])
    print(torch.autograd.grad((torch.linalg.lu(m).U ** 3).sum(), m)[0])

# Sequences and fillings.
print(torch.logspace(3.3, -3, 1, dtype=torch.int32), torch.arange(0, 100, 0.1)[993].item())
x = one(2, requires_grad=True)
print(x.masked_fill(torch.tensor([True, False]), torch.tensor(0.5)).grad_fn.name())
said(lambda: torch.rsub(one(2), torch.tensor(3.0), 2))
said(lambda: torch.sub(one(2), True, alpha=0.5))
said(lambda: torch.cov(one(2, 0), fweights=torch.ones(0, dtype=torch.int64)))
said(lambda: torch.take_along_dim(one(2, 2, 2).transpose(0, 2), torch.zeros(0, 2, 2, dtype=torch.int64)))
