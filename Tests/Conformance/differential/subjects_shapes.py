"""Arguments of operations that change shapes, cut, join and build."""

from case import Skip, text_of
from rules import rule


def count(shape):
    product = 1
    for n in shape:
        product *= n
    return product


def factored(case, total):
    """A shape with `total` elements, one of its sizes sometimes -1, now and then wrong."""
    if total == 0:
        return case.pick([(0,), (0, 2), (2, 0, 3), (-1, 0), (3,)])
    shape, rest = [], total
    for factor in (2, 3, 5, 2, 2, 3):
        if rest % factor == 0 and case.chance(0.6):
            shape.append(factor)
            rest //= factor
    shape.append(rest)
    if case.chance(0.3):
        shape.insert(case.int(0, len(shape)), 1)
    case.random.shuffle(shape)
    if case.chance(0.3):
        shape[case.int(0, len(shape) - 1)] = -1
    if case.chance(0.07):
        shape[case.int(0, len(shape) - 1)] = case.pick([-1, 7, 0, -2])
    return tuple(shape)


def listed(case, values):
    return text_of(values) if case.chance(0.6) else str(list(values))


def input_of(case, ranks=(0, 1, 1, 2, 2, 3, 3, 4), **more):
    return case.tensor(case.shape(ranks), case.dtype(), **more)


@rule("view", "reshape")
def view(case):
    x = input_of(case)
    if case.overload["parameters"][-1]["type"] == "torch.dtype":
        return {"input": x, "dtype": "torch." + case.dtype()}
    size = listed(case, factored(case, count(x.shape)))
    return {"input": x, "size": size, "shape": size}


@rule("view_as", "reshape_as", "expand_as")
def like(case):
    x = input_of(case)
    target = factored(case, count(x.shape)) if case.op["name"] != "expand_as" else (2, *x.shape)
    return {"input": x, "other": case.tensor([max(n, 0) for n in target], case.dtype())}


@rule("unflatten")
def unflatten(case):
    x = input_of(case, (1, 2, 3))
    dim = case.dim(x.rank)
    n = x.shape[dim] if -x.rank <= dim < x.rank else 4
    return {"input": x, "dim": dim, "sizes": listed(case, factored(case, n))}


@rule("expand", "broadcast_to")
def expand(case):
    shape = tuple(1 if case.chance(0.5) else n for n in case.shape())
    x = case.tensor(shape, case.dtype())
    target = [case.int(1, 4) if n == 1 else -1 if case.chance(0.2) else n for n in shape]
    if case.chance(0.3):
        target.insert(0, case.int(1, 3))
    if case.chance(0.05):
        target = target[1:] or [-1]
    if target and case.chance(0.05):
        target[-1] = 7
    return {"input": x, "size": listed(case, target)}


@rule("repeat", "tile")
def repeat(case):
    x = case.tensor(case.shape(large=0.01), case.dtype())
    how = x.rank + case.pick([0, 0, 0, 1, -1])
    times = [case.pick([1, 2, 3, 1, 0]) for _ in range(max(how, 0))]
    return {"input": x, "repeats": listed(case, times), "dims": listed(case, times)}


@rule("repeat_interleave")
def repeat_interleave(case):
    x = case.tensor(case.shape(large=0.01), case.dtype())
    if case.overload["parameters"][1]["type"] == "Tensor":
        dim = case.dim(x.rank) if x.rank and case.chance(0.8) else None
        n = count(x.shape) if dim is None else x.shape[dim] if -x.rank <= dim < x.rank else 2
        repeats = case.tensor((n if case.chance(0.9) else 1,), case.pick(["int64", "int32"]), "ints", 0, 4)
        return {"input": x, "repeats": repeats, "dim": dim}
    return {"input": x, "repeats": case.pick(["2", "3", "0", "1", "-1"])}


@rule("permute")
def permute(case):
    x = input_of(case)
    order = list(range(x.rank))
    case.random.shuffle(order)
    order = [d - x.rank if case.chance(0.3) else d for d in order]
    if order and case.chance(0.05):
        order[0] = case.pick([x.rank, order[-1], -x.rank - 1])
    return {"input": x, "dims": listed(case, order)}


