"""Arguments of linear algebra, convolution, pooling and what goes with them."""

from case import FLOATS, INTS
from rules import rule
from subjects_shapes import listed


def square(case, dtype=None, positive=False):
    """The name of a square matrix far from singular, or a stack of them; seldom not square, not floating point."""
    n = case.int(1, 4)
    lead = case.pick([(), (), (2,), (0,)], [6, 3, 2, 0.3])
    shape = (*lead, n, n) if case.chance(0.96) else (*lead, n, n + 1)
    if case.chance(0.03):
        shape = (n,)
    dtype = dtype or case.dtype(FLOATS[:2] if case.chance(0.95) else FLOATS + INTS)
    x = case.tensor(shape, dtype, *(("range", -1, 1) if dtype in FLOATS else ("ints", -3, 4)))
    if len(shape) >= 2 and shape[-1] == shape[-2] and dtype in FLOATS:
        case.let(f"m = {x} @ {x}.mT + torch.eye({n}, dtype=torch.{dtype}) * 2" if positive else
                 f"m = {x} + torch.eye({n}, dtype=torch.{dtype}) * 3")
        return "m", x
    return x.name, x


@rule("det", "slogdet", "logdet", "inverse", "inv", "inv_ex", "matrix_power", "matrix_exp", "lu_factor", "lu", "pinv",
      "pinverse", "matrix_rank", "cond", "qr", "svdvals", "svd")
def of_matrix(case):
    name, _ = square(case)
    given = {"input": name, "A": name, "ord": None, "p": None, "mode": None, "driver": None, "atol": None, "rtol": None,
             "tol": None, "rcond": None, "hermitian": None, "n": case.int(-2, 4), "get_infos": None, "some": None,
             "compute_uv": None, "full_matrices": None}
    return given


@rule("cholesky", "cholesky_ex", "eigh", "eigvalsh", "cholesky_inverse")
def of_symmetric(case):
    name, _ = square(case, positive=True)
    return {"input": name, "A": name, "UPLO": case.pick(["'L'", "'U'"]) if case.chance(0.4) else None}


@rule("solve", "solve_ex", "solve_triangular", "triangular_solve", "cholesky_solve", "lstsq")
def solve(case):
    name, x = square(case)
    n = x.shape[-1]
    right = (*x.shape[:-1], case.int(1, 3)) if x.rank >= 2 else (n, 1)
    if case.op["name"] == "solve" and case.chance(0.2):
        right = x.shape[:-1]
    y = case.tensor(right, x.dtype)
    if case.op["name"] == "cholesky_solve":
        return {"input": y, "input2": name}
    if case.op["name"] == "lstsq":
        return {"input": name, "b": y, "driver": None, "rcond": None}
    return {"A": name, "B": y, "b": y, "left": None}


@rule("multi_dot", "chain_matmul")
def chain(case):
    sizes = [case.int(1, 4) for _ in range(case.int(3, 5))]
    dtype = case.dtype(FLOATS[:2])
    names = [case.tensor((a, b), dtype).name for a, b in zip(sizes, sizes[1:])]
    return {"tensors": "[" + ", ".join(names) + "]", "matrices": "(" + ", ".join(names) + ",)"}


@rule("vecdot")
def vecdot(case):
    x = case.tensor(case.shape((1, 2, 3)), case.dtype())
    return {"x": x, "y": case.tensor(case.partner(x.shape), x.dtype if case.chance(0.95) else case.dtype())}


@rule("matrix_norm")
def matrix_norm(case):
    x = case.tensor(case.shape((2, 2, 3)), case.dtype(FLOATS[:2]))
    order = case.pick(["1", "-1", "float('inf')", "2", "'fro'", "'nuc'"])
    text = case.overload["parameters"][1]["type"] == "str"
    if text:
        order = case.pick(["'fro'", "'nuc'"]) if case.chance(0.7) else None
    elif "'" in order:
        order = "1"
    return {"input": x, "ord": order, "dim": "(0, 1)" if case.chance(0.3) else None}


def dims(name):
    """How many dimensions an operation on windows has: the digit in its name."""
    return int(name[name.rindex("d") - 1])


