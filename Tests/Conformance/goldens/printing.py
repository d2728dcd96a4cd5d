"""Prints random tensors and arrays with PyTorch and numpy, for Tests/TensorTextTests to compare.

    printing.py [COUNT [SEED [FILE]]]

Without arguments it rewrites the golden subset, Tests/TensorTextTests/Golden/printing.txt; with a larger COUNT and a FILE
of your own it makes a longer comparison: ARGENT_PRINTING_CASES=FILE swift test --filter TensorTextTests.

A line is one case, its fields separated by tabs: what prints it, element type, shape, options, further words, the
elements' bytes in hexadecimal, and the text, with line ends written as backslash n.
"""
import math
import os
import random
import sys

import numpy as np
import torch

NODES = ["MulBackward0", "AddBackward0", "LinalgVectorNormBackward0", "BinaryCrossEntropyWithLogitsBackward0"]
SIZES = [1, 1, 2, 3, 4, 5, 6, 7, 9, 12, 17]
LARGE = [1, 5, 6, 7, 12, 30, 41]
ODD = [math.nan, math.inf, -math.inf, 0.0, -0.0]


def shape(rng, small):
    dims = rng.choice([0, 0, 1, 1, 1, 2, 2, 3, 4])
    large = not small and rng.random() < 0.1
    sizes = [rng.choice(LARGE if large else SIZES) for _ in range(dims)]
    if dims and rng.random() < 0.04:
        sizes[rng.randrange(dims)] = 0
    while math.prod(sizes) > (60 if small else 3000):
        sizes[sizes.index(max(sizes))] = rng.choice([1, 2, 3])
    return sizes


def floats(rng, gen, n):
    """Doubles of many kinds: plain, whole, wide apart, short in decimal, on ties, with odd ones among them."""
    kind = rng.randrange(7)
    x = gen.standard_normal(n)
    if kind == 1:
        x = np.round(x * 10.0 ** rng.uniform(0, 9))
    elif kind == 2:
        x = x * 10.0 ** rng.uniform(-9, 12)
    elif kind == 3:
        x = np.exp(x * rng.uniform(0, 8))
    elif kind == 4:
        x = np.round(x * 100) / 100
    elif kind == 5:
        x = np.round(x * 64) / rng.choice([32, 64, 2**15])
    elif kind == 6:
        x = x * 10.0 ** gen.uniform(-40, 38, n) if rng.random() < 0.3 else np.round(x, 3) * 10.0 ** rng.randint(-6, 9)
    if rng.random() < 0.25:
        x = np.where(gen.random(n) < rng.choice([0.1, 0.5, 1]), rng.choice(ODD), x)
    if rng.random() < 0.1:
        x = np.where(gen.random(n) < 0.3, rng.choice(ODD), x)
    return x


def integers(rng, gen, n, bits, signed):
    width = rng.randint(1, bits - signed)
    top = gen.integers(0, 2**width, n, dtype=np.uint64, endpoint=False) if width < 64 else gen.integers(0, 2**63, n, dtype=np.uint64) * 2
    low = -int(top.max(initial=0)) if signed and rng.random() < 0.5 else 0
    return [int(v) if low == 0 or gen.random() < 0.5 else -int(v) for v in top]


def torch_values(rng, gen, name, n):
    dtype = getattr(torch, name)
    if name == "bool":
        return torch.tensor(gen.random(n) < 0.5)
    if dtype.is_complex:
        return torch.complex(torch.tensor(floats(rng, gen, n)), torch.tensor(floats(rng, gen, n))).to(dtype)
    if dtype.is_floating_point:
        return torch.tensor(floats(rng, gen, n)).to(dtype)
    bits = torch.iinfo(dtype).bits
    return torch.tensor(integers(rng, gen, n, min(bits, 63) if name == "uint64" else bits, dtype.is_signed), dtype=dtype)


