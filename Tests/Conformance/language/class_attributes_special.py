class A:
    def __getattr__(self, n): return f"missing {n}"
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __delattr__(self, n): print("del", n); object.__delattr__(self, n)
a = A()
a.x = 5
print(a.x, a.y, a.__dict__)
del a.x
print(a.x)
class B:
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("no")
        return object.__getattribute__(self, n)
b = B(); b.v = 1
print(b.v, hasattr(b, "secret"))
class C:
    def __init__(self): super().__setattr__("z", 1)
print(C().z)
