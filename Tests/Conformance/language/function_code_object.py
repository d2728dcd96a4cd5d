def f(a, b=1, /, c=2, *args, d, e=3, **kw):
    local = a + b
    return local
code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_nlocals, code.co_freevars)
def outer(x):
    def inner(): return x
    return inner
print(outer.__code__.co_name, outer(1).__code__.co_freevars, outer(1).__code__.co_qualname, (lambda q: q).__code__.co_varnames)
def check(f, *args):
    needed = f.__code__.co_argcount
    return f(*args) if len(args) == needed else f"{f.__name__} takes {needed}"
print(check(lambda x, y: x + y, 1, 2), check(outer, 1, 2))
