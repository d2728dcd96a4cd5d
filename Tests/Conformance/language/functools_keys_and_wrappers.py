# Key functions, what wraps() makes, and the words of functions that are written in Python.
import collections
import copy
import functools
import re
import statistics
import textwrap

key = functools.cmp_to_key(lambda a, b: b - a)
print(sorted([3, 1, 2], key=key), key(5).obj, key(1) < key(2), key(1) == key(1), key(1) >= key(3), callable(key))
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES, functools.wraps(len).args)


def original(a: int) -> str:
    """What it does."""


original.extra = 5
wrapped = functools.wraps(original)(lambda: 1)
print(wrapped.__name__, wrapped.__doc__, wrapped.extra, wrapped.__wrapped__ is original, wrapped.__annotations__)
bare = functools.wraps(original, assigned=(), updated=())(lambda: 1)
print(bare.__name__, bare.__doc__, hasattr(bare, "extra"), bare.__wrapped__ is original)
print(isinstance(functools.wraps(original), functools.partial), functools.wraps(original).keywords["wrapped"].__name__)


def attempt(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)


for body in [
    lambda: key(1) < 5, lambda: hash(key(1)), lambda: key(), lambda: functools.cmp_to_key(),
    lambda: functools.lru_cache("a"), lambda: functools.wraps(), lambda: functools.wraps(5)(original).__name__,
    lambda: collections.namedtuple("P"), lambda: collections.namedtuple(), lambda: collections.namedtuple("P", "x", 1),
    lambda: collections.namedtuple("P", "x", wrong=1), lambda: copy.copy(), lambda: copy.copy(1, 2),
    lambda: statistics.mean(), lambda: statistics.mean([1], [2]), lambda: statistics.median(data=[3, 1]),
    lambda: statistics.mean([1], data=[2]), lambda: textwrap.dedent(), lambda: re.sub("a"), lambda: re.match(),
    lambda: functools.total_ordering(), lambda: functools.update_wrapper(original),
]:
    attempt(body)
