x = 5
print(globals()["x"], "x" in globals(), vars() is globals())
def f(a, b=2):
    c = 3
    return sorted(locals().items())
print(f(1))
globals()["made"] = 7
print(made)
class A:
    def __init__(self): self.q = 1
print(vars(A()), A.__dict__["__module__"], __name__)
