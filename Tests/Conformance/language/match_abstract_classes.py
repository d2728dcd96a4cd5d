# Class patterns ask isinstance, so that classes count that were only registered, or that decide themselves.
from abc import ABC
from collections.abc import Callable, Mapping, Sequence


class Shape(ABC):
    pass


Shape.register(int)


class Five(type):
    def __instancecheck__(cls, value):
        return value == 5


class IsFive(metaclass=Five):
    pass


def describe(value):
    match value:
        case IsFive():
            return "five"
        case Shape():
            return "shape"
        case str():
            return "text"
        case Sequence():
            return "sequence"
        case Mapping():
            return "mapping"
        case Callable():
            return "function"
    return "other"


print([describe(v) for v in (5, 3, "a", [1], (1,), {1: 2}, len, 2.5, None, range(3), {1})])
