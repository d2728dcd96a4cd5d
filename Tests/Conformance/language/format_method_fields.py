print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{0}{0}".format("x"), "{a} {b}".format(a=1, b=2), "{} {k}".format(1, k=2), "{{{}}}".format(5))
class P:
    x = 3
    items = [10, {"k": "v"}]
print("{0.x} {0.items[0]} {0.items[1][k]} {p.x}".format(P, p=P), "{0[0]} {0[1]}".format([1, 2]), "{d[key]} {d[0]}".format(d={"key": 1, 0: 2}))
print("{:>5}|{:<5}|{:^5}|{:05.1f}|{!r}|{!s:>3}|{!a}".format("a", "b", "c", 2.345, "d", "e", "é"), "{:{}}|{:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2))
print("{0:{1}{2}}".format("m", "^", 7), "{:,}".format(10 ** 6), "{:%}".format(0.25), "{a[b]}".format(a={"b": 1}), "".format(), "no fields".format(1, 2, x=3))
print("{:d} {:5.2f} {:>10s} {:e}".format(1, 2.5, "s", 1e5), "{0!r:>6}".format("q"), "{self}".format(self=1), "{}{}{}".format(*"abc"), "{x}{y}".format(**{"x": 1, "y": 2}))
for bad in [lambda: "{} {}".format(1), lambda: "{2}".format(1), lambda: "{x}".format(1), lambda: "{".format(1), lambda: "}".format(1), lambda: "{0} {}".format(1, 2),
            lambda: "{} {0}".format(1, 2), lambda: "{0.y}".format(P), lambda: "{0[z]}".format({}), lambda: "{!q}".format(1), lambda: "{:q}".format(1), lambda: "{0[}".format([1]), lambda: "{!}".format(1), lambda: "{0.}".format(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print("{k}".format_map({"k": 1}), "{a}-{a}".format_map({"a": "x"}))
