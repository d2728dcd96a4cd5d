from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
x, y = p
print(p, p.x, p[1], x + y, p == (1, 2), p._asdict(), p._replace(x=9), Point._fields, Point._make([3, 4]), len(p), list(p), p + (3,), hash(p) == hash((1, 2)), isinstance(p, tuple), Point.__name__, p < Point(1, 3), max(Point(1, 2), Point(0, 9)), p.index(2), p.count(1), [*p], {p: "key"}[1, 2], Point.__doc__)
Color = namedtuple("Color", "r g b", defaults=[0, 0])
print(Color(5), Color(1, 2, 3)._asdict(), Color._field_defaults, namedtuple("T", "a, b c")._fields, namedtuple("R", "class a a", rename=True)._fields, sorted([Point(2, 1), Point(1, 5)]), f"{p.x}-{p.y}", repr(Color(1)), str(p))
class Vec(namedtuple("Vec", "x y")):
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    @property
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
print(Vec(1, 2) + Vec(3, 4), Vec(3, 4).norm, Vec(1, 2)._replace(y=0), Vec(*[1, 2]), Vec(**{"x": 1, "y": 2}))
for bad in [lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: setattr(p, "x", 5), lambda: p.z, lambda: p._replace(q=1), lambda: namedtuple("B", "1a"), lambda: namedtuple("B", "a a"), lambda: namedtuple("B", "_a"), lambda: namedtuple("B", "class"), lambda: Point._make([1]), lambda: p[5], lambda: namedtuple("a b", "x"), lambda: namedtuple("B", "a", defaults=[1, 2])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
