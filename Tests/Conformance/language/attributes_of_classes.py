# What a class's __dict__ shows, and dir().
import abc
import collections


class Plain:
    pass


class Documented:
    """Some words."""
    count = 0

    def method(self):
        pass


class Derived(Documented):
    other = 1


class Slotted:
    __slots__ = ("b", "a")


class Whole(int):
    pass


class Text(str):
    pass


class Failure(Exception):
    pass


class Empty(Documented):
    __slots__ = ()


for c in (Plain, Documented, Derived, Slotted, Whole, Text, Failure, Empty):
    print(c.__name__, list(c.__dict__))
print(Plain.__dict__)
print(Documented.__dict__["__dict__"], Documented.__dict__["__weakref__"], Slotted.__dict__["a"])
print([name for name in Documented.__dict__ if not name.startswith("__")], vars(Documented())), vars(Derived)["other"]
d = Documented()
d.extra = 1
print(dir(d))
print(dir(Documented) == dir(Documented()), dir(Slotted()), dir(Plain()) == dir(Plain))
print(dir(object()))
print(dir(5), dir("a"), dir([]), dir({}), dir(1.5), dir(True), dir(None), dir(()), dir({1}), sep="\n")
print(dir(int), dir(str) == dir("x"), dir(list) == dir([]), dir(type(None)), dir(Exception()), dir(Whole(1)), sep="\n")


class Ordered(collections.OrderedDict):
    pass


class Abstract(abc.ABC):
    pass


print(list(Ordered.__dict__), [name for name in Abstract.__dict__ if "abc" not in name and "abstract" not in name])
