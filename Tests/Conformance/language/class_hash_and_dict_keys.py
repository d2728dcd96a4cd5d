class Key:
    def __init__(self, a, b): self.a, self.b = a, b
    def __eq__(self, o): return (self.a, self.b) == (o.a, o.b)
    def __hash__(self): return hash((self.a, self.b))
    def __repr__(self): return f"Key({self.a}, {self.b})"
d = {Key(1, 2): "x"}
print(d[Key(1, 2)], Key(1, 2) in d, Key(2, 1) in d, len({Key(1, 1), Key(1, 1), Key(1, 2)}))
d[Key(1, 2)] = "y"
print(d)
class NoHash:
    def __eq__(self, o): return True
try: {NoHash(): 1}
except TypeError as e: print(e)
class Plain: pass
p = Plain()
print({p: 1}[p], p in {Plain()}, hash(p) == hash(p))
class Same:
    def __hash__(self): return 1
print(len({Same(), Same()}))
class BadHash:
    def __hash__(self): return "x"
try: hash(BadHash())
except TypeError as e: print(e)
class Derived(Key): pass
print(hash(Derived(1, 2)) == hash(Key(1, 2)), Derived(1, 2) in d)
