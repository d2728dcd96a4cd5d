"""Arguments of matrix products, of what picks elements by index, and of losses."""

from case import FLOATS, INTS
from rules import rule
from subjects_shapes import input_of, text_of


def sizes(case, count):
    if case.chance(0.05):
        return [case.pick([0, 1, 2]) for _ in range(count)]
    if case.chance(0.06):
        return [case.pick([17, 33, 64, 100]) for _ in range(count)]
    return [case.int(1, 5) for _ in range(count)]


class Matrices:
    """Makes tensors of one dtype, each size wrong now and then, so that shapes do not fit."""

    def __init__(self, case):
        self.case = case
        self.dtype = case.dtype()

    def __call__(self, *shape):
        case = self.case
        shape = list(shape)
        if shape and case.chance(0.02):
            shape[case.int(0, len(shape) - 1)] += 1
        if case.chance(0.015):
            shape = shape[1:] if shape else [2]
        dtype = self.dtype if case.chance(0.97) else case.dtype()
        kind = case.pick(["normal", "halves"], [8, 2]) if dtype in FLOATS else None
        if kind is None:
            low, high = (0, 2) if dtype == "bool" else (0, 12) if dtype == "uint8" else (-9, 10)
            return case.tensor(shape, dtype, "ints", low, high)
        return case.tensor(shape, dtype, kind)


@rule("mm", "bmm", "mv", "dot", "vdot", "outer", "inner")
def products(case):
    n, m, k, b = sizes(case, 4)
    make = Matrices(case)
    name = case.op["name"]
    if name == "mm":
        return {"input": make(n, k), "mat2": make(k, m)}
    if name == "bmm":
        return {"input": make(b, n, k), "mat2": make(b, k, m)}
    if name == "mv":
        return {"input": make(n, k), "vec": make(k)}
    if name in ("dot", "vdot"):
        k = case.pick([k, 100, 1000, 17]) if case.chance(0.3) else k
        return {"input": make(k), "tensor" if name == "dot" else "other": make(k)}
    if name == "outer":
        return {"input": make(n), "vec2": make(m)}
    lead, other = case.pick([((n,), (m,)), ((), (m,)), ((n,), ()), ((), ()), ((b, n), (m,))])
    return {"input": make(*lead, k), "other": make(*other, k)}


@rule("matmul")
def matmul(case):
    n, m, k, b = sizes(case, 4)
    make = Matrices(case)
    a, c = case.pick([
        ((n, k), (k, m)), ((k,), (k,)), ((n, k), (k,)), ((k,), (k, m)), ((b, n, k), (b, k, m)), ((b, n, k), (k, m)),
        ((b, n, k), (k,)), ((k,), (b, k, m)), ((n, k), (b, k, m)), ((b, 1, n, k), (2, k, m)), ((1, n, k), (b, k, m)),
        ((2, b, n, k), (2, b, k, m)), ((), (k,)),
    ], [30, 10, 10, 10, 10, 8, 5, 5, 5, 3, 3, 3, 1])
    return {"input": make(*a), "other": make(*c)}


@rule("addmm", "addmv", "addr", "baddbmm", "addbmm")
def added(case):
    n, m, k, b = sizes(case, 4)
    make = Matrices(case)
    result, left, right = {
        "addmm": ((n, m), (n, k), (k, m)), "addmv": ((n,), (n, k), (k,)), "addr": ((n, m), (n,), (m,)),
        "baddbmm": ((b, n, m), (b, n, k), (b, k, m)), "addbmm": ((n, m), (b, n, k), (b, k, m)),
    }[case.op["name"]]
    first, second, third = case.overload["parameters"][:3]
    if case.chance(0.3):
        result = case.partner(result)
        result = result[-max(len(left) - 1, 1):] if len(result) > 3 else result
    return {first["name"]: make(*result), second["name"]: make(*left), third["name"]: make(*right)}


@rule("linear", "bilinear")
def linear(case):
    n, m, k, j = sizes(case, 4)
    make = Matrices(case)
    lead = case.pick([(n,), (), (2, n), (n,), (2, 1, n)])
    if case.op["name"] == "linear":
        given = {"input": make(*lead, k), "weight": make(m, k) if case.chance(0.93) else make(k)}
        given["bias"] = make(m) if case.chance(0.6) else None
        return given
    given = {"input1": make(*lead, k), "input2": make(*lead, j), "weight": make(m, k, j)}
    given["bias"] = make(m) if case.chance(0.5) else None
    return given


@rule("tensordot")
def tensordot(case):
    n, m, k, j = sizes(case, 4)
    make = Matrices(case)
    return case.pick([
        lambda: {"a": make(n, k), "b": make(k, m), "dims": "1"},
        lambda: {"a": make(n, k, j), "b": make(k, j, m), "dims": None},
        lambda: {"a": make(n, k, j), "b": make(j, m, k), "dims": "([1, 2], [2, 0])"},
        lambda: {"a": make(n, k), "b": make(m, k), "dims": "([1], [1])"},
        lambda: {"a": make(n), "b": make(m), "dims": "0"},
    ])()


