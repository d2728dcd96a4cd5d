class R:
    def __init__(self, name): self.name = name
    def __radd__(self, o): return f"{o}+{self.name}"
    def __rsub__(self, o): return f"{o}-{self.name}"
    def __rtruediv__(self, o): return f"{o}/{self.name}"
    def __rpow__(self, o): return f"{o}**{self.name}"
    def __rmod__(self, o): return f"{o}%{self.name}"
    def __rmatmul__(self, o): return f"{o}@{self.name}"
    def __rlshift__(self, o): return f"{o}<<{self.name}"
    def __rand__(self, o): return f"{o}&{self.name}"
    def __rfloordiv__(self, o): return f"{o}//{self.name}"
    def __rdivmod__(self, o): return f"divmod({o}, {self.name})"
r = R("r")
print(1 + r, 2.5 - r, [] if False else 3 / r, 2 ** r, 7 % r, None @ r, 1 << r, True & r, 7 // r, divmod(1, r), "s" + r, [1] + r)
class Left:
    def __add__(self, o): return NotImplemented
class Right:
    def __radd__(self, o): return "right"
print(Left() + Right())
class Base:
    def __add__(self, o): return "base add"
    def __radd__(self, o): return "base radd"
class Derived(Base):
    def __radd__(self, o): return "derived radd"
print(Base() + Derived(), Derived() + Base(), Base() + Base())
print(sum([R("x"), ] , 5))
try: Left() + Left()
except TypeError as e: print(e)
