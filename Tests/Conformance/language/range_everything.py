for r in [range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(0), range(5, 5), range(-3, 3), range(10, 0), range(0, -5, -1)]:
    print(r, list(r), len(r), r.start, r.stop, r.step, bool(r), 3 in r, r[::-1])
r = range(0, 20, 3)
print(r[0], r[-1], r[2:5], r[::2], r.index(6), r.count(6), r.count(7), 6.0 in r, "a" in r, r == range(0, 21, 3), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3)), list(reversed(r)), sum(r), max(r), sorted(r, reverse=True)[0])
print(range(10 ** 18)[-1], len(range(10 ** 10)), 10 ** 15 in range(0, 10 ** 18, 5), range(3).__repr__(), [*range(3)], tuple(range(2)), list(zip(range(3), range(3, 6))), range(True), type(iter(r)).__name__)
for bad in [lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: r[99], lambda: r["a"], lambda: r.index(7), lambda: range(1, 2, 3, 4), lambda: r.__setitem__(0, 1), lambda: range(3) + range(2), lambda: range(None), lambda: range(stop=3)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
