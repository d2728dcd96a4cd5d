def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "end"
g = gen(3)
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
def chain(*its):
    for it in its:
        r = yield from it
        print("r", r)
print(list(chain([1, 2], gen(2), "ab")))
def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fibs()
print([next(f) for _ in range(10)])
sq = (x * x for x in range(4))
print(next(sq), list(sq), list(sq))
print(sum(x for x in range(5)), max((len(w), w) for w in ["a", "bbb", "cc"]), any(x > 3 for x in range(5)), next((x for x in [] ), "none"))
def closing():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
c = closing()
next(c)
c.close()
def thrower():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", e)
t = thrower()
next(t)
print(t.throw(ValueError("boom")))
def empty():
    return
    yield
print(list(empty()), next(empty(), "default"))
