from abc import ABC, ABCMeta, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
try: A()
except TypeError as e: print(e)
class B(A):
    def f(self): return 1
try: B()
except TypeError as e: print(e)
class C(B):
    g = 3
print(C().f(), C().g, type(C), isinstance(C(), A), issubclass(C, A), sorted(A.__abstractmethods__))
class M(type):
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, kw)
        ns['tag'] = name.lower()
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', a)
        return super().__call__(*a)
    def __len__(cls): return 7
    def __iter__(cls): return iter('xyz')
    def __getattr__(cls, n):
        if n == 'zork': return 9
        raise AttributeError(n)
    @property
    def shout(cls): return cls.__name__.upper()
    def __contains__(cls, x): return x == 3
    def __repr__(cls): return f'<{cls.__name__}!>'
class X(metaclass=M, k=3):
    def __init__(self, v): self.v = v
print(X.tag, len(X), list(X), X.zork, X.shout, 3 in X, X, type(X), isinstance(X, M))
print(X(5).v)
class Y(X): pass
print(type(Y), Y.tag)
class Meta2(type): pass
try:
    class Z(X, metaclass=Meta2): pass
except TypeError as e: print(e)
@A.register
class V: pass
print(issubclass(V, A), isinstance(V(), A))
class Sing(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class S(metaclass=Sing):
    def __init__(self): print('once')
print(S() is S())
