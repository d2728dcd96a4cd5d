print([[i * j for j in range(1, 4)] for i in range(1, 4)])
print([x for row in [[1, 2], [3], []] for x in row])
print([(x, y) for x in range(3) if x for y in range(x) if y == 0 or x == 2])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [list(r) for r in zip(*matrix)])
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "de"]], [k for k, (v, w) in {"x": (1, 2)}.items()])
print([y for x in [3, 4] if (y := x * 2) > 6], [x if x % 2 else -x for x in range(4)])
print([lambda: i for i in range(2)][0](), [f(2) for f in [lambda x, n=n: x ** n for n in range(3)]])
print([x for x in "abc" if x != "b"], [str(x) for x in [1, None]], [[]] * 2, [[] for _ in range(2)])
x = "kept"
print([x for x in range(3)], x)
print([i for i in range(10) if i % 2 if i % 3], [*[1, 2], *(n for n in [3])])
