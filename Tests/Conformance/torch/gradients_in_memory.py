# In which order of dimensions gradients lie in memory: that of the operand that comes first in the derivative.
import torch
import torch.nn.functional as F


def turned(lo=0.2, hi=0.8, dtype=torch.float32):
    """Elements whose first dimension has the smallest steps."""
    return (torch.rand(4, 2, 3) * (hi - lo) + lo).to(dtype).permute(2, 1, 0).detach().requires_grad_()


def strides(name, f, *inputs):
    y = f(*inputs)
    grads = torch.autograd.grad(y, inputs, torch.ones(tuple(y.shape), dtype=y.dtype))
    print(name, inputs[0].dtype, tuple(y.stride()), [tuple(g.stride()) for g in grads])


torch.manual_seed(0)
for dtype in (torch.float32, torch.float64, torch.bfloat16):
    for name in "erf erfc erfinv exp sin tanh sigmoid relu logit log1p square abs nan_to_num".split():
        strides(name, lambda x: getattr(torch, name)(x), turned(dtype=dtype))
    for name in "elu celu selu hardshrink hardsigmoid hardswish hardtanh leaky_relu logsigmoid relu6 softplus softshrink silu".split():
        strides(name, lambda x: getattr(F, name)(x), turned(-0.9, 0.9, dtype))
    for name in "maximum minimum fmax fmin pow copysign xlogy atan2 mul div".split():
        strides(name, lambda x, y: getattr(torch, name)(x, y), turned(dtype=dtype), turned(dtype=dtype))
    for name in "mse_loss smooth_l1_loss huber_loss binary_cross_entropy binary_cross_entropy_with_logits".split():
        for reduction in ("none", "mean"):
            strides(name, lambda x, y: getattr(F, name)(x, y, reduction=reduction), turned(dtype=dtype), turned(dtype=dtype))
    strides("masked_fill", lambda x: x.masked_fill(x.detach() > 0.5, 1.0), turned(dtype=dtype))
    strides("sort", lambda x: x.sort(1)[0], turned(dtype=dtype))
    strides("max", lambda x: x.max(), turned(dtype=dtype))
    strides("renorm", lambda x: x.renorm(2, 0, 0.5), turned(dtype=dtype))
    strides("nanmean", lambda x: x.nanmean(0), turned(dtype=dtype))


def part_changed(change):
    def run(x):
        y = x.clone()[:]
        return change(y)
    return run


for change in (lambda y: y.sin_(), lambda y: y.mul_(2), lambda y: y.eq_(0.5), lambda y: y.tanh_()):
    strides("part", part_changed(change), turned())


# The gradient of a matrix lies in columns where the matrix does.
def columns(x):
    return x.mT.contiguous().mT.detach().requires_grad_()


def twice(name, f, *inputs):
    ys = [f(*inputs)]
    grads = torch.autograd.grad(ys, inputs, [torch.ones(tuple(y.shape)) for y in ys], create_graph=True)
    line = [tuple(g.stride()) for g in grads]
    again = [g for g in grads if g.requires_grad]
    if again:
        seconds = torch.autograd.grad(again, inputs, [torch.randn(tuple(g.shape)) for g in again], allow_unused=True)
        line += [None if g is None else tuple(g.stride()) for g in seconds]
    print(name, [tuple(y.stride()) for y in ys], line)


for first in (lambda x: x.requires_grad_(), columns):
    A = first(torch.randn(3, 3) + 3 * torch.eye(3))
    for name, f in {
        "cholesky": lambda A: torch.linalg.cholesky(A @ A.mT + torch.eye(3)), "Q": lambda A: torch.linalg.qr(A)[0],
        "R": lambda A: torch.linalg.qr(A)[1], "eigvalsh": lambda A: torch.linalg.eigvalsh(A @ A.mT),
        "power": lambda A: A.matrix_power(3), "inverse": torch.inverse, "cov": torch.cov,
    }.items():
        twice(name, f, A)
    for second in (lambda x: x.requires_grad_(), columns):
        B = second(torch.randn(3, 2))
        for name, f in {
            "mm": torch.mm, "matmul": torch.matmul, "addmm": lambda A, B: torch.addmm(torch.ones(2), A, B),
            "multi_dot": lambda A, B: torch.linalg.multi_dot([A, A, B]), "solve": torch.linalg.solve,
            "linear": lambda A, B: F.linear(B.mT, A), "bias": lambda A, B: F.linear(B.mT, A, torch.ones(3)),
            "inner": lambda A, B: torch.inner(A, B.mT), "tensordot": lambda A, B: torch.tensordot(A, B, 1),
        }.items():
            twice(name, f, A, B)
for left in (True, False):
    A, B = torch.eye(3) * 2, torch.ones(3, 2) if left else torch.ones(2, 3)
    print(torch.linalg.solve_triangular(A, B, upper=True, left=left).stride())
