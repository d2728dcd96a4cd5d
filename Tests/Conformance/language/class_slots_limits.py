class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
p = Point(1, 2)
p.x += 10
print(p.x, p.y, hasattr(p, "__dict__"), Point.__slots__)
for bad in [lambda: setattr(p, "z", 1), lambda: p.z, lambda: setattr(p, "__init__", 1)]:
    try: bad()
    except AttributeError as e: print(e)
del p.y
try: p.y
except AttributeError as e: print(e)
class Point3(Point):
    __slots__ = ("z",)
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z
q = Point3(1, 2, 3)
print(q.x, q.z)
try: q.w = 1
except AttributeError as e: print(e)
class Free(Point): pass
f = Free(1, 2)
f.anything = "goes"
print(f.anything, f.x, hasattr(f, '__dict__'))
class One: __slots__ = "only"
o = One()
o.only = 1
try: o.other = 2
except AttributeError as e: print(e)
try:
    class Clash:
        __slots__ = ("a",)
        a = 1
except ValueError as e: print(e)
