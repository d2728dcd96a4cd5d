class Base:
    reg = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.reg.append((cls.__name__, tag))
class A(Base, tag="a"): pass
class B(A): pass
print(Base.reg)
