class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v): self.v = v
a = Single(1); b = Single(2)
print(a is b, a.v)
class Pos(int):
    def __new__(cls, v): return super().__new__(cls, abs(v))
    def twice(self): return self * 2
p = Pos(-5)
print(p, p + 1, p.twice(), type(p).__name__, isinstance(p, int), type(p + 1).__name__, repr(p), f"{p:03d}", hash(p) == hash(5), p == 5, [1, 2, 3, 4, 5, 6][p])
