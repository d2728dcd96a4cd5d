"""Arguments of creation, arithmetic, reductions, sorting and statistics."""

from case import FLOATS, INTS
from rules import rule
from subjects_shapes import input_of, listed


@rule("arange", "range")
def arange(case):
    start = case.pick(["0", "1", "-3", "0.5", "-1.5", "2.0", "10"])
    end = case.pick(["0", "5", "7.5", "-2", "1", "3.3", "20", "100", "1000.5"])
    step = case.pick(["1", "2", "0.5", "0.1", "-1", "3", "-0.25", "0"]) if case.chance(0.6) else None
    return {"start": start, "end": end, "step": step}


@rule("linspace", "logspace")
def linspace(case):
    values = ["0", "1", "-3", "0.5", "-1.5", "2.0", "10", "7", "3.3"]
    return {"start": case.pick(values), "end": case.pick(values)}


@rule("full", "new_full", "zeros", "ones", "new_zeros", "new_ones", "empty", "new_empty", "rand", "randn")
def creation(case):
    size = listed(case, case.shape(large=0.05))
    # What `empty` holds is whatever was there: only an empty one can be compared.
    if "empty" in case.op["name"]:
        size = listed(case, case.pick([(0,), (0, 3), (2, 0)]))
    return {"size": size}


@rule("empty_like")
def empty_like(case):
    return {"input": case.tensor(case.pick([(0,), (0, 3), (2, 0)]), case.dtype())}


@rule("randint", "randint_like")
def randint(case):
    names = [parameter["name"] for parameter in case.overload["parameters"]]
    given = {"high": case.pick([1, 5, 10, 100, 2**28 - 1, 2**28 + 3, 2**40, 0]), "size": listed(case, case.shape())}
    if "low" in names:
        given["low"] = case.pick([0, -5, 1, -100])
    if "input" in names:
        given["input"] = input_of(case)
    return given


@rule("randperm")
def randperm(case):
    return {"n": case.pick([0, 1, 2, 5, 17, 100, 1000])}


@rule("normal")
def normal(case):
    given = {}
    shape = case.shape()
    for parameter in case.overload["parameters"]:
        name = parameter["name"]
        if name in ("mean", "std"):
            if parameter["type"] == "Tensor":
                given[name] = case.tensor(
                    case.partner(shape), case.dtype(FLOATS), "range", 0 if name == "std" else -1, 2, grad=False)
            elif "default" not in parameter or case.chance(0.5):
                given[name] = case.pick(["0.0", "1.0", "2.5", "0.5"] + (["-1.0"] if case.chance(0.1) else []))
        if name == "size":
            given[name] = listed(case, shape)
    return given


@rule("bernoulli", "multinomial")
def chances(case):
    if case.op["name"] == "bernoulli":
        x = case.tensor(case.shape(), case.dtype(FLOATS), "range", 0, 1)
        return {"input": x, "p": None}
    shape = case.pick([(3,), (5,), (2, 4), (3, 6), (1,), (40,)])
    return {"input": case.tensor(shape, case.dtype(FLOATS), "range", 0, 1)}


@rule("bernoulli_", "geometric_")
def chance_of(case):
    return {"input": input_of(case), "p": case.pick(["0.1", "0.5", "0.9"] + (["1.5", "-0.1"] if case.chance(0.2) else []))}


@rule("normal_", "uniform_", "exponential_", "cauchy_", "log_normal_")
def overwritten(case):
    x = case.tensor(case.shape(), case.dtype(FLOATS if case.chance(0.9) else INTS), layout="plain" if case.chance(0.8) else None)
    given = {"input": x}
    for parameter in case.overload["parameters"]:
        name = parameter["name"]
        if name in ("mean", "from", "median"):
            given[name] = case.pick(["0", "-1.5", "0.5"]) if case.chance(0.5) else None
        if name in ("std", "to", "sigma", "lambd"):
            given[name] = case.pick(["1", "2.5", "0.5"]) if case.chance(0.5) else None
    if given.get("from") is None and given.get("to") is None:
        given.pop("from", None), given.pop("to", None)
    return given


@rule("random_")
def random(case):
    given = {"input": input_of(case)}
    names = [parameter["name"] for parameter in case.overload["parameters"]]
    if "from" in names:
        given["from"] = case.pick([0, -5, 3])
    if "to" in names:
        given["to"] = case.pick([5, 10, 100, 1])
    return given


@rule("clamp", "clamp_min", "clamp_max")
def clamp(case):
    x = input_of(case)
    given = {"input": x}
    for parameter in case.overload["parameters"][1:]:
        if "default" in parameter and not case.chance(0.75):
            given[parameter["name"]] = None
        elif parameter["type"] == "Tensor":
            given[parameter["name"]] = case.tensor(case.partner(x.shape), x.dtype if case.chance(0.8) else case.dtype())
        else:
            given[parameter["name"]] = case.number()
    return given


