# Sizes, scales, indices and chances that functions of pictures do not take, and what they say.
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


x = torch.arange(24.0).reshape(1, 2, 3, 4)
for size in (True, 1.5, [1.0, 2.0], [], [1], [1, 2, 3, 4], (None, 2), {}, [True, False], torch.tensor([2, 2])):
    attempt(f"mean {size}", lambda: F.adaptive_avg_pool2d(x, size).shape)
    attempt(f"max {size}", lambda: F.adaptive_max_pool2d(x, size).shape)
for size in (-1, [1, -1]):
    attempt(f"mean {size}", lambda: F.adaptive_avg_pool2d(x, size))
    attempt(f"max {size}", lambda: F.adaptive_max_pool2d(x, size))
attempt("one", lambda: F.adaptive_max_pool1d(x[0], [1, 2]))
for size in (1.5, [1.0, 2.0], [1, 2, 3], (1, 2, 3), [None, 2]):
    attempt(f"size {size}", lambda: F.interpolate(x, size))
    attempt(f"scale {size}", lambda: F.interpolate(x, scale_factor=size, mode="bilinear").shape)
attempt("area", lambda: F.interpolate(x.reshape(1, 1, 2, 3, 4), -1, mode="area"))
attempt("again", lambda: F.interpolate(x, 2, recompute_scale_factor=True))
attempt("smooth", lambda: F.interpolate(x, 2, antialias=True))
places = torch.tensor([[0, 2, 18, 10, 16, 3], [0, 2, 8, 10, 13, 4]]).reshape(1, 2, 3, 2)
attempt("unpool", lambda: F.max_unpool2d(x[..., :2], places, 2, 1))
attempt("negative", lambda: F.max_unpool2d(x[..., :2], places, -1))
attempt("affine", lambda: F.affine_grid(torch.ones(1, 2, 3), {}, True))
attempt("named", lambda: F.avg_pool3d(torch.ones(1, 2, 2, 2), kernel_size=1, stride=[[1, 2], [3]]))
attempt("truth", lambda: torch.zeros([True, 2]))
attempt("later truth", lambda: torch.zeros([2, True]).shape)
for chance, training in ((1.5, "x"), (-1, True), (float("nan"), True)):
    attempt(f"dropout {chance}", lambda: F.dropout(x, chance, training))
attempt("all", lambda: F.dropout3d(torch.tensor([1.0, -2.0]), 1.0))
once = torch.ones(3)
F.alpha_dropout(once, 0.5, True, True)
print(once._version)

# Gradients of what is read at the places of a grid are a step of their own.
grid = torch.tensor([[[[-0.5, 0.25], [0.75, -0.1]]]])
for mode in ("bilinear", "nearest"):
    for asks in ((True, False), (False, True), (True, True)):
        a, b = x.double().requires_grad_(asks[0]), grid.double().requires_grad_(asks[1])
        leaves = [t for t in (a, b) if t.requires_grad]
        first = torch.autograd.grad((F.grid_sample(a, b, mode, align_corners=False) ** 2).sum(), leaves, create_graph=True)
        more = torch.autograd.grad([g.sum() for g in first], leaves, allow_unused=True)
        print(mode, asks, [g.grad_fn.name() for g in first], [None if g is None else g.sum() for g in more])

bias = torch.ones(4, requires_grad=True)
for b in (bias[:2], bias[::2], bias[:1].expand(2)):
    print(F.linear(torch.ones(2, 3, 2), torch.ones(2, 2), b).grad_fn.name())
