class Outer:
    class Inner:
        value = 1
        def who(self): return type(self).__qualname__
    inner = Inner()
    def make(self):
        class Local:
            outer = self
        return Local
print(Outer.Inner.value, Outer().inner.who(), Outer.Inner.__qualname__, Outer().make().__qualname__)
def factory(n):
    class Made:
        size = n
        def __repr__(self): return f"Made({self.size})"
    return Made
A, B = factory(1), factory(2)
print(A(), B(), A is B, isinstance(A(), B), A.__name__)
class Body:
    for i in range(3): pass
    squares = [n * n for n in range(i + 1)]
    def f(self): return self.squares
    if i == 2: extra = "two"
print(Body().f(), Body.i, Body.extra)
x = "module"
class Scope:
    x = "class"
    def method(self): return x
    y = [x for _ in range(1)]
    z = x
print(Scope().method(), Scope.y, Scope.z)
