from collections import OrderedDict, defaultdict
d = defaultdict(list)
for word in "apple bat art bar".split(): d[word[0]].append(word)
print(d, dict(d), d["z"], sorted(d), d.get("q"), len(d), d.default_factory, "q" in d)
n = defaultdict(int, a=1); n["b"] += 5; print(n, n["c"], n.pop("c"), n | {"z": 1}, n.copy())
tree = lambda: defaultdict(tree)
t = tree(); t["a"]["b"]["c"] = 1
print(t["a"]["b"]["c"], list(t), defaultdict(lambda: "none")["x"], defaultdict(None, {"k": 1}), defaultdict(set, {1: {2}}))
for bad in [lambda: defaultdict(None)["x"], lambda: defaultdict(5), lambda: defaultdict(), lambda: defaultdict()["k"]]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
o = OrderedDict([("b", 1), ("a", 2)]); o["c"] = 3; o.move_to_end("b"); print(o, list(o), o.popitem(), o.popitem(last=False), o)
o.update(x=1, y=2); o.move_to_end("y", last=False); print(o, OrderedDict(a=1) == {"a": 1}, OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), list(reversed(o)), o | {"z": 0})
try: o.move_to_end("nope")
except KeyError as e: print(repr(e))
