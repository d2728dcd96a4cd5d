d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 1 in v, ("a", 1) in i)
d["c"] = 3
print(k, v, i)
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k == {"a", "b", "c"})
print(list(reversed(d.keys())), list(reversed(d.items())), max(d, key=d.get), sorted(d.items(), key=lambda p: -p[1]))
