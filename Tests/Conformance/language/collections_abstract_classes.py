# The classes of collections.abc: what they ask for, what they give, and what belongs to them.
import collections
from collections.abc import (
    Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping,
    MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView)

kinds = (Hashable, Iterable, Iterator, Sized, Container, Collection, Callable, Reversible, Sequence, MutableSequence,
         Set, MutableSet, Mapping, MutableMapping, Generator)
for value in ([1], (1,), "s", b"x", {1: 2}, {1}, frozenset(), 5, len, range(3), iter([]), (x for x in ()), None, int,
              {}.keys(), {}.items(), {}.values(), collections.deque(), collections.OrderedDict(), collections.Counter(),
              collections.ChainMap(), collections.UserDict(), collections.UserList(), bytearray(), slice(1), enumerate("")):
    print(type(value).__name__, "".join("01"[isinstance(value, kind)] for kind in kinds))


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i

    def __len__(self):
        return self.n


s = Squares(5)
print(list(s), 9 in s, 8 in s, s.index(9), s.count(4), list(reversed(s)), isinstance(s, Reversible))
match s:
    case [first, second, *rest]:
        print(first, second, rest)


class Lower(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"Lower({self.data})"


m = Lower({"A": 1}, B=2)
m.update([("C", 3)])
print(m, dict(m), {**m}, "a" in m, m.get("Z"), m.get("C"), m.pop("A"), m.pop("A", None), m.setdefault("D", 4), m)
print(m.keys(), m.values(), m.items(), list(m.items()), m == {"b": 2, "c": 3, "d": 4}, m.keys() & {"b", "z"})
print(isinstance(m.keys(), (KeysView)), isinstance(m.items(), ItemsView), isinstance(m.values(), ValuesView), 3 in m.values())
match m:
    case {"b": two, **rest}:
        print(two, rest)
print(m.popitem(), len(m))
m.clear()
print(m, bool(m))


class Tail(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, value):
        self.items.insert(i, value)


t = Tail(1, 2)
t.append(3)
t.extend([4, 5])
t.reverse()
print(t.items, t.pop(), t.pop(0), t.index(3))
t.remove(3)
t += [9]
print(t.items, len(t))
t.clear()
print(t.items)


class Bag(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

    def __repr__(self):
        return f"Bag({self.items})"


a, b = Bag("abc"), Bag("bcd")
print(a & b, a | b, a - b, a ^ b, a <= b, a == Bag("cab"), a.isdisjoint(Bag("z")), Bag("ab") < a, {"b", "q"} & a)
a |= b
a -= Bag("a")
a.remove("b")
print(a, a.pop(), len(a), a >= Bag())


class Count(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Count(3)), isinstance(Count(1), Iterable))


class Both:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False


class Unhashable:
    __hash__ = None


print(issubclass(Both, Collection), issubclass(Both, Sequence), issubclass(Unhashable, Hashable), issubclass(list, Sequence))
print(Sequence, Mapping[str, int], Callable[[int], str], Iterable[int], Sequence.__abstractmethods__ == {"__getitem__", "__len__"})
print(collections.abc.Mapping is Mapping)


@Sequence.register
class Registered:
    pass


print(issubclass(Registered, Sequence), isinstance(Registered(), Reversible), issubclass(dict, MutableMapping))


class Incomplete(Sequence):
    pass


class Half(MutableMapping):
    def __getitem__(self, key):
        return 1


for body in (Incomplete, Half, Iterable, lambda: a.remove("nothing"), lambda: s.index(7), lambda: m["z"], lambda: Bag().pop()):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)
