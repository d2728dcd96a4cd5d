print(2 in [1, 2], "b" in "abc", "" in "abc", "bc" in "abc", "k" in {"k": 1}, 1 in {"k": 1}, 3 in range(5), 2.0 in range(5), (1, 2) in [(1, 2)], None in [None], 5 not in (1,))
print(1 in {1.0}, True in [1], "a" in ["abc"], b"b" in b"abc", 98 in b"abc", [] in [[]])
a = [1, 2]
b = a
c = a[:]
print(a is b, a is c, a == c, a is not c, None is None, type(a) is list, id(a) == id(b))
x = y = 300
print(x is y, "" is not None, () == [], [1] == (1,), {1} == frozenset({1}), 1 == "1", 0.1 + 0.2 == 0.3)
g = (i for i in [1, 2, 3])
print(2 in g, list(g))
for bad in [lambda: 1 in 5, lambda: 1 in "a", lambda: [] in {1}, lambda: {} in {1: 2}]:
    try: bad()
    except TypeError as e: print(e)
