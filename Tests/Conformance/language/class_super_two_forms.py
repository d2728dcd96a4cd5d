class A:
    def __init__(self, name): self.name = name
    def hello(self): return f"A.hello({self.name})"
class B(A):
    def __init__(self, name, size):
        super(B, self).__init__(name)
        self.size = size
    def hello(self): return "B:" + super(B, self).hello()
class C(B):
    def __init__(self, name):
        super().__init__(name, 3)
    def hello(self): return "C:" + super().hello()
    @classmethod
    def make(cls): return super().__new__(cls)
    @staticmethod
    def plain(): return "static"
c = C("n")
print(c.hello(), c.size, super(C, c).hello(), super(B, c).hello(), type(C.make()).__name__, C.plain())
class D(C):
    plain = property(lambda self: super(D, self).plain())
print(D("x").plain)
class E(A):
    def hello(self):
        parts = [super(E, self).hello() for _ in range(2)]
        return parts
print(E("e").hello())
