"""An argument for a parameter that no subject has a rule for: by the parameter's name, then by its type."""

from case import ALL, FLOATS, Skip, text_of

REDUCTIONS = ["'mean'", "'sum'", "'none'"]


def fill(case, given):
    """Arguments for the parameters of a case's overload, in order; `given` has those that a rule made."""
    args = []
    for place, parameter in enumerate(case.overload["parameters"]):
        # Parameters without a name are known by their place.
        name = parameter["name"] or f"#{place}"
        if name in given:
            if given[name] is not None:
                args.append((parameter, str(given[name])))
            continue
        optional = "default" in parameter
        if optional and not case.chance(0.3):
            continue
        text = argument(case, parameter)
        if text is not None:
            args.append((parameter, str(text)))
    return args


def argument(case, parameter):
    name, kind = parameter["name"], parameter["type"]
    if name in BY_NAME and (name, kind) not in EXCEPT:
        return BY_NAME[name](case, parameter)
    return BY_TYPE[kind](case, parameter)


def first(case):
    """The tensor that the call is about."""
    if not case.tensors:
        return case.tensor(case.shape(), case.dtype())
    return case.tensors[0]


def operand(case, parameter, numbers=False):
    """A tensor that goes with the first one: often of its shape and dtype, else one that broadcasts or promotes."""
    if not case.tensors:
        return sampled(case)
    if numbers and case.chance(0.3):
        return case.number()
    x = case.tensors[0]
    dtype = x.dtype if case.chance(0.75) else case.dtype()
    return case.tensor(case.partner(x.shape), dtype)


def sampled(case):
    """The first tensor of a call: half of the time with values from where the operation's own samples are."""
    sample = case.pick(case.overload["samples"]) if case.overload["samples"] else []
    place = next((one for one in sample if one["kind"] in ("random", "constant", "values")), None)
    if place is None or case.chance(0.5):
        return case.tensor(case.shape(), case.dtype())
    low, high = place["from"], place["to"]
    if case.chance(0.3):
        low, high = low * 3, high * 3
    dtype = case.dtype(FLOATS)
    shape = case.shape()
    if len(place["shape"]) >= 2 and len(shape) < len(place["shape"]):
        shape = tuple(place["shape"])
    return case.tensor(shape, dtype, "range", low, high) if low < high else case.tensor(shape, dtype)


def dim(case, parameter):
    if parameter.get("default") == "None" and case.chance(0.1):
        return "None"
    return case.dim(first(case).rank)


def dims(case, parameter):
    if parameter.get("default") == "None" and case.chance(0.1):
        return "None"
    how = case.int(0, 9)
    if how < 4:
        return case.dim(first(case).rank)
    if how == 4:
        return case.pick(["()", "[]"])
    chosen = case.dims(first(case).rank)
    return text_of(chosen) if case.chance(0.6) else str(list(chosen))


def tensors(case, parameter):
    x = case.tensor(case.shape(ranks=(0, 1, 2, 2, 3)), case.dtype())
    names = [x.name]
    for _ in range(case.int(0, 3)):
        dtype = x.dtype if case.chance(0.8) else case.dtype()
        names.append(case.tensor(x.shape if case.chance(0.9) else case.shape(), dtype).name)
    return text_of(names) if case.chance(0.5) else "[" + ", ".join(names) + "]"


def size(case, parameter):
    shape = case.shape(large=0.02)
    return text_of(shape) if case.chance(0.8) else str(list(shape))


def dtype(case, parameter):
    return "torch." + case.dtype(FLOATS + ALL)


def flag(case, parameter):
    return case.pick(["True", "False"])


def one_of(*choices):
    return lambda case, parameter: case.pick(list(choices))


def nothing(case, parameter):
    return None


