# The value comes first, then targets from the left; an index is worked out before its value is stored.
def say(what, value):
    print(what, end=" ")
    return value
log = {}
log[say("first", 1)] = log[say("second", 2)] = say("value", 3)
print(log)
i = 0
a = [0, 0, 0]
i, a[i] = 1, 9
print(i, a)
say("object", a)[say("index", 2)] += say("amount", 5)
print(a)
print({say("k1", 1): say("v1", 2), say("k2", 3): say("v2", 4)})
print(say("left", 1) + say("right", 2) * say("far", 3))
def f(*args, **kwargs): return args, kwargs
print(f(say("a", 1), *say("b", [2]), k=say("c", 3), **say("d", {"l": 4})))
print(say("low", 1) < say("mid", 0) < say("never", 2))
print(say("then", 1) if say("test", True) else say("else", 2))
