d = {"a": 1, "b": 2, "c": None}
print(d["a"], d.get("a"), d.get("z"), d.get("z", 0), d.get("c", 5), "a" in d, 1 in d, "z" not in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), bool({}), d.keys(), d.values(), d.items())
print({1: "int", 1.0: "float", True: "bool"}, {1: "a"}[1.0], {(1, 2): 3}[1, 2], {None: 0}[None], {"x": {"y": [1, {"z": 2}]}}["x"]["y"][1]["z"], {frozenset({1}): 1}[frozenset([1])])
for k in d: print(k, end=" ")
for k, v in d.items(): print(k, v, end=" ")
for v in d.values(): print(v, end=" ")
for i, (k, v) in enumerate(d.items()): print(i, k, v, end=" ")
print(max(d), min(d.items()), sorted(d, reverse=True), dict(sorted({"b": 1, "a": 2}.items())), {v: k for k, v in d.items()}, next(iter(d)), list(reversed(d)), [*d], {**d}, d == {"c": None, "b": 2, "a": 1})
for bad in [lambda: d["z"], lambda: d[["a"]], lambda: d.get(), lambda: d.get([]), lambda: d.get(1, 2, 3), lambda: d.a, lambda: {}[None], lambda: d[0], lambda: {}["it's"], lambda: {}[1, 2], lambda: d < d]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
