import collections
import functools
import itertools


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


c = collections.Counter(a=3, b=-2)
d = collections.deque([1, 2, 3])
o = collections.OrderedDict(a=1)
for f in [
    lambda: +c, lambda: -c, lambda: c + 1, lambda: collections.Counter({'x': 'y'}),
    lambda: d * 2, lambda: 2 * d, lambda: d * -1, lambda: d * 'a', lambda: d + [1],
    lambda: collections.deque([1, 2, 3], 2) * 2, lambda: d + d,
    lambda: [] + d, lambda: 'a' + d, lambda: 'a' * d, lambda: d < 1, lambda: d @ 1, lambda: int(d), lambda: hash(d),
    lambda: o + 1, lambda: o < o, lambda: [1][o], lambda: len(functools.partial(print)), lambda: itertools.chain() + 1,
    lambda: collections.defaultdict(int).nosuch, lambda: next(o), lambda: ''.join([d]),
    lambda: {}.keys() ^ None, lambda: {1: []}.items() <= 0, lambda: {}.pop([], 'absent'), lambda: {}.pop([]),
    lambda: itertools.islice([1], -1), lambda: itertools.islice([1], -2), lambda: itertools.islice([1], 'a'),
    lambda: itertools.islice([1], -1, 2), lambda: itertools.islice([1], 0, 2, 0), lambda: itertools.islice([1], 0, 2, 'a'),
    lambda: functools.reduce(max, 0), lambda: chr(2**31), lambda: chr(-1), lambda: chr(2**70),
    lambda: int.from_bytes(b'a', None), lambda: 'a'.encode(None), lambda: float(b'x'), lambda: {1} in {frozenset({1})},
]:
    t(f)
c += collections.Counter(b=5)
print(c)
d *= 2
print(d)
match collections.deque([1, 2]):
    case [a, *b]:
        print(a, b)
