print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"], [[j for j in range(i)] for i in range(3)])
print({x: x * x for x in range(3)}, {k: v for k, v in zip("ab", [1, 2])}, {x % 3 for x in range(10)}, sum(x for x in range(10)), list(x for x in "ab"))
x = "outer"
print([x for x in range(3)], x)
print([y := 5, y + 1], y, [last := i for i in range(3)], last)
print([a + b for a, b in [(1, 2), (3, 4)]], [f(2) for f in [lambda v, k=k: v + k for k in range(3)]])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [v for row in m for v in row if v % 2 == 0])