TORCH = ["float32"] * 6 + ["float64"] * 3 + ["int64"] * 2 + [
    "bool", "float16", "bfloat16", "complex64", "complex128", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64"]


def torch_case(rng, gen, small):
    name = rng.choice(TORCH)
    sizes = shape(rng, small)
    t = torch_values(rng, gen, name, math.prod(sizes)).reshape(sizes)
    data = (t.flatten().view(torch.int16) if t.dtype == torch.bfloat16 else t.flatten()).numpy().tobytes()
    default = rng.choice(["float32"] * 6 + ["float64", "float16"])
    plain = rng.random() < 0.5
    precision = 4 if plain else rng.choice([4, 2, 8, 0, 1, 12, 17, 25])
    threshold = 1000 if plain else rng.choice([1000, 1000, 10, 50, 0, math.inf])
    edge = 3 if plain else rng.choice([3, 3, 1, 2, 5, 0])
    width = 80 if plain else rng.choice([80, 80, 120, 40, 10])
    scientific = None if plain else rng.choice([None, None, True, False])
    mark = "-"
    if (t.is_floating_point() or t.is_complex()) and rng.random() < 0.4:
        t.requires_grad_()
        mark = "leaf"
        if rng.random() < 0.6:
            mark = rng.choice(NODES[:2])
            t = t * 1 if mark == NODES[0] else t + 0
            data = t.detach().flatten()
            data = (data.view(torch.int16) if t.dtype == torch.bfloat16 else data).numpy().tobytes()
    torch.set_default_dtype(getattr(torch, default))
    torch.set_printoptions(precision=precision, threshold=threshold, edgeitems=edge, linewidth=width, sci_mode=scientific)
    text = repr(t)
    torch.set_printoptions(profile="default")
    torch.set_default_dtype(torch.float32)
    return ["torch", name, sizes, [precision, threshold, edge, width, scientific], [default, mark], data, text]


NUMPY = ["float64"] * 6 + ["float32"] * 4 + ["int64"] * 2 + [
    "bool", "float16", "complex64", "complex128", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64"]


def numpy_values(rng, gen, name, n):
    if name == "bool":
        return gen.random(n) < 0.5
    dtype = np.dtype(name)
    with np.errstate(all="ignore"):
        if dtype.kind == "c":
            return (floats(rng, gen, n) + 1j * floats(rng, gen, n)).astype(dtype)
        if dtype.kind == "f":
            return floats(rng, gen, n).astype(dtype)
    return np.array(integers(rng, gen, n, dtype.itemsize * 8, dtype.kind == "i"), dtype=dtype)


def numpy_case(rng, gen, small):
    name = rng.choice(NUMPY)
    sizes = shape(rng, small)
    a = numpy_values(rng, gen, name, math.prod(sizes)).reshape(sizes)
    kind = rng.choice(["repr", "repr", "str"])
    if not sizes and rng.random() < 0.7:
        scalar = a[()]
        return ["numpy-scalar-" + kind, name, sizes, [], [], a.tobytes(), repr(scalar) if kind == "repr" else str(scalar)]
    plain = rng.random() < 0.5
    options = dict(
        precision=8 if plain else rng.choice([8, 8, 2, 3, 0, 5, 17]),
        threshold=1000 if plain else rng.choice([1000, 1000, 10, 50, 0]),
        edgeitems=3 if plain else rng.choice([3, 3, 1, 2, 5, 0]),
        linewidth=75 if plain else rng.choice([75, 75, 120, 40, 10]),
        suppress=False if plain else rng.choice([False, True]),
        sign="-" if plain else rng.choice(["-", "-", "+", " "]),
        floatmode="maxprec" if plain else rng.choice(["maxprec", "maxprec", "fixed", "unique", "maxprec_equal"]))
    with np.printoptions(**options):
        text = repr(a) if kind == "repr" else str(a)
    return ["numpy-" + kind, name, sizes, list(options.values()), [], a.tobytes(), text]


def main():
    golden = os.path.join(os.path.dirname(__file__), "../../TensorTextTests/Golden/printing.txt")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 700
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 13
    path = sys.argv[3] if len(sys.argv) > 3 else golden
    rng = random.Random(seed)
    gen = np.random.default_rng(seed)
    small = len(sys.argv) <= 3

    def field(values):
        return ",".join(str(v) for v in values)

    with open(path, "w") as out:
        for _ in range(count):
            make = torch_case if rng.random() < 0.5 else numpy_case
            printer, name, sizes, options, words, data, text = make(rng, gen, small and rng.random() < 0.98)
            out.write("\t".join([
                printer, name, field(sizes), field(options), field(words), data.hex(), text.replace("\n", "\\n")]) + "\n")


main()
