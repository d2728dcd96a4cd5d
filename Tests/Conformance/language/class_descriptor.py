class Typed:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return getattr(obj, self.name, None)
    def __set__(self, obj, v):
        if not isinstance(v, int): raise TypeError(f"{self.name[1:]} must be int")
        setattr(obj, self.name, v)
class P:
    x = Typed()
    y = Typed()
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y, p.__dict__)
try:
    P(1, "a")
except TypeError as e:
    print(e)
class Meth:
    def __get__(self, obj, owner): return lambda: (obj is None, owner.__name__)
class Q: m = Meth()
print(Q().m(), Q.m())
