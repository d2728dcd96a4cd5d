"""How far values may be from PyTorch's.

An operation that is not named here must give every bit: each of its elements is rounded once, or it is computed in
PyTorch's order with PyTorch's instructions.
"""

from dataclasses import dataclass


@dataclass
class Limit:
    """Elements may be `ulps` units in the last place apart, or by `scale` such units of the tensor's largest one.

    `least` is the size below which the largest one is not taken to be.
    """

    ulps: int = 0
    scale: float = 0
    least: float = 0


EXACT = Limit()
ULPS = Limit(2)
LIMITS = {}


def tolerance(key, part, dtype):
    """The limit for `r`esults, `g`radients and second derivatives `h` of an operation."""
    limits = LIMITS.get(key)
    if limits is None:
        return EXACT
    return limits.get(part, limits.get("r", EXACT))
