a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a & b, a | b, a - b, a ^ b, b - a, a.union(b, [9]), a.intersection(b, [3]), a.difference(b, [1]), a.symmetric_difference([1, 7]), a.isdisjoint([8]), a.issubset(range(9)), a.issuperset([1]))
print(a <= a, a < a, {1} < a, a > {1}, a >= b, a == {4, 3, 2, 1}, a != b, {1} == frozenset([1]), 1 in a, 9 not in a, len(a), bool(set()), set() == {}, {1, 1.0, True})
s = {1}
s.add(2); s.add(2); s.update([3], (4,), {5}); s.discard(9); s.discard(1); s.remove(2)
print(s, s.pop() in {3, 4, 5}, len(s), s.copy() == s, s.clear(), s)
s = {1, 2, 3}
s &= {2, 3, 9}; s |= {7}; s -= {3}; s ^= {2, 8}
print(s, set("hello") == set("olleh"), sorted(set([3, 1, 3])), {x % 3 for x in range(10)}, set(), {*()}, frozenset("ab") == {"a", "b"}, type(a | frozenset()).__name__, type(frozenset() | a).__name__)
s.intersection_update([7, 8]); s.difference_update([8]); s.symmetric_difference_update([1])
print(s, max(a), sum(a), sorted(a, reverse=True), min(frozenset([2, 1])), {(1, 2), (1, 2)}, {frozenset({1})}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
for bad in [lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} + {2}, lambda: {1}[0], lambda: set(5), lambda: {1}.add(), lambda: {1}.add({2}), lambda: frozenset([1]).add(2), lambda: {1} < [1], lambda: hash({1}), lambda: {1}.union(5), lambda: set(1, 2)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
