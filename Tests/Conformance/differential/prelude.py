"""The part of a case that both sides run: how its tensors are made, and what is told of what it gave.

This text stands before every program of cases, so it is written in what both sides understand.
"""

import sys

import torch
import torch.nn.functional as F

BITS = {torch.float64: torch.int64, torch.float32: torch.int32, torch.float16: torch.int16, torch.bfloat16: torch.int16}
# Results with more elements than this are told as a sum that depends on every bit and place, and a few of them.
WHOLE = 256
ODD = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, -1.5, float("nan"), float("inf"), float("-inf"), 1e-40, -1e-40, 1e-6, 1e6]
ODD += [3e38, -3e38, 1e-38, 65504.0, 3.0, -7.0, 100.0, 0.1, 1e-3, 88.8, -104.0, 16777217.0, 2147483648.0, 1.0000001]
POWERS = [1e-8, 1e-5, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0, 1e3, 1e5, 1e8]


def filled(seed, shape, dtype, kind, a, b):
    """Values of a kind; a generator's first draws, so that both sides have the same."""
    torch.default_generator.manual_seed(seed)
    wide = torch.float64 if dtype == torch.float64 else torch.float32
    if kind == "normal":
        return (torch.randn(shape, dtype=wide) * 2.0).to(dtype)
    if kind == "range":
        return (torch.rand(shape, dtype=wide) * (b - a) + a).to(dtype)
    if kind == "ints":
        return torch.randint(a, b, shape).to(dtype)
    if kind == "halves":
        return (torch.randint(-5, 6, shape) * 0.5).to(dtype)
    if kind == "odd":
        return torch.tensor(ODD, dtype=wide)[torch.randint(0, len(ODD), shape)].to(dtype)
    if kind == "wide":
        return (torch.randn(shape, dtype=wide) * torch.tensor(POWERS, dtype=wide)[torch.randint(0, 11, shape)]).to(dtype)
    if kind == "distinct":
        count = 1
        for size in shape:
            count = count * size
        return ((torch.randperm(count).reshape(shape) - count // 2) * 0.37).to(dtype)
    return torch.full(shape, a).to(dtype)


def made(seed, shape, dtype, kind, a, b, layout):
    rank = len(shape)
    if layout == "turned" and rank > 1:
        return filled(seed, shape[::-1], dtype, kind, a, b).permute(tuple(range(rank))[::-1])
    if layout == "strided" and rank > 0:
        return filled(seed, shape[:-1] + (shape[-1] * 2,), dtype, kind, a, b)[..., ::2]
    if layout == "offset" and rank > 0:
        return filled(seed, (shape[0] + 1,) + shape[1:], dtype, kind, a, b)[1:]
    if layout == "expanded" and rank > 0:
        return filled(seed, (1,) + shape[1:], dtype, kind, a, b).expand(shape)
    return filled(seed, shape, dtype, kind, a, b)


def T(seed, shape, dtype, kind="normal", a=0, b=1, layout="plain", grad=False):
    x = made(seed, shape, dtype, kind, a, b, layout)
    return x.detach().requires_grad_() if grad else x


def digits(t):
    """Every bit of a tensor's elements, as whole numbers."""
    t = t.detach()
    if t.numel() <= WHOLE:
        return str((t.contiguous().view(BITS[t.dtype]) if t.dtype in BITS else t).reshape(-1).tolist())
    if t.dtype in BITS:
        t = t.masked_fill(t != t, float("nan")).contiguous().view(BITS[t.dtype])
    t = t.reshape(-1).to(torch.int64)
    count = t.numel()
    mixed = (t * (torch.arange(count) * 2654435761 + 1)).sum().item()
    return "#" + str(mixed)


def told(name, value, inputs, lines):
    """Adds a line for each tensor in a result."""
    if isinstance(value, torch.Tensor):
        node = value.grad_fn
        same = "new"
        for i in range(len(inputs)):
            if value is inputs[i]:
                same = "same " + str(i)
        facts = [
            str(value.dtype), str(tuple(value.shape)), str(tuple(value.stride())), str(value.requires_grad),
            node.name() if node is not None else "-", same,
        ]
        lines.append("\t".join([name + "\ttensor"] + facts + [digits(value), repr(repr(value))]))
    elif isinstance(value, (tuple, list)) and not isinstance(value, torch.Size):
        kind = type(value)
        lines.append(name + "\t" + kind.__name__ + "\t" + str(len(value)))
        for i in range(len(value)):
            told(name + "." + str(i), value[i], inputs, lines)
    else:
        lines.append(name + "\t" + type(value).__name__ + "\t" + repr(repr(value)))


def outputs(value, found):
    if isinstance(value, torch.Tensor):
        if value.requires_grad:
            found.append(value)
    elif isinstance(value, (tuple, list)):
        for item in value:
            outputs(item, found)
    return found


def weights(seed, outs):
    return [filled(seed + i, tuple(outs[i].shape), outs[i].dtype, "normal", 0, 1) for i in range(len(outs))]


def check(number, seed, inputs, leaves, second, call):
    lines = []
    sys.stdout.write("# " + str(number) + "\n")
    try:
        torch.default_generator.manual_seed(seed)
        value = call()
        told("r", value, inputs, lines)
        for i in range(len(inputs)):
            if isinstance(inputs[i], torch.Tensor) and inputs[i]._version:
                told("i" + str(i), inputs[i], [], lines)
                lines.append("v" + str(i) + "\tversion\t" + str(inputs[i]._version))
        outs = outputs(value, [])
        if outs and leaves:
            stage = "g"
            grads = torch.autograd.grad(outs, leaves, weights(seed + 1, outs), create_graph=second, allow_unused=True)
            for i in range(len(grads)):
                told("g" + str(i), None if grads[i] is None else grads[i].detach(), [], lines)
            again = outputs(grads, [])
            if second and again:
                more = torch.autograd.grad(again, leaves, weights(seed + 9, again), allow_unused=True)
                for i in range(len(more)):
                    told("h" + str(i), more[i], [], lines)
    except Exception as error:
        lines.append("error\t" + type(error).__name__ + "\t" + repr(str(error)))
    sys.stdout.write("\n".join(lines) + "\n")


def attempt(number, case):
    try:
        case()
    except Exception as error:
        sys.stdout.write("# " + str(number) + "\nsetup\t" + type(error).__name__ + "\t" + repr(str(error)) + "\n")
