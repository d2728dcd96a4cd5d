class A:
    def __init__(self): self.log = ["A"]
    def hi(self): return "A.hi"
    def who(self): return type(self).__name__
class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")
    def hi(self): return "B>" + super().hi()
class C(A):
    def __init__(self):
        super(C, self).__init__()
        self.log.append("C")
    def hi(self): return "C>" + super().hi()
class D(B, C):
    def hi(self): return "D>" + super().hi()
d = D()
print(d.log, d.hi(), d.who(), [k.__name__ for k in D.__mro__], D.__bases__ == (B, C), issubclass(D, A), isinstance(d, (int, C)))
try:
    class X(A, B): pass
except TypeError as e:
    print(e)
class E(D): pass
print(E().hi(), E.__mro__[1] is D, A.__subclasses__() == [B, C])
