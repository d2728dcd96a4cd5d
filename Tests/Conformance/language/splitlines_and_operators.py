# What has which operators, and what counts as a flag.
import collections
print([hasattr(x, "__add__") for x in (None, 1, 1.0, "a", [], (), {}, set(), b"")])
print([hasattr(x, "__pow__") for x in (None, 1, 1.0, 1j, "a", [], True)])
print([hasattr(x, "__radd__") for x in (1, "a", [], ())], hasattr([], "__iadd__"), hasattr((), "__iadd__"))
print([hasattr(x, "__and__") for x in (1, 1.0, set(), frozenset(), {}, "")])
print("a\nb".splitlines(1), "a\nb".splitlines(True), "a\nb".splitlines(0))
for keep in (float, None, 1.5):
    try:
        "a\nb".splitlines(keep)
    except TypeError as error:
        print(error)
print(type(iter(collections.OrderedDict(a=1))).__name__)
