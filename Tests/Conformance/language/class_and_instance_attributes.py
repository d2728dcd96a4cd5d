class Dog:
    kind = "canine"
    tricks = []
    count = 0
    def __init__(self, name):
        self.name = name
        Dog.count += 1
a, b = Dog("Rex"), Dog("Bo")
a.tricks.append("sit")
print(b.tricks, Dog.count, a.count)
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind, vars(a), vars(b))
Dog.kind = "dog"
print(a.kind, b.kind)
del a.kind
print(a.kind)
try: del a.kind
except AttributeError as e: print(e)
Dog.bark = lambda self, n=1: "wuff " * n + self.name
print(a.bark(), b.bark(2))
b.bark = lambda: "own"
print(b.bark(), a.bark())
print("name" in vars(a), hasattr(Dog, "name"), getattr(a, "missing", "none"), sorted(vars(b)))