@rule("conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
def convolution(case):
    name = case.op["name"]
    d = dims(name)
    groups = case.pick([1, 1, 1, 2])
    inputs, outputs, n = case.int(1, 2) * groups, case.int(1, 2) * groups, case.int(1, 3)
    kernel = [case.int(1, 3) for _ in range(d)]
    size = [case.int(3, 6) for _ in range(d)]
    dtype = case.dtype(FLOATS[:2])
    weight = (inputs, outputs // groups) if "transpose" in name else (outputs, inputs // groups)
    shape = (n, inputs, *size) if case.chance(0.9) else (inputs, *size)
    if case.chance(0.03):
        shape = (n, inputs + 1, *size)
    given = {"input": case.tensor(shape, dtype, "normal"), "weight": case.tensor((*weight, *kernel), dtype, "normal")}
    given["bias"] = case.tensor((outputs,), dtype, "normal") if case.chance(0.5) else None
    given["groups"] = groups if groups > 1 else None
    for which, values in (("stride", [1, 2]), ("padding", [0, 1]), ("dilation", [1, 2])):
        if case.chance(0.3):
            given[which] = case.pick(values) if case.chance(0.6) else listed(case, [case.pick(values) for _ in range(d)])
        else:
            given[which] = None
    if any(p["name"] == "padding" and p["type"] == "str" for p in case.overload["parameters"]):
        given["padding"] = case.pick(["'valid'", "'same'"])
    given["output_padding"] = None
    return given


@rule("max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d")
def pooling(case):
    d = dims(case.op["name"])
    size = [case.int(3, 6) for _ in range(d)]
    x = case.tensor((*case.pick([(2, 3), (1,), (1, 1)]), *size), case.dtype(FLOATS[:2]), case.pick(["normal", "halves"]))
    given = {"input": x, "kernel_size": case.int(1, 3) if case.chance(0.7) else listed(case, [case.int(1, 3)] * d)}
    for which, values in (("stride", [1, 2, 3]), ("padding", [0, 1])):
        given[which] = case.pick(values) if case.chance(0.3) else None
    given["dilation"] = None
    given["divisor_override"] = None
    return given


@rule("lp_pool1d", "lp_pool2d", "lp_pool3d")
def norms_of_windows(case):
    d = dims(case.op["name"])
    size = [case.int(3, 6) for _ in range(d)]
    x = case.tensor((*case.pick([(2, 3), (1,), (1, 1)]), *size), case.dtype(FLOATS[:2]), "range", 0.5, 2)
    kernel = case.int(1, 3) if d == 1 or case.chance(0.7) else listed(case, [case.int(1, 3)] * d)
    return {"input": x, "norm_type": case.pick(["1", "2", "2.0", "3"]), "kernel_size": kernel,
            "stride": case.int(1, 3) if case.chance(0.3) else None}


@rule("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d",
      "adaptive_max_pool3d")
def adaptive(case):
    d = dims(case.op["name"])
    x = case.tensor((*case.pick([(2, 3), (1,), (1, 1)]), *[case.int(2, 6) for _ in range(d)]), case.dtype(FLOATS[:2]))
    return {"input": x, "output_size": case.int(1, 3) if case.chance(0.6) else listed(case, [case.int(1, 3)] * d)}


@rule("pad", "constant_pad_nd")
def pad(case):
    x = case.tensor(case.shape((1, 2, 3, 4), large=0), case.dtype(FLOATS))
    amounts = [case.int(0, 2) for _ in range(2 * case.int(1, min(x.rank, 2)))]
    mode = None
    if case.chance(0.3):
        mode = case.pick(["'constant'", "'reflect'", "'replicate'", "'circular'"])
    return {"input": x, "pad": listed(case, amounts), "mode": mode, "value": case.pick(["1.5", "0", "-2"]) if mode is None
            and case.chance(0.4) else None if case.op["name"] == "pad" else "0"}


@rule("fold", "unfold")
def fold(case):
    if case.op["forms"] == ["method"]:
        from subjects_shapes import unfold
        return unfold(case)
    k, c, n = case.int(1, 2), case.int(1, 2), case.int(1, 2)
    given = {"kernel_size": k, "dilation": None, "padding": None, "stride": None}
    if case.op["name"] == "unfold":
        return {**given, "input": case.tensor((n, c, case.int(2, 4), case.int(2, 4)), case.dtype(FLOATS[:2]))}
    h, w = case.int(2, 4), case.int(2, 4)
    shape = (n, c * k * k, (h - k + 1) * (w - k + 1))
    return {**given, "input": case.tensor(shape, case.dtype(FLOATS[:2])), "output_size": listed(case, [h, w])}


@rule("pixel_shuffle", "pixel_unshuffle")
def pixels(case):
    r = case.int(1, 3)
    shape = (2, 2 * r * r, 2, 3) if case.op["name"] == "pixel_shuffle" else (1, 2, 2 * r, 3 * r)
    return {"input": case.tensor(shape, case.dtype()), "upscale_factor": r, "downscale_factor": r}


@rule("interpolate", "upsample")
def interpolate(case):
    mode, d = case.pick([("nearest", 1), ("nearest", 2), ("linear", 1), ("bilinear", 2), ("bicubic", 2), ("area", 2),
                         ("trilinear", 3), ("nearest", 3)])
    x = case.tensor((1, 2, *[case.int(2, 4) for _ in range(d)]), case.dtype(FLOATS[:2]), "normal")
    sized = case.chance(0.5)
    return {"input": x, "size": case.int(2, 6) if sized else None, "scale_factor": None if sized else case.pick(["2", "1.5"]),
            "mode": repr(mode), "align_corners": case.pick(["True", "False"]) if "linear" in mode and case.chance(0.5)
            else None, "recompute_scale_factor": None, "antialias": None}


@rule("max_unpool1d", "max_unpool2d", "max_unpool3d")
def unpooling(case):
    d = dims(case.op["name"])
    size = [case.int(1, 3) for _ in range(d)]
    shape = (1, 2, *size)
    # Each place is its own: a window's first element.
    places = [0]
    for n in size:
        places = [p * 2 * n + 2 * i for p in places for i in range(n)]
    x = case.tensor(shape, case.dtype(FLOATS[:2]), "normal")
    return {"input": x, "indices": f"torch.tensor({[places, places]}).reshape({shape})", "kernel_size": 2, "stride": None,
            "padding": None, "output_size": None}


@rule("affine_grid")
def affine_grid(case):
    d = case.pick([2, 3])
    size = [case.int(1, 2), 1, *[case.int(1, 4) for _ in range(d)]]
    theta = case.tensor((size[0], d, d + 1), case.dtype(FLOATS[:2]), "normal")
    return {"theta": theta, "size": listed(case, size), "align_corners": case.pick(["True", "False", None])}


@rule("grid_sample")
def grid_sample(case):
    d = case.pick([2, 2, 3])
    n, dtype = case.int(1, 2), case.dtype(FLOATS[:2])
    mode = case.pick(["'bilinear'", "'nearest'"] + ["'bicubic'"] * (d == 2))
    return {"input": case.tensor((n, case.int(1, 2), *[case.int(1, 4) for _ in range(d)]), dtype, "normal"),
            "grid": case.tensor((n, *[case.int(1, 3) for _ in range(d)], d), dtype, "normal"), "mode": mode,
            "padding_mode": case.pick(["'zeros'", "'border'", "'reflection'"]), "align_corners": case.pick(["True", "False"])}


@rule("ctc_loss")
def ctc_loss(case):
    steps, n, classes = case.int(3, 6), case.int(1, 3), case.int(2, 4)
    lengths = [case.int(0, 3) for _ in range(n)]
    targets = [[case.int(1, classes - 1) for _ in range(3)] for _ in range(n)]
    return {"log_probs": case.tensor((steps, n, classes), case.dtype(FLOATS[:2]), "range", -3, -0.2),
            "targets": f"torch.tensor({targets})", "input_lengths": f"{tuple([steps] * n)}",
            "target_lengths": f"{tuple(lengths)}", "blank": None,
            "reduction": case.pick(["'none'", "'mean'", "'sum'", None]), "zero_infinity": case.pick(["True", None])}


@rule("poisson", "binomial")
def counts(case):
    shape, dtype = case.shape((1, 2)), case.dtype(FLOATS[:2])
    if case.op["name"] == "poisson":
        return {"input": case.tensor(shape, dtype, "range", 0, 20), "generator": None}
    return {"count": f"torch.full({tuple(shape)}, {case.int(0, 40)}., dtype=torch.{dtype})",
            "prob": case.tensor(shape, dtype, "range", 0, 1), "generator": None}
