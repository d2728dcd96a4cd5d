def f(a, b=2, *args, c=3, **kw):
    "Documentation."
    return a
f.extra = [1]
print(f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__, f.__qualname__, f.__dict__, f.extra, f.__annotations__, callable(f), type(f).__name__)
f.__name__ = "renamed"
f.__doc__ = "New."
print(f.__name__, f.__doc__, hasattr(f, "nope"))
class C:
    def m(self): "Method doc."
c = C()
print(C.m.__name__, C.m.__qualname__, c.m.__name__, c.m.__self__ is c, c.m.__func__ is C.m, c.m.__doc__, c.m == c.m, C.m == C.m, c.m is c.m)
g = f
print(g is f, g == f, {f: 1}[g], (lambda: 0).__name__, (lambda: 0).__qualname__, len.__name__, [].append.__name__, str.join.__name__, print.__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, outer().__name__, outer() is outer(), outer.__closure__)
for bad in [lambda: f.nope, lambda: setattr(c.m, "x", 1), lambda: len.x, lambda: f(), lambda: f(1, 2, c=3, a=4), lambda: f[0], lambda: f + 1, lambda: len(f), lambda: iter(f)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
