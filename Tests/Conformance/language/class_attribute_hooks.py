class Lazy:
    known = 1
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return f"made {name}"
l = Lazy()
print(l.known, l.other, getattr(l, "x"), hasattr(l, "_no"), hasattr(l, "yes"))
class Logged:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
    def __getattribute__(self, name):
        if name == "secret": return "hidden"
        return super().__getattribute__(name)
g = Logged()
g.a = 1
g.a += 1
del g.a
print(g.secret, hasattr(g, "a"))
class Proxy:
    def __init__(self, target): object.__setattr__(self, "target", target)
    def __getattr__(self, name): return getattr(self.target, name)
    def __setattr__(self, name, value): setattr(self.target, name, value)
class Real:
    x = 1
    def m(self): return "real"
real = Real()
p = Proxy(real)
p.x = 9
print(p.x, real.x, p.m(), vars(real))
try: p.nothing
except AttributeError as e: print(e)
class Frozen:
    def __init__(self): self.__dict__["v"] = 1
    def __setattr__(self, *a): raise AttributeError("frozen")
try: Frozen().v = 2
except AttributeError as e: print(e, Frozen().v)
