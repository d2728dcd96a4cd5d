class T:
    count = 0
    def __init__(self): T.count += 1
    @staticmethod
    def add(a, b): return a + b
    @classmethod
    def make(cls, *a): return cls(), cls.__name__, a
    @property
    def double(self): return self._d * 2
    @double.setter
    def double(self, v): self._d = v
    @double.deleter
    def double(self): del self._d
class U(T): pass
print(T.add(1, 2), T().add(3, 4), U.make(1)[1:], T.count)
t = T(); t.double = 5; print(t.double, t._d)
del t.double
for f in [lambda: t.double, lambda: setattr(U, "q", 1) or U.q]:
    try:
        print(f())
    except AttributeError as e:
        print(e)
class R:
    @property
    def x(self): return 1
try:
    R().x = 2
except AttributeError as e:
    print(e)
try:
    del R().x
except AttributeError as e:
    print(e)
