def f(*args, **kwargs): return args, kwargs
print(f(), f(1, 2), f(a=1), f(1, *[2, 3], b=4, **{"c": 5}))
def g(first, *rest): return first, rest
print(g(1), g(1, 2, 3), g(*"abc"))
def h(a, b=2, *c, d, e=5, **f): return a, b, c, d, e, f
print(h(1, d=4), h(1, 2, 3, 4, d=0, z=9), h(*[1], **{"d": 1, "q": 2}))
def outer(*args, **kwargs): return h(*args, d="d", **kwargs)
print(outer(1), outer(1, 2, 3, e=6))
print(f(*range(3), *"ab"), f(**{"x": 1}, **{"y": 2}))
print((lambda *a, **k: (a, k))(1, k=2))
options = {"sep": "-", "end": "!\n"}
print(1, 2, 3, **options)
def keep(**kw):
    kw["new"] = 1
    return kw
d = {"old": 0}
print(keep(**d), d)