@rule("einsum")
def einsum(case):
    size = dict(zip("bijk", sizes(case, 4)))
    make = Matrices(case)
    equation = case.pick([
        "ij,jk->ik", "ij,jk", "i,i->", "i,j->ij", "ij->ji", "ij->", "ij->i", "ij->j", "ii->", "ii->i", "bij,bjk->bik",
        "bij,bij->b", "ij,ij->ij", "ij,j->i", "i,ij,j->", "...ij,...jk->...ik", "bij->bji", "ij,kj->ik", "b,bi,bj->ij",
    ])
    names = []
    for term in equation.split("->")[0].split(","):
        names.append(make(*[size[c] for c in term.replace("...", "b")]).name)
    if case.overload["parameters"][0]["type"] == "str":
        return {"#0": repr(equation), "#1": text_of(names) if len(names) > 1 else f"({names[0]},)"}
    # The same in PyTorch's other spelling: after each tensor the list of its dimensions' numbers.
    inputs, _, result = equation.replace("...", "").partition("->")
    lists = [str(["bijk".index(letter) for letter in term]) for term in [*inputs.split(","), result]]
    return {"#0": names[0], "#1": ", ".join([lists[0], *(f"{n}, {l}" for n, l in zip(names[1:], lists[1:])), lists[-1]])}


# Picking by index


def along(case, ranks=(1, 2, 2, 3, 0)):
    x = input_of(case, ranks)
    dim = case.dim(x.rank)
    valid = x.rank and -x.rank <= dim < x.rank
    return x, dim, x.shape[dim] if valid else 1, dim % x.rank if valid else 0


def index_tensor(case, shape, size, negative=False, dtype=None):
    """Indices into `size` elements; now and then one that is outside, or of another dtype."""
    low, high = (-size if negative else 0), size
    if case.chance(0.03):
        high += 2
    if high <= low:
        low, high = 0, 1
    dtype = dtype or ("int64" if case.chance(0.95) else case.dtype())
    if dtype == "bool":
        low, high = 0, 2
    return case.tensor(shape, dtype, "ints", low, high, grad=False)


@rule("gather", "take_along_dim")
def gather(case):
    x, dim, n, place = along(case)
    shape = list(x.shape)
    if x.rank:
        shape[place] = case.int(0, 4) if case.chance(0.3) else case.int(1, 4)
        if case.op["name"] == "gather":
            shape = [m if i == place else case.int(min(m, 1), m) for i, m in enumerate(shape)]
    index = index_tensor(case, shape, n)
    return {"input": x, "dim": dim, "index": index, "indices": index} if case.op["name"] == "gather" else {
        "input": x, "indices": index, "dim": dim}


@rule("scatter", "scatter_add")
def scatter(case):
    x, dim, n, place = along(case)
    shape = [case.int(min(m, 1), m) for m in x.shape]
    if x.rank:
        shape[place] = min(shape[place], 6) or 1
    # Where several elements go to one place, the last one in PyTorch's order stays: one thread has one order.
    index = index_tensor(case, shape, n)
    given = {"input": x, "dim": dim, "index": index}
    for parameter in case.overload["parameters"]:
        if parameter["name"] == "src":
            given["src"] = case.tensor([m + case.pick([0, 0, 1]) for m in shape], x.dtype if case.chance(0.95) else case.dtype())
        if parameter["name"] == "reduce":
            given["reduce"] = case.pick(["'add'", "'multiply'"])
    return given


@rule("scatter_reduce")
def scatter_reduce(case):
    given = scatter(case)
    shape = next(t for t in case.tensors if t.name == str(given["index"])).shape
    words = ["'sum'", "'prod'", "'mean'", "'amax'", "'amin'"]
    given["src"] = case.tensor(shape, given["input"].dtype if case.chance(0.95) else case.dtype())
    given["reduce"] = case.pick(words) if case.chance(0.97) else "'max'"
    return given


