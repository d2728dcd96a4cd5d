t = 1, 2, 3
print(t, (), (1,), 1 in t, t[0], t[-1], t[1:], t + (4,), t * 2, len(t), t.count(1), t.index(2), tuple("ab"), tuple([1]), tuple(), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)), t < (1, 3))
a, b, c = t
print(a, b, c, *t, sep="-")
print((1, (2, (3,))), ((),), (None,), ("a",), (1, 2,), type((1)), type((1,)), tuple({1: 2}), tuple(range(3)), tuple(x for x in "ab"), min(t), max(t), sum(t), sorted((3, 1)), list(t), any(t), all(()))
d = {(1, 2): "point", (): "empty"}
print(d[1, 2], d[()], (1, 2) in d)
def f(): return 1, "two"
n, s = f()
print(n, s, f()[1], divmod(7, 2)[0], (lambda *a: a)(1, 2), ((1, 2), (3, 4))[1][0], (1, 2)[::-1], ("a", "b").index("b"))
for bad in [lambda: t.append(1), lambda: t[9], lambda: t["a"], lambda: t + [1], lambda: t.index(9), lambda: t.__setitem__(0, 1), lambda: hash(([],)), lambda: tuple(1), lambda: tuple(1, 2), lambda: t * "a", lambda: t < [1]]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
