class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return getattr(obj, self.name)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.name, value)
    def __delete__(self, obj): delattr(obj, self.name)
class Person:
    name = Typed(str)
    age = Typed(int)
    def __init__(self, name, age): self.name, self.age = name, age
p = Person("Ann", 30)
p.age += 1
print(p.name, p.age, vars(p), type(Person.name).__name__)
try: p.age = "old"
except TypeError as e: print(e)
del p.age
try: p.age
except AttributeError as e: print(e)
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner):
        print("computed")
        obj.__dict__[self.f.__name__] = value = self.f(obj)
        return value
class Data:
    @Lazy
    def total(self): return sum(range(10))
d = Data()
print(d.total, d.total)
