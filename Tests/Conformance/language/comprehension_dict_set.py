print({c: ord(c) for c in "abc"}, {n: n * n for n in range(4) if n != 2}, {len(w) for w in ["a", "bb", "cc"]} == {1, 2})
print({v: k for k, v in {"a": 1, "b": 2}.items()}, {k: [v for v in range(k)] for k in range(3)}, {(x, y): x * y for x in (1, 2) for y in (3, 4)})
print({k: v for k, v in zip("abca", range(4))}, {**{k: 1 for k in "xy"}, "z": 2}, dict([(k, v) for v, k in enumerate("ab")]))
print({x.lower() for x in "AaBb"} == {"a", "b"}, {i // 2 for i in range(6)} == {0, 1, 2}, {frozenset(p) for p in [(1, 2), (2, 1)]} == {frozenset({1, 2})})
def order(k):
    print("key", k, end="; ")
    return k
print({order(k): order(k + 10) for k in (1, 2)})
try: {[]: 1 for _ in "a"}
except TypeError as e: print(e)
counts = {}
print({w: counts.setdefault(w, len(counts)) for w in "the cat the dog".split()}, counts)
