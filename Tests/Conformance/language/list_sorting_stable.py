words = "banana Apple cherry apple Banana fig".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (-len(w), w)))
x = [3, 1, 2]
print(x.sort(), x, x.sort(reverse=True), x, x.reverse(), x, list(reversed(x)), sorted(x, key=lambda v: -v), sorted("hello"), sorted({"b": 1, "a": 2}), sorted((3, 1)), sorted({2, 1}))
people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dee", 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True), sorted(people, key=lambda p: (p[1], p[0]), reverse=True), max(people, key=lambda p: p[1]), min(people, key=lambda p: p[1]))
print(sorted([True, 0, 2, -1.5]), sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a")]), sorted([]), sorted(range(5, 0, -1)), sorted("bca", reverse=True), sorted([1.5, 1, 10 ** 20, -5]))
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"C{self.v}"
print(sorted([C(3), C(1), C(2)]), sorted([C(3), C(1)], reverse=True))
for bad in [lambda: sorted([1, "a"]), lambda: [None, 1].sort(), lambda: sorted([1], key=5), lambda: sorted(5), lambda: sorted([1], lambda x: x), lambda: [1].sort(None), lambda: sorted([1], cmp=1), lambda: sorted(), lambda: sorted([object(), object()]), lambda: sorted([[1], ["a"]])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def once(v):
    print("key of", v, end="; ")
    return v
print(sorted([2, 1, 3], key=once))
