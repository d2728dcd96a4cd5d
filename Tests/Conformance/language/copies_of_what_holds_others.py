import collections
import copy
import functools
import random

inner = [1]
point = collections.namedtuple("point", "x y")
for name, value, part in (
    ("deque", collections.deque([inner, {2}], maxlen=5), lambda v: v[0]),
    ("partial", functools.partial(max, inner, key=inner), lambda v: v.args[0]),
    ("slice", slice(inner, None, 2), lambda v: v.start),
    ("exception", ValueError(inner, 2), lambda v: v.args[0]),
    ("namedtuple", point(inner, 2), lambda v: v.x),
    ("defaultdict", collections.defaultdict(list, {1: inner}), lambda v: v[1]),
    ("chain", collections.ChainMap({1: inner}), lambda v: v[1]),
):
    deep = copy.deepcopy(value)
    print(name, deep is value, part(deep) is inner, part(deep) == inner, type(deep).__name__)
    part(deep).append(9)
    print(inner, part(deep), part(copy.copy(value)) is inner)
queue = collections.deque([[1], [2]], 3)
deep = copy.deepcopy(queue)
deep[0].append(5)
deep.append([3])
print(queue, deep, deep.maxlen)
queue.append(queue)
print(copy.deepcopy(queue))
shared = [inner, collections.deque([inner])]
deep = copy.deepcopy(shared)
print(deep[0] is deep[1][0])
first = random.Random(3)
first.random()
second, third = copy.copy(first), copy.deepcopy(first)
print(first.random() == second.random() == third.random(), first.gauss(0, 1) == second.gauss(0, 1))
print(functools.partial(copy.deepcopy(functools.partial(pow, 2)), 5)())
