# Linear algebra in double precision: values, derivatives, names of nodes, and strides.
import torch

L = torch.linalg
torch.manual_seed(0)


def show(text, run, *tensors):
    tensors = [t.clone().requires_grad_() for t in tensors]
    result = run(*tensors)
    print(text, result)
    total = 0
    for part in result if isinstance(result, tuple) else (result,):
        if part.requires_grad:
            weights = torch.arange(1.0, part.numel() + 1, dtype=part.dtype).reshape(part.shape)
            total = total + (part * weights).sum()
        print(part.stride())
    if isinstance(total, torch.Tensor):
        print(torch.autograd.grad(total, tensors, allow_unused=True))


A = torch.randn(3, 3, dtype=torch.float64)
B = torch.randn(3, 2, dtype=torch.float64)
S = A @ A.T + torch.eye(3)
R = torch.randn(4, 3, dtype=torch.float64)
W = torch.randn(2, 4, dtype=torch.float64)
C = torch.randn(2, 3, 3, dtype=torch.float64)
for name, x in [("A", A), ("C", C), ("S", S)]:
    for f in [L.det, torch.det, L.slogdet, torch.slogdet, torch.logdet, L.inv, torch.inverse, L.cond]:
        show(f.__name__ + " " + name, f, x)
    for power in [-2, -1, 1, 2, 3, 4, 5]:
        show(f"matrix_power {name} {power}", lambda x: L.matrix_power(x, power), x)
show("solve", L.solve, A, B)
show("solve of a vector", L.solve, A, B[:, 0])
show("solve from the right", lambda a, b: L.solve(a, b, left=False), A, B.T)
show("solve of a batch", L.solve, C, B)
show("cholesky", L.cholesky, S)
show("upper cholesky", lambda s: L.cholesky(s, upper=True), S)
for name, x in [("A", A), ("R", R), ("W", W)]:
    show("qr " + name, L.qr, x)
    show("svdvals " + name, L.svdvals, x)
    for order in [None, "fro", "nuc", 1, -1, 2, -2, float("inf"), -float("inf")]:
        show(f"norm {name} {order}", lambda x: L.norm(x, order), x)
    show("matrix_norm " + name, lambda x: L.matrix_norm(x, 1, keepdim=True), x)
    show("pinv " + name, L.pinv, x)
    print(L.matrix_rank(x))
print(L.svd(R), torch.svd(R, some=False), L.qr(R, mode="complete"), L.qr(R, mode="r"))
show("eigvalsh", L.eigvalsh, S)
show("eigh", L.eigh, torch.tensor([[2.0, 1.0], [1.0, 3.0]]))
show("lstsq", lambda a, b: L.lstsq(a, b).solution, R, torch.randn(4, 2, dtype=torch.float64))
show("multi_dot", lambda a, b, c: L.multi_dot([a, b, c]), R, A, B)
show("solve_triangular", lambda a, b: L.solve_triangular(a, b, upper=True), A, B)
show("matrix_exp", L.matrix_exp, A)
show("lu", L.lu, A)
show("lu_factor", lambda a: L.lu_factor(a).LU, A)
show("cholesky_inverse", torch.cholesky_inverse, L.cholesky(S))
show("trace", torch.trace, A)
show("cross", L.cross, A, A + 1)
show("vecdot", L.vecdot, A, A + 1)
show("a determinant of zero", L.det, torch.tensor([[1.0, 2.0], [2.0, 4.0]], dtype=torch.float64))
I = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
print(L.inv(I), L.det(I), I.inverse(), I.det(), I.slogdet(), I.matrix_power(2), L.cholesky(torch.tensor([[4.0, 2], [2, 3]])))
print(L.solve(torch.tensor([[3.0, 1.0], [1.0, 2.0]]), torch.tensor([9.0, 8.0])), L.eigvalsh(torch.tensor([[4.0, 1.0], [1.0, 3.0]])))
x = torch.randn(2, 2, dtype=torch.float64, requires_grad=True)
print(torch.autograd.gradcheck(L.inv, x), torch.autograd.gradgradcheck(L.det, x))
