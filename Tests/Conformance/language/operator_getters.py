# itemgetter, attrgetter and methodcaller are classes.
import copy
import operator
from operator import attrgetter, itemgetter, methodcaller


class Point:
    def __init__(self, x, inner=None):
        self.x, self.inner = x, inner

    def scaled(self, by, *, plus=0):
        return self.x * by + plus


p = Point(3, Point(4))
print(operator.itemgetter, itemgetter(1), itemgetter(1, "a"), attrgetter("a.b"), attrgetter("a", "b"))
print(methodcaller("f", 1, x=2), methodcaller("f"), type(itemgetter(1)).__name__)
print(isinstance(itemgetter(1), itemgetter), isinstance(itemgetter(1), attrgetter), callable(itemgetter(1)))
print(itemgetter(1)("abc"), itemgetter(1, -1)("abc"), itemgetter("a")({"a": 5}), itemgetter(slice(1, 3))("abcd"))
print(attrgetter("x")(p), attrgetter("inner.x")(p), attrgetter("x", "inner.x")(p))
print(methodcaller("scaled", 2, plus=1)(p), methodcaller("upper")("abc"), copy.deepcopy(itemgetter([1], 2)))
print(sorted([(2, "b"), (1, "z"), (1, "a")], key=itemgetter(0)), max([p, p.inner], key=attrgetter("x")) is p.inner)
print(operator.call(len, "abc"), operator.call(sorted, [2, 1], reverse=True), operator.iconcat([1], [2]))


def attempt(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)


for body in [
    lambda: methodcaller(), lambda: methodcaller(1), lambda: itemgetter(), lambda: attrgetter(), lambda: attrgetter(1),
    lambda: itemgetter(1)(), lambda: itemgetter(1)(1, 2), lambda: attrgetter("a")(), lambda: methodcaller("a")(),
    lambda: methodcaller("a")(1, 2), lambda: itemgetter(1)(5), lambda: itemgetter(x=1), lambda: attrgetter(x=1),
    lambda: itemgetter(1)(x=2), lambda: attrgetter("x.y")(p), lambda: attrgetter("")(p), lambda: operator.concat(1, 2),
    lambda: operator.concat([1], (2,)),
]:
    attempt(body)
