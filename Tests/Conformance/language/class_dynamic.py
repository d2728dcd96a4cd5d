Point = type("Point", (), {"dims": 2, "norm": lambda self: (self.x ** 2 + self.y ** 2) ** 0.5})
p = Point()
p.x, p.y = 3, 4
print(p.norm(), Point.dims, Point.__name__, type(p) is Point, Point.__bases__)
Sub = type("Sub", (Point,), {})
s = Sub()
setattr(s, "x", 6); setattr(s, "y", 8)
print(s.norm(), isinstance(s, Point), Sub.__mro__[1] is Point)
Sub.double = lambda self: self.x * 2
print(s.double(), hasattr(Sub, "double"), hasattr(Point, "double"))
s.__class__ = Point
print(type(s).__name__, hasattr(s, "double"))
for name in ["red", "green"]: setattr(Point, f"is_{name}", lambda self, name=name: name)
print(p.is_red(), p.is_green())
print(type("E", (Exception,), {})("boom"), type(type("X", (), {})), [c.__name__ for c in (int, bool, type)])
class Meta: pass
print(type(Meta) is type, isinstance(Meta, type), isinstance(type, object), type(type))
print(getattr(p, "nope", None), object.__getattribute__(p, "x"), Point.norm(p))