BY_NAME = {
    "dim": dim, "dim0": dim, "dim1": dim, "dim2": dim, "dimension": dim, "dims": dims, "start_dim": dim,
    "end_dim": dim, "source": dim, "destination": dim,
    "size": size, "shape": size,
    "alpha": one_of("2", "-1", "0.5", "1", "0", "1.5", "3"), "beta": one_of("2", "0.5", "1", "0", "1.0"),
    "value": one_of("2", "-1", "0.5", "0", "1", "1.5", "True"),
    "fill_value": one_of("2", "-1", "0.5", "0", "True", "3.7", "float('nan')", "1e10"),
    "correction": one_of("0", "1", "2", "1.5", "None", "10"),
    "rounding_mode": one_of("'floor'", "'trunc'", "None", "'ceil'"),
    "approximate": one_of("'none'", "'tanh'"), "reduction": one_of(*REDUCTIONS, *REDUCTIONS, "'median'"),
    "size_average": nothing, "reduce": nothing, "_stacklevel": nothing, "non_blocking": nothing,
    "p": one_of("1", "2", "3", "2.0", "0.5", "float('inf')", "0", "1.5"),
    "ord": one_of("1", "2", "3", "2.0", "0.5", "float('inf')", "float('-inf')", "0", "1.5", "-1"),
    "eps": one_of("1e-3", "1e-8", "0.1", "1e-6"), "dtype": dtype,
    "k": one_of("1", "2", "0", "3", "-1"), "n": one_of("1", "2", "0", "3", "4"), "m": one_of("1", "2", "0", "5"),
    "decimals": one_of("1", "2", "0", "-1", "3"), "offset": one_of("0", "1", "-1", "2", "5", "-4"),
    "diagonal": one_of("0", "1", "-1", "2", "5", "-4"),
    "margin": one_of("0.5", "1.0", "0", "2"), "delta": one_of("0.5", "1.0", "2"), "lambd": one_of("0.5", "1", "0", "0.1"),
    "negative_slope": one_of("0.01", "0.2", "0", "1", "-0.5"), "threshold": one_of("0.5", "0", "1", "-1", "20"),
    "atol": one_of("1e-3", "0", "0.5"), "rtol": one_of("1e-3", "0", "0.5"), "maxnorm": one_of("1", "0.5", "5.0"),
    "interpolation": one_of("'linear'", "'lower'", "'higher'", "'midpoint'", "'nearest'", "'cubic'"),
    "indexing": one_of("'ij'", "'xy'"), "edge_order": one_of("1", "2"), "generator": nothing, "inplace": flag,
    "max_norm": nothing, "sparse": nothing, "scale_grad_by_freq": flag, "assume_unique": nothing,
    "requires_grad": flag, "sparse_grad": nothing, "row": one_of("0", "1", "3", "4"), "col": one_of("0", "1", "2", "5"),
    "steps": one_of("0", "1", "2", "5", "7", "33", "100"), "base": one_of("2", "10.0", "2.718", "0.5"),
    "num_samples": one_of("1", "2", "3"), "r": one_of("0", "1", "2", "3"), "compute_mode": nothing,
    "nan": one_of("0.5", "-1", "None"), "posinf": one_of("2.5", "None", "100"), "neginf": one_of("-2.5", "None", "0"),
    "dx": one_of("0.5", "2", "1.0"), "bins": one_of("1", "4", "10"), "N": one_of("0", "1", "2", "4"),
    "label_smoothing": one_of("0.1", "0.5", "0.0"), "ignore_index": one_of("0", "1", "-100"),
}
EXCEPT = {
    ("p", "bool"), ("value", "Tensor"), ("alpha", "Tensor"), ("weight", "Number"), ("source", "Tensor"),
    ("threshold", "bool"), ("source", "tuple of ints"), ("destination", "tuple of ints"),
}
BY_TYPE = {
    "Tensor": operand,
    "tuple of Tensors": tensors,
    "Number": lambda case, parameter: case.number(),
    "Tensor or Number": lambda case, parameter: operand(case, parameter, numbers=True),
    "int": one_of("0", "1", "2", "-1", "3"),
    "tuple of ints": dims,
    "bool": flag,
    "float": one_of("0.5", "1", "2.0", "-1.5", "0", "0.1"),
    "str": nothing,
    "torch.dtype": dtype,
    "torch.Generator": nothing,
    "setting": nothing,
    "torch.device": nothing,
    "object": one_of("2", "1", "0"),
}


def skip(case):
    raise Skip()
