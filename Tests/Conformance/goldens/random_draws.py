"""Writes Tests/NDArrayTests/Golden/random.txt: what PyTorch's CPU generator gives.

A line `seed N` seeds the generator. Every other line is one draw from where the generator stands, and what came out:
    draw dtype count parameters : first element : FNV-1a of all elements' bytes
Numbers are written so that they read back exactly. Run with a Python that has PyTorch 2.13.
"""
import os
import random
import struct
import sys

import torch

BITS = {
    torch.float32: ("f", torch.float32), torch.float64: ("d", torch.float64), torch.int64: ("q", torch.int64),
    torch.int32: ("q", torch.int64), torch.uint8: ("q", torch.int64), torch.int16: ("q", torch.int64),
    torch.int8: ("q", torch.int64), torch.bool: ("q", torch.int64),
    torch.float16: ("f", torch.float32), torch.bfloat16: ("f", torch.float32),
}


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def show(tensor):
    code, dtype = BITS[tensor.dtype]
    values = tensor.to(dtype).flatten().tolist()
    first = repr(values[0]) if values else "-"
    return f"{first} : {fnv(struct.pack('<%d%s' % (len(values), code), *values)):016x}"


def weights(count, dtype):
    """Weights both sides can make: 1, 2, 3, … over 8, every fifth one 0."""
    return torch.tensor([0.0 if i % 5 == 4 else (i % 11 + 1) / 8 for i in range(count)], dtype=dtype)


def chances(count, dtype):
    return torch.tensor([i % 17 / 16 for i in range(count)], dtype=dtype)


def multinomial(count, dtype, categories, samples, replacement):
    w = weights(categories * count, dtype).reshape(count, categories)
    return torch.multinomial(w, int(samples), replacement=bool(replacement))


DRAWS = {
    "uniform": lambda n, t, a, b: torch.empty(n, dtype=t).uniform_(a, b),
    "normal": lambda n, t, a, b: torch.empty(n, dtype=t).normal_(a, b),
    "strided_normal": lambda n, t, a, b: torch.empty(n, 2, dtype=t)[:, 0].normal_(a, b),
    "exponential": lambda n, t, a: torch.empty(n, dtype=t).exponential_(a),
    "cauchy": lambda n, t, a, b: torch.empty(n, dtype=t).cauchy_(a, b),
    "log_normal": lambda n, t, a, b: torch.empty(n, dtype=t).log_normal_(a, b),
    "geometric": lambda n, t, a: torch.empty(n, dtype=t).geometric_(a),
    "randint": lambda n, t, a, b: torch.randint(a, b, (n,), dtype=t),
    "random": lambda n, t: torch.empty(n, dtype=t).random_(),
    "everything": lambda n, t: torch.empty(n, dtype=t).random_(-(2**63), None),
    "randperm": lambda n, t: torch.randperm(n, dtype=t),
    "bernoulli": lambda n, t, p: torch.empty(n, dtype=t).bernoulli_(p),
    "bernoulli_each": lambda n, t: torch.bernoulli(chances(n, t)),
    "dropout": lambda n, t, p: torch.nn.functional.dropout(torch.ones(n, dtype=t), p),
    "multinomial": multinomial,
    "state": lambda n, t: torch.get_rng_state(),
}


def write(out, name, dtype, count, *parameters):
    result = DRAWS[name](count, dtype, *parameters)
    words = [name, str(dtype).removeprefix("torch."), str(count), *map(repr, parameters)]
    out.write(f"{' '.join(words)} : {show(result)}\n")


def main():
    f32, f64, f16, b16, i64 = torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64
    rng = random.Random(13)
    path = os.path.join(os.path.dirname(__file__), "../../NDArrayTests/Golden/random.txt")
    out = open(path, "w") if len(sys.argv) < 2 else open(sys.argv[1], "w")

    def scatter(n):
        size = rng.choice([0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 100, 311, 312, 313, 623, 624, 625, 1000, 2497, 5003])
        dtype = rng.choice([f32, f32, f32, f64, f64, f16, b16])
        a, b = rng.choice([(0.0, 1.0), (-1.0, 1.0), (0.1, 0.7), (-3.25, 100.0)])
        mean, std = rng.choice([(0.0, 1.0), (0.0, 1.0), (2.5, 0.3), (-1.1, 10.0)])
        p = rng.choice([0.1, 0.25, 0.5, 0.9])
        low, high = rng.choice([(0, 10), (-5, 6), (0, 2), (3, 4), (0, 2**28 - 1), (0, 2**28), (-(2**40), 2**61)])
        rows, categories = rng.choice([(1, 4), (3, 7), (2, 100)])
        for name, *rest in rng.sample([
            ("uniform", dtype, size, a, b), ("normal", dtype, size, mean, std), ("normal", dtype, size, mean, std),
            ("strided_normal", dtype, size, mean, std), ("exponential", dtype, size, 1.0 / p),
            ("cauchy", dtype, size, mean, std), ("log_normal", f64, size, mean, 0.3), ("geometric", dtype, size, p),
            ("randint", i64, size, low, high), ("randint", f64, size, low, min(high, 2**50)), ("random", dtype, size),
            ("random", rng.choice([i64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]), size),
            ("everything", i64, size), ("randperm", i64, size), ("bernoulli", dtype, size, p),
            ("bernoulli_each", dtype, size), ("dropout", dtype, size, p),
            ("multinomial", rng.choice([f32, f64]), rows, categories, rng.randint(1, categories // 2), rng.choice([0, 1])),
        ], n):
            write(out, name, *rest)

    for seed in [0, 1, 2, 42, 1234, 2**32 - 1, 2**32, 2**63, 2**64 - 1, *range(100, 141)]:
        torch.manual_seed(seed)
        out.write(f"seed {seed}\n")
        write(out, "normal", f32, 1, 0.0, 1.0)
        write(out, "uniform", f32, 1, 0.0, 1.0)
        write(out, "normal", f32, 1, 0.0, 1.0)
        for count in (4, 16, 17, 40):
            write(out, "normal", f32, count, 0.0, 1.0)
        scatter(14)
        write(out, "state", torch.uint8, 5056)


main()