@rule("polygamma")
def polygamma(case):
    return {"n": case.int(0, 3), "input": case.tensor(case.shape(large=0.01), case.dtype(FLOATS), "range", 0.2, 6)}


@rule("mvlgamma", "multigammaln")
def mvlgamma(case):
    return {"input": case.tensor(case.shape(large=0.02), case.dtype(FLOATS), "range", 2.5, 6), "p": case.int(1, 4)}


@rule("zeta")
def zeta(case):
    x = case.tensor(case.shape(large=0.01), case.dtype(FLOATS), "range", 1.5, 6)
    return {"input": x, "other": case.tensor(case.partner(x.shape), x.dtype, "range", 0.5, 6)}


@rule("var", "std", "var_mean", "std_mean")
def moments(case):
    given = {"input": input_of(case)}
    if len(case.overload["parameters"]) == 2:
        given["unbiased"] = case.pick(["True", "False"])
    return given


@rule("aminmax")
def aminmax(case):
    return {"input": input_of(case)}


@rule("norm")
def norm(case):
    p = case.pick(["2", "1", "'fro'", "float('inf')", "float('-inf')", "3", "0", "0.5", "'nuc'"], [5, 4, 4, 3, 2, 2, 2, 1, 0.3])
    return {"input": case.tensor(case.shape(), case.dtype()), "p": p if case.chance(0.7) else None}


@rule("topk", "kthvalue")
def topk(case):
    x = input_of(case, (1, 1, 2, 2, 3, 0))
    dim = case.dim(x.rank) if case.chance(0.6) else None
    place = -1 if dim is None else dim
    n = x.shape[place] if x.rank and -x.rank <= place < x.rank else 1
    return {"input": x, "k": case.int(1, max(n, 1)) if case.chance(0.95) else n + 1, "dim": dim,
            "sorted": None if case.op["name"] == "kthvalue" else "True" if case.chance(0.3) else None}


@rule("quantile", "nanquantile")
def quantile(case):
    x = case.tensor(case.shape(), case.dtype(FLOATS))
    given = {"input": x}
    if case.overload["parameters"][1]["type"] == "Tensor":
        given["q"] = case.tensor(case.pick([(), (1,), (3,), (2,)]), x.dtype, "range", 0, 1, layout="plain", grad=False)
    else:
        given["q"] = case.pick(["0.5", "0.25", "0.1", "0", "1", "0.9", "1.5"])
    return given


@rule("diff")
def diff(case):
    x = input_of(case)
    given = {"input": x, "prepend": None, "append": None}
    if x.rank == 1 and case.chance(0.4):
        given["prepend"] = case.tensor((case.int(1, 2),), x.dtype)
    if x.rank == 1 and case.chance(0.3):
        given["append"] = case.tensor((case.int(1, 2),), x.dtype)
    return given


@rule("trapezoid", "cumulative_trapezoid")
def trapezoid(case):
    y = case.tensor(case.shape((1, 2, 3)), case.dtype(FLOATS + INTS))
    return {"y": y, "x": case.tensor(y.shape if case.chance(0.5) else y.shape[-1:], y.dtype)}


@rule("gradient")
def gradient(case):
    x = case.tensor([max(n, 3) for n in case.shape((1, 1, 2, 3))], case.dtype(FLOATS))
    return {"input": x, "spacing": case.pick(["2", "0.5", "1"]) if case.chance(0.4) else None}


@rule("cov", "corrcoef")
def cov(case):
    x = case.tensor(case.shape((0, 1, 2, 2, 2)), case.dtype(FLOATS + INTS))
    given = {"input": x, "fweights": None, "aweights": None}
    n = x.shape[-1] if x.rank else 1
    if case.op["name"] == "cov" and x.rank and case.chance(0.2):
        given["fweights"] = case.tensor((n,), "int64", "ints", 1, 5)
    if case.op["name"] == "cov" and x.rank and case.chance(0.2):
        given["aweights"] = case.tensor((n,), x.dtype if x.floats else "float32", "range", 0.1, 2)
    return given


@rule("bincount")
def bincount(case):
    x = case.tensor((case.int(0, 20),), case.dtype(INTS), "ints", 0, 8, grad=False)
    weights = case.tensor(x.shape, case.dtype(FLOATS[:2]), grad=False) if case.chance(0.4) else None
    return {"input": x, "weights": weights, "minlength": case.pick([0, 5, 12]) if case.chance(0.4) else None}


@rule("histc", "histogram")
def histogram(case):
    given = {"input": case.tensor(case.shape(), case.dtype(FLOATS[:2]), case.pick(["normal", "halves"]), grad=False)}
    if case.op["name"] == "histc" and case.chance(0.5):
        given["min"], given["max"] = case.pick([("-1", "2"), ("0", "1"), ("-3.5", "3.5"), ("1", "0")])
    given["range"] = "(-1., 2.)" if case.chance(0.4) else None
    given["weight"] = None
    return given


