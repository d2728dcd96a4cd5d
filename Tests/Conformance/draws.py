"""Every generator after `manual_seed` of 50 seeds: at least 10,000 draws of each equal PyTorch's, bit for bit.

    draws.py --argent PROGRAM

Both sides run one program, which prints for each generator, dtype and seed a sum that depends on every bit and place of
what was drawn. Sizes lie below and above 16, where PyTorch changes to another algorithm for normal numbers, and once far
above; one tensor of each kind does not lie in one piece.
"""

import argparse
import sys

import sides

PROGRAM = '''
import torch
import torch.nn.functional as F

BITS = {torch.float64: torch.int64, torch.float32: torch.int32, torch.float16: torch.int16, torch.bfloat16: torch.int16}
SEEDS = list(range(44)) + [2**31, 2**32 + 5, 2**53 - 1, -1, 67280421310721, 123456789]
SIZES = [1, 2, 7, 15, 16, 17, 31, 32, 33, 100, 257]


def digest(t):
    if t.dtype in BITS:
        t = t.contiguous().view(BITS[t.dtype])
    t = t.reshape(-1).to(torch.int64)
    return ((t + 1) * (torch.arange(t.numel()) * 2654435761 + 1)).sum().item()


def chances(n, dtype):
    return (torch.arange(n) % 11 / 10).to(dtype)


FLOATS = {
    "rand": lambda n, d: torch.rand(n, dtype=d),
    "randn": lambda n, d: torch.randn(n, dtype=d),
    "rand_like": lambda n, d: torch.rand_like(torch.zeros(2, n, dtype=d).t()),
    "randn_like": lambda n, d: torch.randn_like(torch.zeros(2, n, dtype=d).t()),
    "normal(mean, std)": lambda n, d: torch.normal(torch.arange(n).to(d), chances(n, d)),
    "normal(mean)": lambda n, d: torch.normal(torch.arange(n).to(d), 2.5),
    "normal_": lambda n, d: torch.empty(n, dtype=d).normal_(1.5, 0.3),
    "normal_ in columns": lambda n, d: torch.empty(3, n, dtype=d).t().normal_(1.5, 0.3),
    "uniform_": lambda n, d: torch.empty(n, dtype=d).uniform_(-1.7, 0.3),
    "bernoulli": lambda n, d: torch.bernoulli(chances(n, d)),
    "bernoulli_": lambda n, d: torch.empty(n, dtype=d).bernoulli_(0.3),
    "exponential_": lambda n, d: torch.empty(n, dtype=d).exponential_(1.5),
    "geometric_": lambda n, d: torch.empty(n, dtype=d).geometric_(0.2),
    "random_": lambda n, d: torch.empty(n, dtype=d).random_(),
    "random_(to)": lambda n, d: torch.empty(n, dtype=d).random_(1000),
    "dropout": lambda n, d: F.dropout(torch.ones(n, dtype=d), 0.3),
    "multinomial": lambda n, d: torch.multinomial(chances(n, d) + 0.1, n, replacement=True),
    # Among thousands some keys are equal in float32, and PyTorch takes the order in which the C++ library leaves those.
    "multinomial without": lambda n, d: torch.multinomial(chances(min(n, 257), d) + 0.1, min(n, 257)),
}
INTS = {
    "randint": lambda n, d: torch.randint(0, 100, (n,), dtype=d),
    "random_": lambda n, d: torch.empty(n, dtype=d).random_(),
    "random_(from, to)": lambda n, d: torch.empty(n, dtype=d).random_(3, 90),
    "bernoulli_": lambda n, d: torch.empty(n, dtype=d).bernoulli_(0.4),
}
OTHERS = {
    "normal(number, number)": lambda n: torch.normal(0.5, 2.0, (n,)),
    "randint wide": lambda n: torch.randint(-(2**40), 2**41, (n,)),
    "randint signed": lambda n: torch.randint(-5, 6, (n,)),
    "randperm": lambda n: torch.randperm(n),
    "Linear": lambda n: torch.nn.Linear(n, 2).weight.detach(),
}


def draw(name, seed, make):
    torch.manual_seed(seed)
    sums = []
    total = 0
    while total < 10000:
        for size in SIZES:
            sums.append(digest(make(size)))
            total += size
        if total >= 2000 and total < 8000:
            sums.append(digest(make(8000)))
            total += 8000
    print(name, seed, hash(tuple(sums)) if False else sum((i + 1) * s for i, s in enumerate(sums)) % 2**61)


for seed in SEEDS:
    for name in FLOATS:
        for dtype in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
            if "multinomial" in name and dtype in (torch.float16, torch.bfloat16):
                continue
            draw(name + " " + str(dtype), seed, lambda n: FLOATS[name](n, dtype))
    for name in INTS:
        for dtype in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8):
            draw(name + " " + str(dtype), seed, lambda n: INTS[name](n, dtype))
    for name in OTHERS:
        draw(name, seed, OTHERS[name])
'''.replace("hash(tuple(sums)) if False else ", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True)
    options = parser.parse_args()
    return sides.compare(
        options.argent, PROGRAM, "PyTorch", "generators, dtypes and seeds of at least 10,000 draws",
        sides.pairs("pytorch", 20))


if __name__ == "__main__":
    sys.exit(main())
