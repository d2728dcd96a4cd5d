# Slots that a class inherits are no part of the dictionary its instances have besides.
class Point:
    __slots__ = ["a", "b"]

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Named(Point):
    def __init__(self, a, b, name):
        super().__init__(a, b)
        self.name = name


p = Named(1, 2, "p")
print(vars(p), p.a, p.b)
p.a, p.other = 5, 6
print(vars(p), p.a, p.__dict__ is vars(p))
del p.b
print(hasattr(p, "b"), p.a, vars(p))
p.b = 7
print(p.a, p.b, vars(p))


class Plain:
    pass


def mark(o):
    o.x = 1


for _ in range(3):
    mark(Plain())
late = Plain()
kept = vars(late)
mark(late)
print(kept, late.x, vars(late))


def joined(*bases):
    try:
        return type("Joined", bases, {}).__mro__[1:]
    except TypeError as error:
        return str(error)


print(joined(Named, Plain), joined(Plain, Exception), joined(Named, Exception), joined(Point, dict))
print(joined(int, str), joined(KeyError, OSError), joined(Point, Named))
