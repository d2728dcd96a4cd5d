"""Calls that the language itself makes of tensors: indices, conversions, and tensors made of lists."""

from case import ALL, FLOATS


def entry(case, n, used):
    """One part of an index over a dimension of `n` elements."""
    how = case.pick(["int", "slice", "whole", "list", "none", "tensor", "mask", "dots", "wrong"],
                    [26, 28, 12, 7, 7, 10, 5, 5, 1])
    if how == "int":
        return str(case.int(-n, n - 1) if n and case.chance(0.96) else n)
    if how == "slice":
        parts = [str(case.int(-n - 1, n + 1)) if case.chance(0.55) else "" for _ in range(2)]
        step = f":{case.int(1, 3)}" if case.chance(0.3) else ""
        return ":".join(parts) + step
    if how == "list":
        return str([case.int(-n, n - 1) for _ in range(case.int(1, 3))] if n else [])
    if how == "none":
        return "None"
    if how == "tensor":
        size = case.pick([(2,), (3,), (), (1,), (2, 2)])
        return case.tensor(size, case.pick(["int64", "int64", "int32", "uint8"], [90, 5, 3, 2]), "ints", 0, max(n, 1),
                           layout="plain", grad=False).name
    if how == "mask":
        return case.tensor((n if case.chance(0.95) else n + 1,), "bool", grad=False, layout="plain").name
    if how == "dots" and "..." not in used:
        return "..."
    if how == "wrong":
        return case.pick(["1.5", "'a'", "::-1", "True", "False", "2.0:3"])
    return ":"


def index(case, x):
    if x.rank and case.chance(0.06):
        return case.tensor(x.shape[: case.int(1, x.rank)], "bool", grad=False).name
    parts = []
    for i in range(case.int(1, max(x.rank, 1)) if case.chance(0.95) else x.rank + 1):
        parts.append(entry(case, x.shape[i] if i < x.rank else 2, parts))
    return ", ".join(parts)


def getitem(case):
    x = case.tensor(case.shape((1, 1, 2, 2, 3, 3, 4, 0)), case.dtype())
    return [], f"{x}[{index(case, x)}]"


def setitem(case):
    x = case.tensor(case.shape((1, 1, 2, 2, 3, 3, 4, 0), large=0.02), case.dtype())
    place = index(case, x)
    if case.chance(0.5):
        value = case.number()
    else:
        shape = case.pick([(), (1,), x.shape[1:], x.shape[-1:], (2,), x.shape])
        value = case.tensor(shape, x.dtype if case.chance(0.8) else case.dtype()).name
    body = ["x = a.clone()" if x.grad or case.chance(0.7) else "x = a"]
    if case.chance(0.15):
        return body, [f"x[{place}] {case.pick(['+=', '*=', '-=', '/='])} {value}", "return x"]
    return body, [f"x[{place}] = {value}", "return x"]


def conversion(case):
    small = case.chance(0.4)
    x = case.tensor(case.pick([(), (1,), (1, 1), (2,), (0,)]) if small else case.shape(large=0.01), case.dtype())
    name = case.dtype()
    return [], case.pick([
        f"a.to(torch.{name})", f"a.{'float double half bfloat16 long int short char byte bool'.split()[ALL_AT(name)]}()",
        "a.item()", "a.tolist()", "float(a)", "int(a)", "bool(a)", "len(a)", "str(a)", "repr(a)", "f'{a}'", "a.numpy()",
        "a.shape", "a.size()", "a.size(0)", "a.dim()", "a.numel()", "a.stride()", "a.type(torch.float64)", "a.dtype",
        "a.is_contiguous()", "a.element_size()", "a.T", "a.mT", "a.ndim", "a.storage_offset()", "[v for v in a]",
        "a.is_floating_point()", f"a.type_as(torch.zeros(2, dtype=torch.{name}))", "a.data", "a.requires_grad",
        "a.is_leaf", "a.cpu()", "a.nbytes", "a.nelement()", "a.type()", "a.detach().requires_grad_()", "sum(a)", "min(a)",
        "max(a)", "tuple(a)", "'%s' % a", "a.real", "a.is_signed()", "a.to(a)", "f'{a:.3f}'", "list(a.shape)", "a in a",
        "a.__len__()", "a.abs().max().item()", f"torch.can_cast(a.dtype, torch.{name})", "a.is_nonzero()", "not a",
        f"torch.result_type(a, {case.number()})", f"torch.promote_types(a.dtype, torch.{name})", "1 if a else 2",
        "a.data_ptr() == a.detach().data_ptr()", "range(a)", "[5, 6, 7][a]", "round(a)", "divmod(a, 2)", "a.nbytes",
    ])


def ALL_AT(name):
    return ["float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"].index(name)


def literal(case, depth):
    """A nested list of numbers, seldom a ragged one."""
    if depth == 0:
        return case.number() if case.chance(0.97) else case.pick(["'a'", "None", "torch.tensor(1.5)"])
    n = case.int(0, 3) if case.chance(0.1) else 2
    items = [literal(case, depth - (0 if case.chance(0.985) else 1) - 1 if depth > 1 else 0) for _ in range(n)]
    if case.chance(0.3) and items:
        kind = case.pick(["ints", "bools"])
        if depth == 1 and kind == "ints":
            items = [str(case.int(-9, 9)) for _ in items]
    return "[" + ", ".join(items) + "]" if case.chance(0.85) else "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"


def tensor(case):
    data = literal(case, case.pick([0, 1, 1, 2, 2, 3]))
    more = f", dtype=torch.{case.dtype(FLOATS + ALL)}" if case.chance(0.4) else ""
    more += ", requires_grad=True" if case.chance(0.2) else ""
    if case.chance(0.1):
        data = case.tensor(case.shape(), case.dtype()).name
    name = case.pick(["torch.tensor", "torch.as_tensor"], [9, 1])
    return [], f"{name}({data}{more if name == 'torch.tensor' else ''})"


CALLS = {"getitem": getitem, "setitem": setitem, "conversion": conversion, "tensor": tensor}
