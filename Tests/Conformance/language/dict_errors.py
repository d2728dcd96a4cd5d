d = {"a": 1}
for f in [lambda: d["z"], lambda: d[1], lambda: d[[1]], lambda: {}.popitem(), lambda: d.pop("q"), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(1), lambda: d < d, lambda: d.__delitem__("zz"), lambda: hash(d)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