@rule("movedim")
def movedim(case):
    x = input_of(case)
    if case.overload["parameters"][1]["type"] == "int":
        return {"input": x}
    a, b = case.dims(x.rank), case.dims(x.rank)
    n = min(len(a), len(b)) if case.chance(0.95) else 9
    return {"input": x, "source": listed(case, a[:n]), "destination": listed(case, b[:n])}


@rule("flip")
def flip(case):
    x = input_of(case)
    return {"input": x, "dims": listed(case, case.dims(x.rank, 0) if x.rank else ())}


@rule("roll")
def roll(case):
    x = input_of(case)
    if x.rank == 0 or case.chance(0.3):
        return {"input": x, "shifts": case.int(-4, 4), "dims": None}
    dims = case.dims(x.rank)
    shifts = [case.int(-4, 4) for _ in dims]
    if case.chance(0.05):
        shifts.append(1)
    return {"input": x, "shifts": listed(case, shifts), "dims": listed(case, dims)}


@rule("rot90")
def rot90(case):
    x = input_of(case, (2, 2, 3, 4, 1))
    return {"input": x, "k": case.int(-5, 5), "dims": listed(case, case.dims(x.rank, 2)[:2])}


@rule("select")
def select(case):
    x = input_of(case)
    dim = case.dim(x.rank)
    n = x.shape[dim] if x.rank and -x.rank <= dim < x.rank else 2
    return {"input": x, "dim": dim, "index": case.int(-n, n - 1) if n and case.chance(0.95) else n}


@rule("narrow")
def narrow(case):
    x = input_of(case, (1, 2, 3, 4, 0))
    dim = case.dim(x.rank)
    n = x.shape[dim] if x.rank and -x.rank <= dim < x.rank else 2
    start = case.int(-n, n)
    length = case.int(0, max(n - (start % n if n else 0), 0)) if case.chance(0.9) else n + 1
    return {"input": x, "dim": dim, "start": start, "length": length}


def sections(case, n):
    """Sizes that add up to n, now and then not."""
    parts, rest = [], n
    while rest > 0 and len(parts) < 6:
        part = case.int(0, rest)
        parts.append(part)
        rest -= part
    if rest or not parts:
        parts.append(rest if case.chance(0.95) else rest + 1)
    return parts


