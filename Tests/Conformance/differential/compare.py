"""Two sides' answers to one case, and what is different between them."""

import ast
from array import array

from exactness import tolerance

# bits, mantissa bits of each dtype whose elements are told as the bits they are made of.
FORMS = {"torch.float64": (64, 52), "torch.float32": (32, 23), "torch.float16": (16, 10), "torch.bfloat16": (16, 7)}
FIELDS = ["kind", "dtype", "shape", "stride", "requires_grad", "grad_fn", "identity", "values", "text"]


class NeedsAll(Exception):
    """Sums of bits differ where the elements may differ a little: the case must be run with all of them told."""


def differences(key, ours, theirs, terms):
    """A list of (what, ours, theirs); empty where the two agree."""
    if ours == theirs:
        return []
    a, b = table(ours), table(theirs)
    found = []
    results = [FORMS[row[1]][1] for name, row in b.items() if name[0] == "r" and len(row) > 1 and row[1] in FORMS]
    for one, other, name in ((a, b, "error not PyTorch's"), (b, a, "error missing")):
        if "error" in one and "error" not in other:
            return [(name, shown(a.get("error", a.get("r"))), shown(b.get("error", b.get("r"))))]
    for name in dict.fromkeys([*b, *a]):
        x, y = a.get(name), b.get(name)
        if x == y:
            continue
        if x is None or y is None:
            found.append((what(name, "presence"), shown(x), shown(y)))
        elif x[0] == y[0] == "tensor" and len(x) == len(y) == len(FIELDS):
            found += tensors(key, name, x, y, terms, results)
        elif name in ("error", "setup") and x[0] == y[0]:
            found.append(("message", unquoted(x[1]), unquoted(y[1])))
        else:
            found.append((what(name, "value" if name[0] not in "es" else "error"), shown(x), shown(y)))
    return found


def table(lines):
    rows = {}
    for line in lines:
        fields = line.split("\t")
        # What a C library writes by itself has no fields, and comes when its buffer is full.
        if len(fields) > 1:
            rows[fields[0]] = fields[1:]
    return rows


def what(name, aspect):
    return {"r": "", "g": "gradient ", "h": "second gradient ", "i": "input ", "v": "version "}.get(name[0], "") + aspect


def shown(fields):
    return "nothing" if fields is None else " ".join(fields)[:300]


def unquoted(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def tensors(key, name, x, y, terms, results):
    """What differs between two tensors; `results` are the mantissas of what the operation gave."""
    found = []
    same = True
    for field, mine, real in zip(FIELDS, x, y):
        if mine == real or field == "text" or field == "stride" and reaching(x[2], mine) == reaching(y[2], real):
            continue
        if field == "values" and x[1] == y[1] and x[2] == y[2]:
            limit = tolerance(key, name[0], x[1])
            if mine[0] == "#" or real[0] == "#":
                raise NeedsAll()
            # A gradient of what was converted to a smaller dtype first is computed in that one.
            coarse = min(results, default=None) if name[0] in "gh" else None
            distance = far(x[1], elements(mine), elements(real), limit, terms, coarse) if x[1] in FORMS else "not equal"
            same = False
            if distance is None:
                continue
            found.append((what(name, "values"), f"{distance} {unquoted(x[8])[:200]}", unquoted(y[8])[:200]))
        else:
            found.append((what(name, field), mine, real))
    if same and not found and x[8] != y[8]:
        found.append((what(name, "text"), unquoted(x[8]), unquoted(y[8])))
    return found


def reaching(shape, strides):
    """The steps that lead from one element to another: those of dimensions of size 1, and of empty tensors, lead nowhere,
    and PyTorch has them now from the input and now anew."""
    sizes, steps = ast.literal_eval(shape), ast.literal_eval(strides)
    return [step for size, step in zip(sizes, steps) if size > 1] if 0 not in sizes else []


def elements(text):
    """The bits of the elements: a syntax tree of millions of them does not fit into the memory."""
    return array("q", map(int, text[1:-1].split(","))) if len(text) > 2 else array("q")


def far(dtype, ours, theirs, limit, terms, coarse=None):
    """How far apart two lists of elements are where that is more than allowed; nil where it is not.

    `terms` gives the size of the largest terms that went into them, and `coarse` the mantissa in whose units the limit is
    where that is shorter than the dtype's.
    """
    width, mantissa = FORMS[dtype]
    unit = 2.0 ** -min(mantissa, coarse or mantissa)
    worst, place = 0, None
    sizes = [abs(number(t, width, mantissa)) for t in theirs if finite(t, width, mantissa)] if limit.whole else []
    largest = max(sizes, default=0.0)
    for i, (o, t) in enumerate(zip(ours, theirs)):
        if o == t or not_a_number(o, width, mantissa) and not_a_number(t, width, mantissa):
            continue
        if not_a_number(o, width, mantissa) or not_a_number(t, width, mantissa):
            return f"[nan at {i}]"
        steps = abs(ordered(o, width) - ordered(t, width)) or 1
        if steps <= limit.ulps:
            continue
        if limit.terms and finite(o, width, mantissa) and finite(t, width, mantissa):
            gap = abs(number(o, width, mantissa) - number(t, width, mantissa))
            if gap <= limit.terms * terms() * unit or limit.whole and gap <= limit.whole * largest * unit:
                continue
        if steps > worst:
            worst, place = steps, i
    if place is None:
        return None
    return f"[{worst} ulp at {place}: {number(ours[place], width, mantissa)!r} for {number(theirs[place], width, mantissa)!r}]"


def ordered(bits, width):
    """Whole numbers in the order of the floating-point numbers, 1 apart where those are neighbours."""
    return bits if bits >= 0 else -(bits + 2 ** (width - 1))


def magnitude(bits, width):
    return bits & (2 ** (width - 1) - 1)


def exponent_full(width, mantissa):
    return 2 ** (width - 1 - mantissa) - 1


def not_a_number(bits, width, mantissa):
    return magnitude(bits, width) > exponent_full(width, mantissa) << mantissa


def finite(bits, width, mantissa):
    return magnitude(bits, width) < exponent_full(width, mantissa) << mantissa


def number(bits, width, mantissa):
    size = magnitude(bits, width)
    exponent, fraction = size >> mantissa, size & (2**mantissa - 1)
    bias = 2 ** (width - 2 - mantissa) - 1
    if exponent == exponent_full(width, mantissa):
        value = float("nan") if fraction else float("inf")
    elif exponent == 0:
        value = float(fraction) * 2.0 ** (1 - bias - mantissa)
    else:
        value = (1 + fraction * 2.0**-mantissa) * 2.0 ** (exponent - bias)
    return -value if bits < 0 else value