@rule("unique", "unique_consecutive")
def unique(case):
    kind = case.dtype()
    x = case.tensor(case.shape(), kind, "halves" if kind in FLOATS else None, -3, 4, grad=False)
    dim = None
    if x.rank and case.chance(0.25):
        dim = case.dim(x.rank)
    return {"input": x, "dim": dim}


@rule("searchsorted", "bucketize")
def searchsorted(case):
    dtype = case.pick(["float32", "float64", "int64", "int32"])
    steps = case.tensor((case.int(0, 8),), dtype, "halves" if dtype in FLOATS else "ints", -9, 10, layout="plain", grad=False)
    case.let(f"s = {steps}.sort()[0]")
    x = case.number() if case.chance(0.2) else case.tensor(case.shape(), dtype, "halves" if dtype in FLOATS else "ints", -9, 10)
    return {"sorted_sequence": "s", "boundaries": "s", "input": x, "sorter": None,
            "side": case.pick(["'left'", "'right'"]) if case.chance(0.2) else None}


@rule("isin")
def isin(case):
    dtype = case.dtype()
    kind = "halves" if dtype in FLOATS else "ints"
    low = 0 if dtype in ("uint8", "bool") else -3
    return {"elements": case.tensor(case.shape(), dtype, kind, low, 4, grad=False),
            "test_elements": case.tensor(case.shape(large=0), dtype, kind, low, 4, grad=False)}


@rule("isclose", "allclose", "equal", "heaviside", "nextafter", "ldexp")
def pair(case):
    x = input_of(case)
    name = case.op["name"]
    shape = x.shape if name == "equal" and case.chance(0.8) else case.partner(x.shape)
    second = "values" if name == "heaviside" else "other"
    if name in ("isclose", "allclose", "equal") and case.chance(0.4):
        return {"input": x, second: x}
    return {"input": x, second: case.tensor(shape, x.dtype if case.chance(0.9) else case.dtype())}


@rule("gcd", "lcm", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift", "bitwise_not")
def bits(case):
    among = INTS + ["bool"] if case.chance(0.95) else FLOATS
    low, high = (0, 5) if "shift" in case.op["name"] else (-20, 21)
    def one():
        dtype = case.dtype(among)
        bounds = (0, 2) if dtype == "bool" else (0, 5) if dtype == "uint8" else (low, high)
        return case.tensor(shape, dtype, "ints", *bounds)
    shape = case.shape()
    x = one()
    shape = case.partner(shape)
    y = case.pick(["2", "1", "True", "3", "-1"] if low else ["2", "1", "0"]) if case.chance(0.3) else one()
    if case.chance(0.05) and case.overload["parameters"][0]["type"] != "Tensor":
        return {"input": case.pick(["5", "3"]), "other": x}
    return {"input": x, "other": y}


@rule("renorm")
def renorm(case):
    x = case.tensor(case.shape((2, 2, 3, 1)), case.dtype(FLOATS))
    return {"input": x, "p": case.pick(["1", "2", "2.5", "3"])}


@rule("logit")
def logit(case):
    return {"input": case.tensor(case.shape(), case.dtype(FLOATS), "range", -0.1, 1.1)}


@rule("cross")
def cross(case):
    shape = list(case.shape((1, 2, 2, 3), large=0))
    place = case.int(0, len(shape) - 1) if case.chance(0.5) else len(shape) - 1
    shape[place] = 3 if case.chance(0.95) else 2
    x = case.tensor(shape, case.dtype())
    other = [1 if i != place and case.chance(0.1) else n for i, n in enumerate(shape)]
    return {"input": x, "other": case.tensor(other, x.dtype), "dim": place if case.chance(0.6) else None}


@rule("dropout")
def dropout(case):
    return {"input": case.tensor(case.shape(), case.dtype(FLOATS)), "p": case.pick(["0.5", "0.2", "0", "1", "0.9", "1.5"])}


@rule("prelu")
def prelu(case):
    x = case.tensor(case.shape((1, 2, 2, 3)), case.dtype(FLOATS))
    n = x.shape[1] if x.rank > 1 else 1
    return {"input": x, "weight": case.tensor(case.pick([(1,), (n,), ()]), x.dtype if case.chance(0.9) else "float32")}


@rule("glu")
def glu(case):
    shape = list(case.shape((1, 2, 2, 3), sizes=(2, 4, 6)))
    return {"input": case.tensor(shape, case.dtype(FLOATS))}


@rule("where")
def where(case):
    shape = case.shape()
    condition = case.tensor(shape, "bool" if case.chance(0.95) else case.dtype())
    if len(case.overload["parameters"]) == 1:
        return {"condition": condition}
    dtype = case.dtype()
    def side():
        if case.chance(0.25):
            return case.number()
        return case.tensor(case.partner(shape), dtype if case.chance(0.8) else case.dtype())
    return {"condition": condition, "input": side(), "other": side()}


@rule("nonzero", "argwhere")
def nonzero(case):
    return {"input": case.tensor(case.shape(), case.dtype(), "ints", 0, 3)}


@rule("isreal", "frac")
def plain(case):
    return {"input": input_of(case)}
