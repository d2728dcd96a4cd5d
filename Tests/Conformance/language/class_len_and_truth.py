class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class Truthy:
    def __init__(self, t): self.t = t
    def __bool__(self): return self.t
class Both:
    def __bool__(self): return True
    def __len__(self): return 0
print(bool(Sized(0)), bool(Sized(2)), len(Sized(5)), bool(Truthy(False)), not Truthy(True), bool(Both()), bool(object()))
print("yes" if Sized(0) else "no", Sized(0) or "empty", Truthy(True) and "both")
while s := Sized(0): pass
for bad in [lambda: len(Sized(-1)), lambda: len(Sized("a")), lambda: bool(Truthy(1)), lambda: len(Truthy(True)), lambda: len(Sized(1.5))]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
