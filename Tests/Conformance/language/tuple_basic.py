t = (1, "a", 2.5)
print(t, t[0], t[-1], t[1:], len(t), "a" in t, t + (4,), t * 2, t.index("a"), t.count(1), (), (1,), tuple([1, 2]), tuple("ab"))
print((1, 2) < (1, 3), (1,) == (1,), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), max((1, 2), (1, 1)), (1, 2) > (1,))
a, b, c = t
print(a, b, c)
for f in [lambda: t[9], lambda: t["a"], lambda: t.index(9), lambda: (1,) + [2], lambda: hash(([],))]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
