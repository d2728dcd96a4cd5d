def repeat(times):
    def decorate(f):
        def wrapper(*args, **kwargs): return [f(*args, **kwargs) for _ in range(times)]
        return wrapper
    return decorate
@repeat(3)
def hello(name): return f"hi {name}"
print(hello("a"), hello.__name__)
def tag(*names, **attrs):
    def decorate(f):
        f.tags = names
        f.attrs = attrs
        return f
    return decorate
@tag("x", "y", level=2)
def g(): pass
print(g.tags, g.attrs)
def optional(f=None, *, prefix=">"):
    if f is None: return lambda f: optional(f, prefix=prefix)
    return lambda *a: prefix + str(f(*a))
@optional
def one(): return 1
@optional(prefix="#")
def two(): return 2
print(one(), two())
handlers = {}
def on(event): return lambda f: handlers.setdefault(event, []).append(f) or f
@on("start")
@on("stop")
def handle(): return "handled"
print({k: [f() for f in v] for k, v in handlers.items()})
