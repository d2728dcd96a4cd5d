print(type(5), type("a"), type(None), type([]), type(type), type(len), type(lambda: 0), type(print), type(range(1)), type(...), type(NotImplemented), type(ValueError()), type(ValueError), type(x for x in []), type({}.keys()), type(iter([])))
class A: pass
class B(A): pass
print(type(B()), type(B()) is B, type(B()) is A, isinstance(B(), A), type(B).__name__, B.__base__, B.__mro__, A.__subclasses__(), B.__module__, type("D", (A,), {"x": 1}).x, type("E", (), {})().__class__.__name__)
print(type(A().__init__), type(A.__init__), type([].append), type(list.append), type("".join), type(str.join), type(A.__dict__).__name__, type(property()), type(staticmethod(len)), type(super), object.__class__)
print(int.__name__, list.__qualname__, A.__qualname__, (5).__class__.__name__, [t.__name__ for t in (int, str, A)], int is type(5), str(A), repr(B), f"{A}", [A], {A: 1}[A], A == A, A != B, hash(A) == hash(A))
for bad in [lambda: type(), lambda: type(1, 2), lambda: type("x", 1, {}), lambda: type("x", (1,), {}), lambda: type(5, (), {}), lambda: A(1), lambda: A.x, lambda: A().x, lambda: B.y, lambda: type("x", (), 5), lambda: type("x", (bool,), {})]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
