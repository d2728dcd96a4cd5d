# The derivatives of a convolution are one step: each depends on the input and the filters, and lies as PyTorch leaves it.
import torch
import torch.nn.functional as F

torch.manual_seed(0)


def show(f, xs, ws, needs, bias=None, **options):
    x = torch.randn(xs, requires_grad=needs[0])
    w = torch.randn(ws, requires_grad=needs[1])
    b = torch.randn(bias, requires_grad=True) if bias else None
    y = f(x, w, b, **options)
    leaves = [t for t in (x, w, b) if t is not None and t.requires_grad]
    first = torch.autograd.grad(y, leaves, torch.randn(y.shape), create_graph=True)
    print([(t.stride(), t.requires_grad, t.grad_fn.name()) for t in first])
    second = torch.autograd.grad(first, leaves, [torch.randn(t.shape) for t in first], allow_unused=True)
    print([None if t is None else (t.stride(), round(t.sum().item(), 3)) for t in second])


for needs in [(True, True), (True, False), (False, True)]:
    show(F.conv1d, (2, 2, 6), (4, 2, 3), needs)
    show(F.conv1d, (2, 2, 6), (4, 2, 3), needs, bias=4, stride=2)
    show(F.conv1d, (2, 4, 6), (4, 2, 3), needs, groups=2)
    show(F.conv2d, (2, 2, 6, 6), (4, 2, 3, 3), needs, padding=1, stride=2)
    show(F.conv3d, (2, 2, 6, 6, 4), (4, 2, 3, 3, 1), needs, stride=2)
    show(F.conv_transpose1d, (2, 2, 6), (2, 3, 3), needs, bias=3)
    show(F.conv_transpose1d, (2, 4, 6), (4, 3, 3), needs, groups=2)
    show(F.conv_transpose2d, (2, 2, 6, 6), (2, 3, 3, 2), needs, stride=2)
