"""A case in the making: chance, the statements that make its tensors, and the arguments of its call."""

import random

FLOATS = ["float32", "float64", "float16", "bfloat16"]
INTS = ["int64", "int32", "int16", "int8", "uint8"]
ALL = FLOATS + INTS + ["bool"]
WEIGHTS = [40, 16, 6, 6, 12, 5, 2, 3, 4, 6]
LAYOUTS = ["plain", "turned", "strided", "offset", "expanded"]
KINDS = ["normal", "halves", "odd", "wide", "distinct"]
# Sizes past the lengths at which PyTorch changes to vectors, to pieces and to threads.
LARGE = [(17,), (33,), (100,), (257,), (1000,), (1025,), (4097,), (40000,), (3, 700), (700, 3), (64, 65), (130, 257)]
LARGE += [(2, 3, 171), (171, 3, 2), (16, 16, 16), (5, 4096), (4096, 5)]


class Tensor:
    """What is known of a tensor that a case makes."""

    def __init__(self, name, shape, dtype, grad):
        self.name, self.shape, self.dtype, self.grad = name, tuple(shape), dtype, grad

    @property
    def rank(self):
        return len(self.shape)

    @property
    def floats(self):
        return self.dtype in FLOATS

    def __str__(self):
        return self.name


class Skip(Exception):
    """Thrown where chance asked for something that a rule does not make."""


class Case:
    """One call, and what it needs. `args` is a list of (parameter, text) in the order of the declaration."""

    def __init__(self, seed, op, overload):
        self.random = random.Random(seed)
        self.op, self.overload = op, overload
        self.lines, self.tensors = [], []
        self.wants_grad = self.chance(0.55)

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items, weights=None):
        return self.random.choices(items, weights)[0]

    def int(self, low, high):
        """A whole number from `low` to `high`, both possible."""
        return self.random.randint(low, high)

    # Tensors

    def shape(self, ranks=(0, 1, 1, 2, 2, 2, 3, 3, 4), sizes=(1, 2, 2, 3, 3, 4, 5), large=0.06, empty=0.04):
        if self.chance(large):
            return self.pick(LARGE)
        rank = self.pick(ranks)
        shape = [self.pick(sizes) for _ in range(rank)]
        if rank and self.chance(empty):
            shape[self.int(0, rank - 1)] = 0
        return tuple(shape)

    def dtype(self, among=ALL):
        weights = [WEIGHTS[ALL.index(one)] for one in among]
        return self.pick(list(among), weights)

    def tensor(self, shape, dtype, kind=None, low=0, high=1, layout=None, grad=None):
        """A new tensor; kinds are those of `prelude.filled`, and what is not said is left to chance."""
        name = "abcdefgh"[len(self.tensors)] if len(self.tensors) < 8 else f"t{len(self.tensors)}"
        if kind is None:
            kind = self.pick(KINDS, [55, 15, 8, 8, 14]) if dtype in FLOATS else "ints"
            if kind == "ints":
                low, high = (0, 2) if dtype == "bool" else (0, 12) if dtype == "uint8" else (-9, 10)
        if layout is None:
            layout = self.pick(LAYOUTS, [64, 12, 10, 8, 6])
        wants = self.wants_grad and self.chance(0.85) if grad is None else grad
        grad = wants and dtype in FLOATS
        extra = "" if layout == "plain" and not grad else f", layout={layout!r}" + (", grad=True" if grad else "")
        seed = self.int(0, 2**31)
        self.lines.append(
            f"{name} = T({seed}, {tuple(shape)!r}, torch.{dtype}, {kind!r}, {low!r}, {high!r}{extra})"
        )
        made = Tensor(name, shape, dtype, grad)
        self.tensors.append(made)
        return made

    def let(self, text):
        """A statement before the call."""
        self.lines.append(text)

    def partner(self, shape):
        """A shape that broadcasts with `shape`."""
        how = self.pick(["same", "ones", "shorter", "scalar", "longer", "one"], [50, 15, 12, 8, 8, 7])
        if how == "ones":
            return tuple(1 if self.chance(0.4) else n for n in shape)
        if how == "shorter":
            return shape[self.int(0, len(shape)) :]
        if how == "scalar":
            return ()
        if how == "longer" and len(shape) < 4:
            return (self.int(1, 3), *shape)
        if how == "one":
            return (1,) * len(shape)
        return shape

    # Numbers

    def number(self):
        """A number as Python writes it."""
        return self.pick(
            ["2", "-1", "0", "3", "1.5", "-0.5", "0.1", "2.0", "0.0", "1", "True", "-3.7", "1e-3", "100", "1e5", "7"]
        )

    def dim(self, rank, wild=0.03):
        """A dimension of a tensor; now and then one out of range."""
        if self.chance(wild):
            return self.pick([rank, -rank - 1, rank + 3, -rank - 4])
        r = max(rank, 1)
        return self.int(-r, r - 1)

    def dims(self, rank, least=1):
        """Several different dimensions."""
        if self.chance(0.03):
            return [self.dim(rank, 0.5) for _ in range(self.int(1, 3))]
        r = max(rank, 1)
        chosen = self.random.sample(range(r), self.int(min(least, r), r))
        return [d - r if self.chance(0.3) else d for d in chosen]


def text_of(values):
    """A tuple as Python writes it."""
    return "(" + ", ".join(map(str, values)) + ("," if len(values) == 1 else "") + ")"
