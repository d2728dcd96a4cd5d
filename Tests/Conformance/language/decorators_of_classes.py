def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    return cls
@add_repr
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
print(Point(1, "a"))
def singleton(cls):
    instances = {}
    def get(*args):
        if cls not in instances: instances[cls] = cls(*args)
        return instances[cls]
    return get
@singleton
class Config:
    def __init__(self, v=0): self.v = v
print(Config(1) is Config(2), Config().v)
class Count:
    def __init__(self, f):
        self.f = f
        self.calls = 0
    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)
@Count
def square(x): return x * x
print(square(3), square(4), square.calls)
class Method:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return lambda *a: ("bound", self.f(obj, *a))
class Uses:
    n = 5
    @Method
    def plus(self, k): return self.n + k
print(Uses().plus(2))
