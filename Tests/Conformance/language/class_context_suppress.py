class Suppress:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, kind, value, trace):
        print("exit", kind and kind.__name__, value)
        return kind is not None and issubclass(kind, self.kinds)
with Suppress(ZeroDivisionError): 1 / 0
print("after")
with Suppress(ValueError) as s: print(s.kinds[0].__name__)
try:
    with Suppress(ValueError): {}["x"]
except KeyError as e: print("passed on", e)
with Suppress(KeyError), Suppress(ValueError): int("x")
def f():
    for i in range(3):
        with Suppress(ZeroDivisionError):
            if i == 1: continue
            if i == 2: return "returned"
            1 / i
print(f())
