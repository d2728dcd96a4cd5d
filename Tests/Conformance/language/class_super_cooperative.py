class Base:
    def __init__(self, **kwargs): print("Base", kwargs)
    def visit(self): return ["Base"]
class Left(Base):
    def __init__(self, left=None, **kwargs):
        print("Left", left)
        super().__init__(**kwargs)
    def visit(self): return ["Left"] + super().visit()
class Right(Base):
    def __init__(self, right=None, **kwargs):
        print("Right", right)
        super().__init__(**kwargs)
    def visit(self): return ["Right"] + super().visit()
class Both(Left, Right):
    def visit(self): return ["Both"] + super().visit()
both = Both(left=1, right=2, other=3)
print(both.visit(), [c.__name__ for c in Both.__mro__], Both.mro() == list(Both.__mro__))
try:
    class Wrong(Base, Left): pass
except TypeError as e: print(e)
print(issubclass(Both, Base), isinstance(both, (int, Right)), Both.__bases__)
