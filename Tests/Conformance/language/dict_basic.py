d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d["a"], len(d), "a" in d, "z" in d, d.get("z"), d.get("z", 0), list(d), list(d.keys()), list(d.values()), list(d.items()))
d.update({"a": 10}, e=5); print(d)
print(d.pop("a"), d.pop("zz", None), d.setdefault("b", 9), d.setdefault("n", 9), d)
print(d.popitem(), d)
del d["b"]; print(d)
for k, v in d.items():
    print(k, v)
print({1: "x", (1, 2): "y", None: 0}, dict(a=1, b=2), dict([("x", 1)]), dict(zip("ab", [1, 2])), dict.fromkeys("abc", 0), {}, dict())
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} | {"b": 2}, {"a": 1} != {"a": 2})
d |= {"q": 1}
print(d, d.copy() == d, list(reversed(d)))
d.clear(); print(d, bool(d))
