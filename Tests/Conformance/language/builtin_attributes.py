class C:
    x = 1
    def __init__(self): self.y = 2
    def m(self): return self.y
c = C()
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "z", "none"), hasattr(c, "x"), hasattr(c, "z"), getattr(c, "m")(), hasattr([], "append"), getattr("abc", "upper")(), getattr(C, "x"))
setattr(c, "z", 3); setattr(C, "w", 4)
print(c.z, c.w, vars(c), delattr(c, "z"), hasattr(c, "z"), "m" in dir(c), [n for n in dir(c) if not n.startswith("_")], [n for n in dir(C) if not n.startswith("_")], "append" in dir([]), sorted(vars(c)))
print(callable(c.m), callable(c), callable(C), callable(len), callable(lambda: 0), callable(5), isinstance(c, C), isinstance(c, (int, C)), issubclass(C, object), type(c) is C, type(c).__name__, id(c) == id(c), isinstance(C, type), isinstance(5, int | str))
for bad in [lambda: getattr(c, "nope"), lambda: getattr(c), lambda: getattr(c, 5), lambda: setattr(c, "a"), lambda: delattr(c, "nope"), lambda: hasattr(c), lambda: hasattr(c, 5), lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1), lambda: vars(5), lambda: callable(), lambda: setattr(5, "a", 1), lambda: setattr(int, "a", 1), lambda: id(), lambda: isinstance(1, "int"), lambda: isinstance(1, [int]), lambda: isinstance(1, list[int]), lambda: setattr(c, 5, 1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
