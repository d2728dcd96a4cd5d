# What random calls of every operation once found to differ from PyTorch, first piece: results and gradients.
import torch
import torch.nn.functional as F

torch.manual_seed(3)

# A library of its own computes gelu of contiguous floats, with other polynomials on other processors; PyTorch's own code
# what lies otherwise in memory.
torch.set_printoptions(sci_mode=False)
print(F.gelu(torch.linspace(-2, 2, 33)))
torch.set_printoptions(precision=8)
x = torch.linspace(-6, 6, 41)
print(F.gelu(x.reshape(41, 1).expand(41, 2))[:, 1])
print(F.gelu(torch.linspace(-6, 6, 80)[::2]))
torch.set_printoptions(profile="default")

# The flags of unique_consecutive are looked for at each other's places.
a = torch.tensor([1., 1., 2., 2., 3.])
for given in ((True,), (True, False), (False, True), (True, True), (True, False, 0), (False, True, 0)):
    print(given, torch.unique_consecutive(a, *given))
print(torch.unique_consecutive(a, True, return_counts=True))
print(torch.unique_consecutive(a, return_inverse=True, return_counts=True))
print(a.unique_consecutive(True), a.unique_consecutive(True, True))

# One pass for the variance and the mean: the square of a large number is never summed.
print(torch.var_mean(torch.tensor([1.0, float("inf"), 3.0])), torch.std_mean(torch.tensor([3e38, -3e38])))

# The derivative of the determinant of one number does not depend on it.
m = torch.tensor([[[2.5]], [[-1.0]]], requires_grad=True)
g, = torch.autograd.grad(m.det().sum(), m, create_graph=True)
print(g, g.requires_grad)

# The solution lies in columns, and so do the gradients of its gradients.
l = torch.tril(torch.randn(2, 3, 3) + 3 * torch.eye(3)).requires_grad_()
b = torch.randn(2, 3, 1, requires_grad=True)
s = torch.triangular_solve(b, l, upper=False).solution
g = torch.autograd.grad(s.sum(), (l, b), create_graph=True)
h = torch.autograd.grad(g[0].square().sum() + g[1].square().sum(), (l, b))
print(s.stride(), [t.stride() for t in g], [t.stride() for t in h])

# Dtypes: a tensor without dimensions does not widen, halves are computed in single precision.
p = torch.tensor([1.0, 2.0, 3.0])
print(p.addcmul(torch.tensor(0.5, dtype=torch.float64), torch.tensor([1, 2, 3], dtype=torch.int32)).dtype)
d = torch.tensor([1.0, -2.0], dtype=torch.float64)
h1, h2 = torch.tensor([0.3, 0.7], dtype=torch.bfloat16), torch.tensor([1.3, -0.9], dtype=torch.bfloat16)
print(d.addcdiv(h1, h2), d.addcmul(h1, h2), h1.addcdiv(h2, h1), h1.addcmul(h2, h1, value=3))
u = torch.tensor(0.5, dtype=torch.float16, requires_grad=True)
v = torch.tensor(2.5, dtype=torch.float16, requires_grad=True)
u.lerp(v, -3.7).backward()
print(u.grad, v.grad)
print(torch.tensor([3, 0, 5], dtype=torch.uint8).copysign(-1))
y = torch.tensor([100, 100, 100], dtype=torch.int8)
print(torch.cumulative_trapezoid(y, torch.tensor([0, 100, -100], dtype=torch.int8)))
print(torch.equal(torch.ones(0, 2), torch.ones(0, 2, dtype=torch.int64)), torch.ones(2).equal(torch.ones(2).long()))
for value in (float("inf"), float("nan"), 2.0):
    print(torch.tensor(value).log_softmax(0), torch.tensor(value).softmax(0))
print(torch.arange(0, 3, 0.5, dtype=torch.uint8))
print(F.max_pool1d(torch.arange(6.).reshape(1, 1, 6), 2, None), torch.max_pool2d(torch.ones(1, 2, 2), 1, None).shape)
n = torch.empty(0, requires_grad=True)
n.nanmedian().backward()
print(n.nanmedian().requires_grad, n.grad)
