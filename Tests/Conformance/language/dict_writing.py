d = {}
d["x"] = 1
d.update({"y": 2}, z=3)
d.update([("w", 4), ("x", 10)])
d.update(a=1)
print(d, d.setdefault("x", 99), d.setdefault("new", []), d.setdefault("none"), d)
d["new"].append(1)
print(d.pop("new"), d.pop("zz", "default"), d.popitem(), d, len(d))
del d["x"]
d["x"] = "again last"
print(d, d | {"y": 5}, {"q": 0} | d, d.copy() == d, d.copy() is d)
d |= {"k": 1}
d |= [("l", 2)]
print(d, dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict(a=1, b=2), dict([(1, 2)]), dict({"k": 1}, k=2), dict(zip("ab", [1, 2])), dict())
d.clear()
print(d)
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared)
nested = {}
nested.setdefault("k", {}).setdefault("l", []).append(5)
print(nested)
for bad in [lambda: {}.popitem(), lambda: {}.pop("k"), lambda: {[]: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: {}.update(5), lambda: {} | 5, lambda: {} | [(1, 2)], lambda: dict(1, 2), lambda: {}.__delitem__("q"), lambda: {}.setdefault(), lambda: dict.fromkeys(5)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
