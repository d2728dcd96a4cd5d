it = iter([1, 2])
print(next(it), next(it), next(it, "default"), next(iter([]), None), list(iter("ab")), next(iter({"k": 1})), iter(it) is it)
values = iter([3, 1, 4, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values))
n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 4)), [x for x in iter(tick, 8)])
for bad in [lambda: next(iter([])), lambda: next([]), lambda: iter(5), lambda: iter(5, 0), lambda: next(), lambda: iter(), lambda: next(5, 0), lambda: next(iter([]), 1, 2)]:
    try: print(bad())
    except BaseException as e: print(type(e).__name__, e)
