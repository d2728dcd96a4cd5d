"""Kinds of value: what a hole in a rule asks for.

A kind is a tuple, its name first: `("int",)`, `("dict", ("str",), ("int",))`. It is written with its name before its
parts, `dict str int`, and because each name has a fixed number of parts that needs no brackets. A capital letter is a
variable, which stands for one kind in the whole of a rule.
"""

PARTS = {
    "list": 1, "tuple": 1, "pair": 2, "dict": 2, "set": 1, "frozenset": 1, "iter": 1, "seq": 1, "it": 1, "deque": 1,
    "counter": 1, "defaultdict": 2, "ordered": 2, "function": 2, "map": 2, "setlike": 1,
}

PLAIN = ["int", "int", "float", "bool", "str", "str", "bytes", "none"]
HASHABLE = ["int", "int", "str", "str", "bool", "key", "bytes"]
ORDERED = ["int", "int", "float", "str", "bool"]
NUMERIC = ["int", "int", "float", "bool"]
UNHASHABLE = {"list", "dict", "set", "deque", "counter", "defaultdict", "ordered", "slice", "none", "float"}


def parse(text):
    words = text.split()
    kind, rest = take(words)
    if rest:
        raise ValueError(f"{text!r} has more than one kind")
    return kind


def written(kind):
    return " ".join([kind[0], *map(written, kind[1:])])


def take(words):
    name, rest = words[0], words[1:]
    parts = []
    for _ in range(PARTS.get(name, 0)):
        part, rest = take(rest)
        parts.append(part)
    return (name, *parts), rest


def is_variable(kind):
    return len(kind[0]) == 1 and kind[0].isupper()


def admits(letter, kind):
    """Whether a variable can stand for a kind: K and J for what can be a key, O for what has an order, N for numbers."""
    if is_variable(kind):
        return True
    if letter in "KJ":
        return kind[0] not in UNHASHABLE and all(admits("K", part) for part in kind[1:])
    if letter == "O":
        return kind[0] in ORDERED or kind[0] in ("tuple", "list", "pair") and all(admits("O", p) for p in kind[1:])
    if letter == "N":
        return kind[0] in NUMERIC
    return True


def unify(pattern, kind, found):
    """Matches a rule's kind with the one that is wanted, filling `found`; says whether it could."""
    if is_variable(pattern):
        if pattern[0] in found:
            return found[pattern[0]] == kind
        if not admits(pattern[0], kind):
            return False
        found[pattern[0]] = kind
        return True
    if pattern[0] != kind[0] or len(pattern) != len(kind):
        return False
    return all(unify(a, b, found) for a, b in zip(pattern[1:], kind[1:]))


def filled(pattern, found, random):
    """The kind a pattern stands for; a variable that nothing has bound yet gets a kind of its own."""
    if is_variable(pattern):
        if pattern[0] not in found:
            found[pattern[0]] = any_kind(random, pattern[0])
        return found[pattern[0]]
    return (pattern[0], *(filled(part, found, random) for part in pattern[1:]))


def any_kind(random, letter="T", depth=2):
    """A kind at random that the variable can stand for."""
    if letter == "N":
        return (random.choice(NUMERIC),)
    nested = depth > 0 and random.random() < 0.3
    if letter == "O":
        if nested:
            return (random.choice(["tuple", "list"]), any_kind(random, "O", 0))
        return (random.choice(ORDERED),)
    if letter in "KJ":
        if nested:
            name = random.choice(["tuple", "pair", "frozenset"])
            return (name, *(any_kind(random, "K", 0) for _ in range(PARTS[name])))
        return (random.choice(HASHABLE),)
    if nested:
        name = random.choice(["list", "list", "tuple", "pair", "dict", "dict", "set", "frozenset", "range", "deque",
                              "counter", "defaultdict", "ordered"])
        keyed = name in ("dict", "set", "frozenset", "counter", "defaultdict", "ordered")
        parts = [any_kind(random, "K" if keyed and i == 0 else "T", depth - 1) for i in range(PARTS.get(name, 0))]
        return (name, *parts)
    return (random.choice(PLAIN),)
