class A:
    z = 1
    def b(self): pass
    def __init__(self): self.a = 1
print([n for n in dir(A()) if not n.startswith("__")], [n for n in dir(A) if not n.startswith("__")])
print("append" in dir([]), "__add__" in dir(1), "upper" in dir(str), "__init__" in dir(A))
print(A.__module__, A.__dict__["z"], "b" in A.__dict__, callable(A().b), A.b.__name__, A().b.__func__ is A.b, A().b.__self__.a)