@rule("select_scatter", "slice_scatter", "diagonal_scatter")
def embedded(case):
    x = input_of(case, (2, 2, 3) if case.op["name"] == "diagonal_scatter" else (1, 2, 2, 3))
    if case.op["name"] == "diagonal_scatter":
        n, m = (*x.shape, 1)[:2]
        offset = case.int(-1, 1)
        length = max(min(n + min(offset, 0), m - max(offset, 0)), 0)
        return {"input": x, "src": case.tensor((*x.shape[2:], length), x.dtype), "offset": offset, "dim1": None, "dim2": None}
    dim = case.int(0, x.rank - 1)
    n = x.shape[dim]
    rest = list(x.shape)
    if case.op["name"] == "select_scatter":
        del rest[dim]
        return {"input": x, "src": case.tensor(rest, x.dtype), "dim": dim, "index": case.int(-n, n - 1) if n else 0}
    start, step = case.int(0, n), case.int(1, 2)
    end = case.int(start, n)
    rest[dim] = -(-(end - start) // step)
    return {"input": x, "src": case.tensor(rest, x.dtype), "dim": dim, "start": start, "end": end, "step": step}


@rule("index_select", "index_add", "index_fill", "index_copy")
def by_index(case):
    x, dim, n, place = along(case)
    count = case.int(0, 5) if case.chance(0.9) else 1
    index = index_tensor(case, (count,) if case.chance(0.97) else (), n)
    given = {"input": x, "dim": dim, "index": index}
    shape = [count if i == place else m for i, m in enumerate(x.shape)]
    if case.op["name"] in ("index_add", "index_copy"):
        given["source"] = case.tensor(shape, x.dtype if case.chance(0.95) else case.dtype())
    return given


@rule("take")
def take(case):
    x = input_of(case)
    total = 1
    for n in x.shape:
        total *= n
    return {"input": x, "index": index_tensor(case, case.shape(large=0), total, negative=case.chance(0.5))}


@rule("masked_fill", "masked_select")
def masked(case):
    x = input_of(case)
    given = {"input": x, "mask": case.tensor(case.partner(x.shape), "bool" if case.chance(0.97) else case.dtype())}
    if case.overload["parameters"][-1]["type"] == "Tensor":
        given["value"] = case.tensor(() if case.chance(0.95) else (1,), x.dtype if case.chance(0.9) else case.dtype())
    return given


@rule("masked_scatter")
def masked_scatter(case):
    x = input_of(case)
    count = 1
    for n in x.shape:
        count *= n
    mask = case.tensor(x.shape if case.chance(0.8) else x.shape[1:], "bool" if case.chance(0.97) else case.dtype())
    source = case.tensor((count + case.int(0, 3),), x.dtype if case.chance(0.95) else case.dtype())
    return {"input": x, "mask": mask, "source": source}


@rule("tensorinv")
def tensorinv(case):
    shape, ind = case.pick([((4, 2, 2), 1), ((2, 2, 4), 2), ((3, 3), 1), ((2, 3, 6), 2), ((1, 1), 1)])
    return {"input": regular(case, shape, shape[0] if ind == 1 else shape[-1]), "ind": ind}


def regular(case, shape, n):
    """A tensor that stands for a matrix of n rows far from singular ones, whose inverse rounding does not decide."""
    x = case.tensor(shape, case.dtype(FLOATS[:2]), "range", -1, 1)
    case.let(f"m = {x} + (torch.eye({n}, dtype={x}.dtype) * {n + 2}).reshape({shape})")
    return "m"


@rule("tensorsolve")
def tensorsolve(case):
    shape, other = case.pick([((4, 2, 2), (4,)), ((2, 2, 4), (2, 2)), ((3, 3), (3,)), ((2, 3, 6), (2, 3))])
    x = regular(case, shape, shape[-1] if len(shape) < 3 or shape[0] != 4 else 4)
    return {"input": x, "other": case.tensor(other, case.tensors[0].dtype, "normal"), "dims": None}


@rule("index_put")
def index_put(case):
    x = input_of(case, (1, 2, 2, 3))
    shape = case.pick([(2,), (3,), (), (2, 2)])
    indices = [index_tensor(case, shape, x.shape[i], dtype="int64") for i in range(case.int(1, x.rank))]
    rest = x.shape[len(indices):]
    values = case.tensor(case.pick([(*shape, *rest), (), (1,)]), x.dtype if case.chance(0.95) else case.dtype())
    return {"input": x, "indices": text_of([i.name for i in indices]), "values": values}


# Losses


@rule("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "soft_margin_loss")
def pairs(case):
    x = case.tensor(case.shape(), case.dtype(FLOATS))
    same = case.chance(0.85)
    y = case.tensor(x.shape if same else case.partner(x.shape), x.dtype if case.chance(0.93) else case.dtype())
    weight = case.tensor(x.shape, x.dtype) if case.chance(0.1) else None
    return {"input": x, "target": y, "weight": weight}


@rule("kl_div")
def kl_div(case):
    x = case.tensor(case.shape((1, 2, 2, 3)), case.dtype(FLOATS), "range", -3, 0)
    return {"input": x, "target": case.tensor(x.shape, x.dtype, "range", 0.01, 1),
            "reduction": case.pick(["'mean'", "'sum'", "'none'", "'batchmean'"])}


@rule("binary_cross_entropy", "binary_cross_entropy_with_logits")
def binary(case):
    shape = case.shape()
    dtype = case.dtype(FLOATS)
    logits = case.op["name"].endswith("logits")
    low, high = (-3, 3) if logits else (0, 1.02 if case.chance(0.05) else 1)
    x = case.tensor(shape, dtype, "range", low, high)
    y = case.tensor(shape if case.chance(0.95) else case.partner(shape), dtype if case.chance(0.95) else case.dtype(), "range", 0, 1)
    given = {"input": x, "target": y, "weight": None}
    if case.chance(0.25):
        given["weight"] = case.tensor(case.partner(shape), dtype, "range", 0, 2)
    if logits:
        given["pos_weight"] = case.tensor(case.partner(shape), dtype, "range", 0, 2) if case.chance(0.25) else None
    return given


@rule("nll_loss", "cross_entropy")
def classes(case):
    n, c, d = case.int(1, 5), case.int(1, 5), case.int(1, 3)
    if case.chance(0.04):
        n, c = case.pick([(100, 10), (0, 3), (3, 70)])
    dtype = case.dtype(FLOATS if case.chance(0.97) else INTS)
    shape = case.pick([(n, c), (c,), (n, c, d), (n, c, d, 2)], [70, 12, 12, 6])
    x = case.tensor(shape, dtype, *(("normal",) if dtype in FLOATS else ("ints", 0, 9)))
    target_shape = () if len(shape) == 1 else (shape[0], *shape[2:])
    given = {"input": x}
    if case.op["name"] == "cross_entropy" and case.chance(0.25):
        given["target"] = case.tensor(shape, dtype if dtype in FLOATS else "float32", "range", 0, 1)
    else:
        if target_shape and case.chance(0.03):
            target_shape = (target_shape[0] + 1, *target_shape[1:])
        given["target"] = index_tensor(case, target_shape, c)
    given["weight"] = case.tensor((c,), dtype if dtype in FLOATS else "float32", "range", 0.1, 2, grad=False) if case.chance(0.25) else None
    return given


@rule("hinge_embedding_loss", "margin_ranking_loss", "cosine_embedding_loss")
def signs(case):
    dtype = case.dtype(FLOATS)
    shape = case.shape((1, 2)) if "cosine" not in case.op["name"] else case.shape((2,))
    target = case.tensor(shape if "cosine" not in case.op["name"] else shape[:1], dtype, "ints", 0, 2, grad=False)
    case.let(f"y = {target} * 2 - 1")
    if case.op["name"] == "hinge_embedding_loss":
        return {"input": case.tensor(shape, dtype), "target": "y"}
    return {"input1": case.tensor(shape, dtype), "input2": case.tensor(shape, dtype), "target": "y"}


@rule("poisson_nll_loss", "gaussian_nll_loss", "triplet_margin_loss")
def others(case):
    dtype = case.dtype(FLOATS)
    shape = case.shape((1, 2, 2))
    if case.op["name"] == "triplet_margin_loss":
        return {"anchor": case.tensor(shape, dtype), "positive": case.tensor(shape, dtype),
                "negative": case.tensor(shape, dtype), "p": case.pick(["1", "2", "2.0", "3"]) if case.chance(0.3) else None}
    given = {"input": case.tensor(shape, dtype), "target": case.tensor(shape, dtype, "range", 0.1, 3)}
    if case.op["name"] == "gaussian_nll_loss":
        given["var"] = case.tensor(case.pick([shape, shape[:-1], (*shape[:-1], 1)]), dtype, "range", 0.1, 2)
    return given


@rule("pairwise_distance", "cosine_similarity", "cdist")
def distances(case):
    dtype = case.dtype(FLOATS if case.chance(0.97) else INTS)
    if case.op["name"] == "cdist":
        n, m, k = case.int(1, 4), case.int(1, 4), case.int(1, 4)
        lead = case.pick([(), (2,)])
        return {"x1": case.tensor((*lead, n, k), dtype), "x2": case.tensor((*lead, m, k), dtype)}
    x = case.tensor(case.shape((1, 2, 2, 3)), dtype)
    return {"x1": x, "x2": case.tensor(case.partner(x.shape), dtype)}


@rule("one_hot")
def one_hot(case):
    x = case.tensor(case.shape(large=0.01), "int64" if case.chance(0.95) else case.dtype(), "ints", 0, 5, grad=False)
    return {"tensor": x, "num_classes": case.pick([-1, 5, 6, 3]) if case.chance(0.6) else None}


@rule("embedding")
def embedding(case):
    n, d = case.int(1, 5), case.int(1, 4)
    index = index_tensor(case, case.shape((0, 1, 2), large=0), n)
    return {"input": index, "weight": case.tensor((n, d), case.dtype(FLOATS)),
            "padding_idx": case.int(-n, n - 1) if case.chance(0.3) else None, "norm_type": None}
