"""Writes Tests/CKernelsTests/Golden/elementary.txt: bits of PyTorch's elementary functions and reductions.

    each NAME float32|float64 ULPS : inputs : results      one value at a time (a strided tensor)
    run  NAME float32|float64 ULPS : inputs : results      a contiguous tensor
    fold NAME float32|float64 ULPS ROWS COLUMNS : results  a reduction of the matrix that `matrix` below makes

Values are bits in hexadecimal. ULPS is how many units in the last place a result may be off: none where the algorithm
PyTorch runs is known, one for the functions it takes from a closed library. How often those differ at all, over
200,000 random arguments from [-10, 10] (from the domain, if that is smaller):

    function   float32  float64        function   float32  float64        function   float32  float64
    exp          1.0 %    0.5 %        tan         17.8 %    0.3 %        acos         8 %      8 %
    log          7.5 %    0.1 %        tanh         0.1 %    0.5 %        atan         6.5 %    6 %
    log2         0.1 %    0.2 %        sqrt        10-20 %   1.4 %        erf          0.8 %    4.6 %
    log10        0.1 %    2.3 %        asin         5.5 %    5.7 %        erfc         3.6 %    0.8 %
    sin          4.9 %    0.2 %        erfinv       0.1 %   13 %          logit        7 %      0.1 %
    cos          5.0 %    0.1 %        gelu of contiguous floats  5-25 %  of contiguous doubles  5 %
"""
import math
import os
import struct

import torch
import torch.nn.functional as F

CLOSED = "exp log log2 log10 sin cos tan tanh asin acos atan sqrt erf erfc erfinv".split()
KNOWN = ("exp2 expm1 log1p sinh cosh asinh acosh atanh rsqrt reciprocal lgamma digamma i0 sinc sigmoid frac "
         "logsigmoid silu mish gelu gelu_tanh hardsigmoid hardswish").split()
BINARY = "pow atan2 hypot fmod remainder floor_divide xlogy logaddexp".split()
EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 10.0, -10.0, math.inf, -math.inf, math.nan, 1e-30, -1e-40, 88.9, -104.0, 1e5]


def function(name):
    if name == "gelu_tanh":
        return lambda x: F.gelu(x, approximate="tanh")
    return getattr(F, name) if name in ("logsigmoid", "silu", "mish", "gelu", "hardsigmoid", "hardswish") \
        else getattr(torch, name)


def bits(tensor):
    code = ">f" if tensor.dtype == torch.float32 else ">d"
    return " ".join("nan" if math.isnan(v) else struct.pack(code, v).hex() for v in tensor.reshape(-1).tolist())


def matrix(rows, columns, dtype):
    i = torch.arange(rows * columns, dtype=torch.int64)
    return (((i * 7919 + 13) % 2003 - 1001).to(torch.float64) / 997).to(dtype).reshape(rows, columns)


def strided(x):
    return torch.stack([x, x], 1)[:, 0]


def lines():
    generator = torch.Generator().manual_seed(20)
    for dtype in (torch.float32, torch.float64):
        kind = str(dtype).removeprefix("torch.")
        spread = torch.randn(21, generator=generator, dtype=torch.float64) * 3
        unit = torch.rand(12, generator=generator, dtype=torch.float64)
        x = torch.cat([torch.tensor(EDGES, dtype=torch.float64), spread, unit]).to(dtype)
        y = x.flip(0).contiguous()
        for name in CLOSED + KNOWN:
            ulps = int(name in CLOSED)
            yield f"each {name} {kind} {ulps} : {bits(x)} : {bits(function(name)(strided(x)))}"
            if name != "gelu":
                yield f"run {name} {kind} {ulps} : {bits(x)} : {bits(function(name)(x))}"
        for name in BINARY:
            yield f"each {name} {kind} 0 : {bits(x)} {bits(y)} : {bits(getattr(torch, name)(strided(x), strided(y)))}"
        for name in ("pow", "atan2", "hypot"):
            yield f"run {name} {kind} 0 : {bits(x)} {bits(y)} : {bits(getattr(torch, name)(x, y))}"
        for rows, columns in ((1, 3), (3, 5), (1, 100), (7, 33), (50, 8), (100, 41), (3, 1000), (1, 32768), (300, 200)):
            m = matrix(rows, columns, dtype)
            for name, result in (
                ("sum", m.sum()), ("rows", m.sum(1)), ("columns", m.sum(0)), ("variance", m.var()),
                *([("along", m.var(0))] if rows > 1 else []), ("norm", m.norm()), ("softmax", m[0].softmax(0)),
                ("log_softmax", m[0].log_softmax(0)), ("across", m.softmax(0)), ("cumsum", m[0].cumsum(0)),
            ):
                if result.numel() <= 50:
                    yield f"fold {name} {kind} 0 {rows} {columns} : {bits(result)}"


if __name__ == "__main__":
    torch.set_num_threads(2)
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "..", "CKernelsTests", "Golden", "elementary.txt")
    with open(path, "w") as file:
        file.writelines(line + "\n" for line in lines())
