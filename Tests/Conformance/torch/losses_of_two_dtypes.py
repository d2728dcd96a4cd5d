# Which dtype a loss has, and whether it has a derivative, where the input and the target have different ones.
import torch
import torch.nn.functional as F


def attempt(run):
    try:
        return run()
    except RuntimeError as error:
        return error


pairs = [
    (torch.float32, torch.float64), (torch.float64, torch.float32), (torch.float32, torch.float16),
    (torch.float32, torch.int64), (torch.int64, torch.float32), (torch.float32, torch.bool),
]
for loss in (F.huber_loss, F.binary_cross_entropy_with_logits, F.mse_loss, F.soft_margin_loss):
    for first, second in pairs:
        for reduction in ("mean", "none"):
            x = torch.tensor([0.5, 2.0, -3.0]).to(first)
            y = torch.tensor([1.0, 0.0, 1.0]).to(second)
            if x.is_floating_point():
                x.requires_grad_()
            value = attempt(lambda: loss(x, y, reduction=reduction))
            print(loss.__name__, first, second, reduction)
            print(value)
            if x.requires_grad and isinstance(value, torch.Tensor):
                print(attempt(lambda: torch.autograd.grad(value, [x], torch.ones_like(value))))

# A mask for a target is negated in the input's dtype, and has no derivative.
print(F.soft_margin_loss(torch.tensor(1.5), torch.tensor(True)))
g, = torch.autograd.grad(F.soft_margin_loss(x := torch.tensor(1.5, requires_grad=True), torch.tensor(1.0)), [x], create_graph=True)
print(g, torch.autograd.grad(g, [x]))

# The layout of a derivative is that of what goes into it.
a = torch.randn(2, 4, requires_grad=True)
b = torch.randn(4, 2).t().requires_grad_()
for f in (lambda: (a * b).sum(1), lambda: F.cosine_similarity(a, b), lambda: (a / b).sum(0), lambda: F.l1_loss(a, b, weight=b)):
    print([t.stride() for t in torch.autograd.grad(f().sum(), [a, b])])

# The slopes of prelu have derivatives of their own.
x = torch.tensor([[-1.0, 0.0], [2.0, -3.0]], requires_grad=True)
w = torch.tensor([0.25, 0.5], requires_grad=True)
g = torch.autograd.grad(F.prelu(x, w), [x, w], torch.ones(2, 2), create_graph=True)
print(g, torch.autograd.grad(g, [x, w], [torch.ones(2, 2), torch.ones(2)]))
print(torch.prelu(torch.zeros(5, 0), torch.zeros(0)))

print(F.affine_grid(torch.eye(2, 3, dtype=torch.float64)[None], (1, 1, 3, 5), align_corners=False)[0, :, 0].tolist())
print(torch.zeros(2, dtype=torch.half, requires_grad=True).view(torch.float32).requires_grad)
print(torch.zeros(1).is_signed(), torch.zeros(1, dtype=torch.uint8).is_signed())
