"""Writes Tests/NDArrayTests/Golden/draw_slopes.txt: how numbers drawn from distributions move with a parameter.

    gamma SHAPE NUMBER : SLOPE PYTORCH
    dirichlet CONCENTRATION TOTAL SHARE : SLOPE PYTORCH

The slope is what the definition says, in forty digits: the share of the distribution below the number, derived by the
parameter, over the density. PyTorch evaluates fitted formulas, which are right to three digits or more.
"""
import random
from pathlib import Path

import mpmath
import torch
from mpmath import mpf

OUT = Path(__file__).resolve().parents[3] / "Tests" / "NDArrayTests" / "Golden" / "draw_slopes.txt"


def slope(below, parameter, density):
    return float(-mpmath.diff(below, parameter) / density)


def gamma(shape, x):
    density = mpmath.exp((shape - 1) * mpmath.log(x) - x - mpmath.loggamma(shape))
    return slope(lambda a: mpmath.gammainc(a, 0, x, regularized=True), shape, density)


def dirichlet(a, total, x):
    b = total - a
    density = mpmath.exp((a - 1) * mpmath.log(x) + (b - 1) * mpmath.log(1 - x)) / mpmath.beta(a, b)
    return slope(lambda a: mpmath.betainc(a, b, 0, x, regularized=True), a, density * (1 - x))


def line(name, arguments, exact, peer):
    peer = peer(*(torch.tensor([value], dtype=torch.float64) for value in arguments)).item()
    return f"{name} {' '.join(map(repr, arguments))} : {exact(*map(mpf, arguments))!r} {peer!r}"


def peer_of_dirichlet(a, total, x):
    return torch._dirichlet_grad(x, a, total)


def main():
    mpmath.mp.dps = 40
    chance = random.Random(0)
    cases = [(1.0, 1.0), (2.0, 1.0), (1.0, 8.0), (0.01, 1e-30), (0.01, 0.9), (5.0, 5.0), (3.0, 20.0), (1e4, 1.01e4)]
    for _ in range(60):
        shape = chance.lognormvariate(0.5, 2)
        cases.append((shape, max(chance.gammavariate(shape, 1), 1e-300)))
    lines = [line("gamma", case, gamma, torch._standard_gamma_grad) for case in cases]
    cases = [(1.0, 2.0, 0.5), (2.0, 5.0, 0.25), (2.0, 5.0, 0.75), (4.0, 4.5, 1 - 1e-9), (0.01, 30.0, 1e-20)]
    while len(cases) < 65:
        a, b = chance.lognormvariate(0.5, 2), chance.lognormvariate(0.5, 2)
        x = chance.betavariate(a, b)
        if 0 < x < 1:
            cases.append((a, a + b, x))
    lines += [line("dirichlet", case, dirichlet, peer_of_dirichlet) for case in cases]
    OUT.write_text("".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
