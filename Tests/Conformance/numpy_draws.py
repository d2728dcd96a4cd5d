"""numpy's generators after 50 seeds: every way to draw equals numpy's, bit for bit.

    numpy_draws.py --argent PROGRAM [--seeds 50] [--draws 10000]

Both sides run one program. It draws 10,000 numbers each of the ways that a session takes most (`random`, `normal`, …)
and some hundreds of the rest, in several shapes and alone, from `np.random` itself, from a RandomState and from
`default_rng`; and prints for each seed and way a sum that depends on every bit and place of what was drawn.
"""

import argparse
import sys

import sides

PROGRAM = '''
import numpy as np

SEEDS = [0, 1, 2, 3, 7, 42, 123, 1234, 12345, 2**31 - 1, 2**31, 2**32 - 1, 1000003, 20240229] + list(range(100, 200, 2))
INTEGERS = {"int64": np.int64, "int32": np.int32, "int16": np.int16, "int8": np.int8, "uint8": np.uint8, "bool": np.bool_}
SHARES = [0.1, 0.2, 0.0, 0.3, 0.15, 0.25]

# What every kind of generator draws: a function of the generator and of a size.
SHARED = {
    "random": lambda g, n: g.random(n),
    "uniform": lambda g, n: g.uniform(-1.7, 3.1, n),
    "normal": lambda g, n: g.normal(1.5, 0.3, n),
    "standard_normal": lambda g, n: g.standard_normal(n),
    "exponential": lambda g, n: g.exponential(2.5, n),
    "choice": lambda g, n: g.choice(37, n),
    "choice weighted": lambda g, n: g.choice(6, n, p=SHARES),
    "permutation": lambda g, n: g.permutation(n),
}
RARE = {
    "uniform arrays": lambda g, n: g.uniform([0.0, 1.0, -5.0], [1.0, 2.5, 5.0], (n // 3, 3)),
    "normal arrays": lambda g, n: g.normal(np.arange(4.0), 0.5, (n // 4, 4)),
    "normal columns": lambda g, n: g.normal(np.zeros((3, 1)), np.array([1.0, 2.0])),
    "standard_exponential": lambda g, n: g.standard_exponential(n),
    "standard_gamma": lambda g, n: g.standard_gamma(2.5, n),
    "gamma small": lambda g, n: g.gamma(0.4, 2.0, n),
    "gamma 1": lambda g, n: g.gamma(1.0, 2.0, n),
    "gamma": lambda g, n: g.gamma(7.3, 0.5, n),
    "beta": lambda g, n: g.beta(2.0, 5.0, n),
    "beta small": lambda g, n: g.beta(0.5, 0.7, n),
    "chisquare": lambda g, n: g.chisquare(3.0, n),
    "noncentral_chisquare": lambda g, n: g.noncentral_chisquare(3.0, 2.0, n),
    "noncentral_chisquare small": lambda g, n: g.noncentral_chisquare(0.7, 2.0, n),
    "f": lambda g, n: g.f(3.0, 7.0, n),
    "noncentral_f": lambda g, n: g.noncentral_f(3.0, 7.0, 1.5, n),
    "standard_t": lambda g, n: g.standard_t(4.0, n),
    "standard_cauchy": lambda g, n: g.standard_cauchy(n),
    "lognormal": lambda g, n: g.lognormal(0.3, 0.8, n),
    "pareto": lambda g, n: g.pareto(3.0, n),
    "weibull": lambda g, n: g.weibull(1.5, n),
    "power": lambda g, n: g.power(2.5, n),
    "laplace": lambda g, n: g.laplace(1.0, 2.0, n),
    "gumbel": lambda g, n: g.gumbel(1.0, 2.0, n),
    "logistic": lambda g, n: g.logistic(1.0, 2.0, n),
    "rayleigh": lambda g, n: g.rayleigh(2.0, n),
    "triangular": lambda g, n: g.triangular(-1.0, 0.5, 3.0, n),
    "wald": lambda g, n: g.wald(1.5, 2.0, n),
    "vonmises": lambda g, n: g.vonmises(0.5, 4.0, n),
    "poisson": lambda g, n: g.poisson(3.5, n),
    "poisson large": lambda g, n: g.poisson(47.0, n),
    "poisson arrays": lambda g, n: g.poisson([0.5, 5.0, 50.0], (n // 3, 3)),
    "binomial": lambda g, n: g.binomial(10, 0.3, n),
    "binomial large": lambda g, n: g.binomial(1000, 0.37, n),
    "binomial over a half": lambda g, n: g.binomial(1000, 0.8, n),
    "binomial none": lambda g, n: g.binomial([0, 5], [0.5, 0.0], (n // 2, 2)),
    "binomial huge": lambda g, n: g.binomial(1000000, 0.5, n),
    "negative_binomial": lambda g, n: g.negative_binomial(5, 0.3, n),
    "geometric": lambda g, n: g.geometric(0.6, n),
    "geometric rare": lambda g, n: g.geometric(0.05, n),
    "logseries": lambda g, n: g.logseries(0.7, n),
    "zipf": lambda g, n: g.zipf(2.5, n),
    "multinomial": lambda g, n: g.multinomial(20, [0.2, 0.3, 0.5], n // 3),
    "dirichlet": lambda g, n: g.dirichlet([1.0, 2.0, 0.5], n // 3),
    "choice without": lambda g, n: g.choice(n, n // 3, replace=False),
    "choice weighted without": lambda g, n: g.choice(6, 4, replace=False, p=SHARES),
    "choice of array": lambda g, n: g.choice(np.linspace(0, 1, 11), (n // 5, 5)),
    "permutation of rows": lambda g, n: g.permutation(np.arange(60).reshape(20, 3)),
    "shuffle": lambda g, n: shuffled(g, np.arange(n)),
    "shuffle rows": lambda g, n: shuffled(g, np.arange(60.0).reshape(20, 3)),
    "shuffle list": lambda g, n: np.array(shuffled(g, list(range(n)))),
    "one by one": lambda g, n: np.array([one(g) for _ in range(20)]),
}
OLD = {
    "rand": lambda g, n: g.rand(n),
    "randn": lambda g, n: g.randn(n),
    "randint": lambda g, n: g.randint(0, 100, n),
    "random_sample": lambda g, n: g.random_sample((n // 10, 10)),
}
OLD_RARE = {
    "rand rows": lambda g, n: g.rand(n // 10, 10),
    "randn rows": lambda g, n: g.randn(7, 3),
    "randint signed": lambda g, n: g.randint(-50, 50, size=(n // 4, 4)),
    "randint wide": lambda g, n: g.randint(-(2**40), 2**41, n),
    "randint one": lambda g, n: np.array([g.randint(10) for _ in range(50)]),
    "randint arrays": lambda g, n: g.randint([1, 3, 5], [2, 9, 1000]),
    "multivariate_normal": lambda g, n: np.round(g.multivariate_normal([1.0, -1.0], [[2.0, 0.3], [0.3, 0.5]], n // 2), 9),
}
NEW = {
    "integers": lambda g, n: g.integers(0, 100, n),
    "random float32": lambda g, n: g.random(n, dtype=np.float32),
}
NEW_RARE = {
    "integers signed": lambda g, n: g.integers(-50, 50, size=(n // 4, 4)),
    "integers endpoint": lambda g, n: g.integers(1, 6, n, endpoint=True),
    "integers wide": lambda g, n: g.integers(-(2**40), 2**41, n),
    "integers one": lambda g, n: np.array([int(g.integers(10)) for _ in range(50)]),
    "integers arrays": lambda g, n: g.integers([1, 3, 5], [2, 9, 1000]),
    "standard_exponential inv": lambda g, n: g.standard_exponential(n, method="inv"),
    "choice in order": lambda g, n: g.choice(n, n // 3, replace=False, shuffle=False),
    "choice of many": lambda g, n: g.choice(20000, 600, replace=False),
    "multivariate_normal": lambda g, n: np.round(g.multivariate_normal([1.0, -1.0], [[2.0, 0.3], [0.3, 0.5]], n // 2), 9),
}
for name, kind in INTEGERS.items():
    low, high = (0, 2) if name == "bool" else (3, 90)
    OLD_RARE["randint " + name] = lambda g, n, low=low, high=high, kind=kind: g.randint(low, high, n, dtype=kind)
    NEW_RARE["integers " + name] = lambda g, n, low=low, high=high, kind=kind: g.integers(low, high, n, dtype=kind)
for name, low, high, kind in [("all int8", -128, 128, np.int8), ("all int16", -(2**15), 2**15, np.int16),
                              ("all int32", -(2**31), 2**31, np.int32), ("one value", 5, 6, np.int8)]:
    OLD_RARE["randint " + name] = lambda g, n, low=low, high=high, kind=kind: g.randint(low, high, n, dtype=kind)
    NEW_RARE["integers " + name] = lambda g, n, low=low, high=high, kind=kind: g.integers(low, high, n, dtype=kind)


def shuffled(g, items):
    g.shuffle(items)
    return items


def one(g):
    return g.normal() + g.uniform(1, 2) + g.poisson(3) + g.random() + g.exponential() + g.choice(9) + g.binomial(5, 0.5)


def digest(drawn):
    bits = (drawn.copy().view(np.int64) if drawn.dtype == np.float64
            else drawn.copy().view(np.int32) if drawn.dtype == np.float32 else drawn).astype(np.int64).reshape(-1)
    weights = np.arange(bits.size) * 2654435761 + 1
    return f"{drawn.dtype} {drawn.shape} {int(((bits + 1) * weights).sum())}"


def say(kind, seed, ways, g, n):
    for name, way in ways.items():
        try:
            print(kind, seed, name, digest(way(g, n)))
        except Exception as error:
            print(kind, seed, name, type(error).__name__, error)


for place, seed in enumerate(SEEDS[:COUNT]):
    np.random.seed(seed)
    for ways, n in [(SHARED, DRAWS), (OLD, DRAWS), (RARE, 300), (OLD_RARE, 300)]:
        say("legacy", seed, ways, np.random, n)
    for ways, n in [(SHARED, 100), (OLD, 100), (RARE, 60)]:
        say("RandomState", seed, ways, np.random.RandomState(seed), n)
    for ways, n in [(SHARED, DRAWS), (NEW, DRAWS), (RARE, 300), (NEW_RARE, 300)]:
        say("default_rng", seed, ways, np.random.default_rng(seed), n)
    np.random.seed([seed, place, 5])
    say("several words", seed, OLD, np.random, 50)
    say("several words", seed, NEW, np.random.default_rng([seed, place, 5]), 50)
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--draws", type=int, default=10000)
    options = parser.parse_args()
    program = f"COUNT, DRAWS = {options.seeds}, {options.draws}\n" + PROGRAM
    return sides.compare(options.argent, program, "numpy", "seeds and ways to draw", sides.pairs("numpy", 40))


if __name__ == "__main__":
    sys.exit(main())
