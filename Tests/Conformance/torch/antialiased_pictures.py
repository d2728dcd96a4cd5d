# Pictures made smaller with a wide look at the source, their gradients, and pictures of bytes.
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


x = ((torch.arange(2 * 7 * 9) * 37 % 101) / 50 - 1).reshape(1, 2, 7, 9)
for mode in ("bilinear", "bicubic", "lanczos"):
    for dtype in (torch.float64,) if mode == "lanczos" else (torch.float32, torch.float64):
        for given in ({"size": (3, 2)}, {"size": (9, 11)}, {"scale_factor": (0.4, 1.7)}, {"size": (7, 9)}, {"size": (1, 3)}):
            for align in (None, True):
                if mode == "lanczos" and align:
                    continue
                picture = x.to(dtype, copy=True).requires_grad_()
                small = F.interpolate(picture, mode=mode, align_corners=align, antialias=True, **given)
                print(mode, given, align, small.shape, small.stride(), small)
                (gradient,) = torch.autograd.grad((small**2).sum(), picture, create_graph=True)
                print(gradient)
                (again,) = torch.autograd.grad(gradient.sum(), picture)
                print(again[0, 0, 0])
    attempt(mode, lambda: F.interpolate(x.half(), 3, mode=mode, antialias=True))
    attempt(mode, lambda: F.interpolate(x.long(), 3, mode=mode, antialias=True))
    attempt(mode, lambda: F.interpolate(x, 3, mode=mode, align_corners=True).shape)
    attempt(mode, lambda: F.interpolate(x, 0, mode=mode, antialias=True))
small = F.interpolate(x, (3, 4), mode="bilinear", antialias=True)
print(small.tolist(), F.interpolate(x, (3, 4), mode="bicubic", antialias=True).tolist())
for mode in ("nearest", "linear", "area", "nearest-exact", "trilinear", "lanczos"):
    for picture in (x[0], x, x[None]):
        attempt(f"{mode} {picture.dim()}", lambda: F.interpolate(picture, scale_factor=0.5, mode=mode, antialias=True).shape)
        attempt(f"{mode} {picture.dim()}", lambda: F.interpolate(picture, scale_factor=0.5, mode=mode).shape)
same = x.half().requires_grad_()
attempt("same", lambda: F.interpolate(same, (7, 9), mode="bilinear", antialias=True).sum().backward())
numbers = (torch.arange(2 * 5 * 6) * 37 % 256).to(torch.uint8).reshape(1, 2, 5, 6)
for mode in ("bilinear", "bicubic"):
    for size in ((3, 4), (8, 7), (5, 6), (2, 11)):
        for smooth in (False, True):
            for align in (False, True):
                print(F.interpolate(numbers, size, mode=mode, antialias=smooth, align_corners=align))
