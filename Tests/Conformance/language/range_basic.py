print(range(5), range(1, 5), range(0, 10, 3), list(range(5)), list(range(5, 0, -2)), list(range(0)), len(range(0, 10, 3)), 3 in range(5), 10 in range(5), 2.0 in range(5))
r = range(0, 20, 4)
print(r[1], r[-1], r[1:3], r[::-1], r.start, r.stop, r.step, r.index(8), r.count(8), r == range(0, 17, 4), list(reversed(r)), bool(range(0)), hash(range(3)) == hash(range(3)))
for f in [lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: r[10], lambda: range(), lambda: r.index(3)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