@rule("split")
def split(case):
    x = case.tensor(case.shape((1, 2, 3, 4, 1, 0), large=0.02), case.dtype())
    dim = case.dim(x.rank) if case.chance(0.7) else None
    place = dim or 0
    n = x.shape[place] if x.rank and -x.rank <= place < x.rank else 2
    if case.overload["parameters"][1]["type"] == "int":
        size = case.pick([1, 2, 3, n, n + 2, max(n // 3, 1)] + ([0, -1] if case.chance(0.1) else []))
        if n > 100:
            size = max(size, n // 5)
        return {"tensor": x, "split_size_or_sections": size, "dim": dim}
    return {"tensor": x, "split_size_or_sections": listed(case, sections(case, n)), "dim": dim}


@rule("chunk")
def chunk(case):
    return {"input": case.tensor(case.shape((1, 2, 3, 4, 0)), case.dtype()), "chunks": case.pick([1, 2, 3, 4, 7, 0])}


@rule("tensor_split", "hsplit", "vsplit", "dsplit")
def tensor_split(case):
    x = case.tensor(case.shape((1, 2, 3, 4, 3), large=0.02), case.dtype())
    parameter = case.overload["parameters"][1]
    if parameter["type"] == "int":
        value = case.pick([1, 2, 3, 4, 1, 2, 0])
    else:
        value = listed(case, sorted(case.int(-3, 6) for _ in range(case.int(0, 3))))
    return {"input": x, parameter["name"]: value}


@rule("unbind")
def unbind(case):
    return {"input": case.tensor(case.shape((1, 2, 3, 4, 0), large=0), case.dtype())}


def unfold(case):
    x = input_of(case, (1, 2, 3))
    return {"input": x, "dimension": case.dim(x.rank), "size": case.int(0, 4), "step": case.pick([1, 2, 3, 1, 0])}


@rule("as_strided")
def as_strided(case):
    # The memory behind a tensor is longer than it in some layouts: a plain one has both sides reach the same end.
    x = case.tensor(case.shape(large=0.01), case.dtype(), layout="plain")
    rank = case.int(0, 3)
    size = [case.int(1, 3) for _ in range(rank)]
    stride = [case.int(0, 3) for _ in range(rank)]
    offset = case.int(0, 2) if case.chance(0.4) else None
    return {"input": x, "size": listed(case, size), "stride": listed(case, stride), "storage_offset": offset}


@rule("squeeze")
def squeeze(case):
    return {"input": case.tensor([1 if case.chance(0.5) else n for n in case.shape()], case.dtype())}


@rule("unsqueeze")
def unsqueeze(case):
    x = input_of(case)
    return {"input": x, "dim": case.int(-x.rank - 1, x.rank) if case.chance(0.95) else x.rank + 1}


@rule("t", "adjoint")
def t(case):
    return {"input": input_of(case, (2, 2, 2, 1, 0, 3))}


@rule("diag", "diagflat", "trace", "tril", "triu", "diagonal", "diag_embed")
def diagonal(case):
    shape = case.shape((2, 2, 2, 3, 1, 4), large=0.02)
    # What becomes a diagonal is squared: of 40,000 elements nobody's memory holds the result.
    if case.op["name"] in ("diag", "diagflat", "diag_embed") and count(shape) > 5000:
        raise Skip
    return {"input": case.tensor(shape, case.dtype())}


@rule("fill_diagonal_")
def fill_diagonal(case):
    shape = case.pick([(3, 3), (4, 2), (2, 4), (7, 3), (3, 3, 3), (2, 3, 2), (5,), (2, 2)])
    return {"input": case.tensor(shape, case.dtype())}


def several(case, ranks, join=True):
    """Tensors that agree but for one dimension."""
    shape = list(case.shape(ranks, large=0.02))
    rank = len(shape)
    dim = case.int(0, max(rank - 1, 0))
    dtype = case.dtype()
    names = []
    for _ in range(case.int(1, 4)):
        own = list(shape)
        if rank and join and case.chance(0.5):
            own[dim] = case.int(0, 4)
        if rank and case.chance(0.03):
            own[case.int(0, rank - 1)] += 1
        names.append(case.tensor(own, dtype if case.chance(0.85) else case.dtype()).name)
    if case.chance(0.02):
        names = []
    return ("(" + ", ".join(names) + ("," if len(names) == 1 else "") + ")" if case.chance(0.5)
            else "[" + ", ".join(names) + "]"), dim - rank if case.chance(0.3) else dim


@rule("cat", "hstack", "vstack", "dstack", "column_stack")
def cat(case):
    names, dim = several(case, (1, 1, 2, 2, 2, 3, 0))
    if case.op["name"] != "cat":
        return {"tensors": names}
    return {"tensors": names, "dim": None if dim == 0 and case.chance(0.7) else dim}


@rule("stack")
def stack(case):
    names, dim = several(case, (0, 1, 1, 2, 2, 3), join=False)
    return {"tensors": names, "dim": dim if case.chance(0.7) else None}


@rule("block_diag", "cartesian_prod", "meshgrid", "broadcast_tensors")
def spread(case):
    name = case.op["name"]
    ranks = {"block_diag": (0, 1, 2, 2), "broadcast_tensors": (0, 1, 2, 3)}.get(name, (1, 1, 1, 0))
    shape = case.shape(ranks, large=0)
    dtype = case.dtype()
    names = []
    for _ in range(case.int(1, 3)):
        own = case.partner(shape) if name == "broadcast_tensors" else case.shape(ranks, large=0)
        names.append(case.tensor(own, dtype if case.chance(0.9) else case.dtype()).name)
    return {"tensors": text_of(names)}


@rule("combinations")
def combinations(case):
    return {"input": case.tensor((case.int(0, 5),), case.dtype())}


@rule("vander")
def vander(case):
    return {"x": case.tensor((case.int(0, 5),), case.dtype())}


@rule("kron")
def kron(case):
    x = case.tensor(case.shape((0, 1, 2, 2, 3), large=0), case.dtype())
    return {"input": x, "other": case.tensor(case.shape((0, 1, 2, 2, 3), large=0), x.dtype)}


@rule("flatten")
def flatten(case):
    x = input_of(case)
    a, b = sorted([case.int(0, max(x.rank - 1, 0)), case.int(0, max(x.rank - 1, 0))])
    if case.chance(0.05):
        a, b = b, a
    return {
        "input": x, "start_dim": a if case.chance(0.7) else None,
        "end_dim": (b - x.rank if case.chance(0.4) and x.rank else b) if case.chance(0.7) else None,
    }
