import functools
def plain(f):
    def wrapper(*a): "wrapper doc"; return f(*a)
    return wrapper
def careful(f):
    @functools.wraps(f)
    def wrapper(*a): return f(*a)
    return wrapper
def greet(name):
    "Says hello."
    return "hello " + name
greet.note = 1
print(plain(greet).__name__, plain(greet).__doc__, careful(greet).__name__, careful(greet).__doc__, careful(greet).note)
print(careful(greet).__wrapped__ is greet, careful(greet)("x"), careful(greet).__qualname__, careful(greet).__module__)
def timed(log):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            log.append((f.__name__, args, kwargs))
            return f(*args, **kwargs)
        return wrapper
    return decorate
log = []
@timed(log)
def area(w, h=1): return w * h
print(area(2), area(2, h=3), log)
