from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(), c.most_common(2), list(c), dict(c), sum(c.values()), c.total(), sorted(c), "a" in c, len(c), list(c.elements()))
c.update("aaz"); c.subtract({"b": 5})
print(c, +c, -c, c["b"], c.pop("z"), c.get("q"), Counter(a=2, b=1) + Counter(a=1, c=3), Counter(a=3) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=1) | Counter(a=2, b=1), Counter(a=1) == Counter(a=1, b=0))
print(Counter(), Counter([1, 1, 2]), Counter({"x": 2}), Counter(a=1)["missing"], Counter("the cat the dog".split()).most_common(1), max(Counter("hello").items(), key=lambda kv: kv[1]), {k: v for k, v in Counter("aab").items() if v > 1}, Counter(len(w) for w in ["a", "bb", "c"]), Counter("ab") <= Counter("aabb"))
c = Counter(); c["x"] += 1; c["y"] -= 1; del c["x"]; del c["nothing"]
print(c, c.copy(), c.clear(), c)
for bad in [lambda: Counter(5), lambda: Counter("a", "b"), lambda: Counter.fromkeys("ab", 1), lambda: Counter([[]])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
