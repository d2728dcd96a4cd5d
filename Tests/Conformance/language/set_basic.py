s = {3, 1, 2}
s.add(4); s.add(1)
print(s, len(s), 1 in s, 9 in s, set(), {1, 1.0, True}, set([1, 2, 2]), sorted(set("hello")))
print({1, 2} | {3}, {1, 2, 3} & {2, 3, 4}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2} == {2, 1}, {1, 2} >= {1}, {1}.isdisjoint({2}))
s.discard(100); s.remove(4); print(s)
print({1, 2}.union([3], (4,)), {1, 2, 3}.intersection([2]), {1, 2}.difference([1]), {1, 2}.symmetric_difference([2, 5]), {1}.issubset([1, 2]), {1, 2}.issuperset([1]))
s.update([10, 11]); print(s)
s -= {10}; s |= {20}; s &= {20, 11}; print(s)
s ^= {20, 7}; print(s)
f = frozenset([1, 2])
print(f, frozenset(), f | {3}, {f: "v"}[frozenset([2, 1])], hash(f) == hash(frozenset([2, 1])))
for g in [lambda: s.remove(99), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: f.add(1), lambda: set(1)]:
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
