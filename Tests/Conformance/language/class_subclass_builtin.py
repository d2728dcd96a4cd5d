class Stack(list):
    def push(self, v): self.append(v); return self
    def __repr__(self): return "Stack" + super().__repr__()
s = Stack([1, 2]); s.push(3); s.name = "st"
print(s, len(s), s[0], s[1:], s.name, isinstance(s, list), s == [1, 2, 3], list(s), s + [4])
class D(dict):
    def __missing__(self, k): return k * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
d = D(a=1); d["b"] = 5
print(d, d["zz"], d.get("zz"), len(d), dict(d), "a" in d)
class S(str):
    def shout(self): return self.upper() + "!"
t = S("hey")
print(t, t.shout(), t + "x", type(t + "x").__name__, t == "hey", {t: 1}["hey"], len(t), repr(t))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def x(self): return self[0]
print(T(1, 2), T(1, 2).x, T(1, 2) == (1, 2), hash(T(1)) == hash((1,)))
class F(float): pass
print(F(1.5), F(1.5) + 1, repr(F(2)), isinstance(F(1), float))
class E(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
try:
    raise E(5)
except E as e:
    print(e, e.code, e.args, repr(e))
