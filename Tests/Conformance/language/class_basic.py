class Dog:
    "A dog."
    kind = "canine"
    def __init__(self, name, tricks=None):
        self.name = name
        self.tricks = tricks or []
    def add(self, t):
        self.tricks.append(t)
        return self
    def __repr__(self): return f"Dog({self.name!r})"
d = Dog("Rex")
e = Dog("Fido", ["sit"])
print(d, e.add("roll").tricks, d.kind, Dog.kind, Dog.__doc__, Dog.__name__)
d.kind = "other"; print(d.kind, e.kind, d.__dict__, vars(e))
print(isinstance(d, Dog), type(d) is Dog, type(d).__name__, hasattr(d, "name"), hasattr(d, "zz"), getattr(d, "zz", "dflt"))
setattr(d, "age", 3); print(d.age); delattr(d, "age")
for f in [lambda: d.age, lambda: Dog(), lambda: Dog(1, 2, 3), lambda: d.add(), lambda: Dog.zz, lambda: d.name.foo, lambda: Dog.add("t")]:
    try:
        print(f())
    except Exception as x:
        print(type(x).__name__, x)
