a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::3], a[::-1], a[-3:], a[8:2:-2], a[100:], a[:])
a[2:5] = ["x"]; print(a)
a[1:1] = [10, 11]; print(a)
a[::2] = [0] * len(a[::2]); print(a)
del a[0]; del a[1:3]; print(a)
del a[::2]; print(a)
a[:] = []; print(a)
one = [1]
for f in [lambda: [1][5], lambda: one["a"], lambda: one[1.0], lambda: [].pop(), lambda: [1].remove(5), lambda: [1].index(5), lambda: [1, 2, 3].__setitem__(slice(None, None, 2), [1]), lambda: [1] + (1,), lambda: [1] * 1.5, lambda: [1, "a"].sort()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
