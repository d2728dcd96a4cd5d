def twice(f):
    def wrap(*a, **k):
        print("calling", f.__name__)
        return f(*a, **k) * 2
    return wrap
def tag(name):
    def deco(f):
        def wrap(*a):
            return f"<{name}>{f(*a)}</{name}>"
        return wrap
    return deco
@twice
def seven(): return 7
@tag("b")
@tag("i")
def text(s): return s
print(seven(), text("hi"))
def register(cls):
    cls.registered = True
    return cls
@register
class K: pass
print(K.registered)
import functools
def logged(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@logged
def named(x):
    "doc of named"
    return x
print(named.__name__, named.__doc__, named(3), named.__wrapped__(4))
