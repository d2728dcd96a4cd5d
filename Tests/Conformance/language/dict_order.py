d = {}
for k in [3, 1, 2]: d[k] = str(k)
print(d)
d[1] = "changed"
print(d)
del d[3]
d[3] = "back"
print(d, list(d), d.popitem(), d)
d.update({9: "n", 1: "again"})
print(d, {1: "a", 2: "b"} == {2: "b", 1: "a"}, list({"b": 0, **{"a": 1, "b": 2}}), list({k: 0 for k in "cab"}), list(dict(c=1, a=2)))
big = {i: i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(list(big)[:5], len(big), next(reversed(big)))
for i in range(0, 10, 2): big[i] = "new"
print(list(big)[-5:], list(big.items())[0])
