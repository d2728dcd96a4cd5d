d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
d["d"] = 4
print(k, v, i, len(k), "d" in k, 4 in v, ("d", 4) in i, ("d", 5) in i)
print(k & {"a", "z"}, sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k == {"a", "b", "c", "d"}, k >= {"a"}, k.isdisjoint("xyz"), sorted(i & [("a", 1)]), {"a"} < k)
print(list(reversed(k)), list(reversed(v)), list(reversed(i)), type(k).__name__, type(v).__name__, type(i).__name__, d.keys() == d.keys(), d.values() == d.values(), {1: 2}.items() == {1: 2}.items())
print(sorted(v), sum(v), max(v), list(map(str, k)), dict(i), set(k) == k, {*v} == {1, 2, 3, 4}, [x for x, _ in i], k.mapping["a"])
for bad in [lambda: k[0], lambda: k + k, lambda: v & v, lambda: k.append, lambda: k & 5, lambda: k < 5]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
