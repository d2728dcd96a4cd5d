# Targets may be nested tuples and lists.
(a, b), c = (1, 2), 3
print(a, b, c)
[d, [e, f]] = "x", ("y", "z")
print(d, e, f)
for name, (low, high) in [("a", (1, 2)), ("b", (3, 4))]:
    print(name, low + high)
(p,) = [7]
[q] = {8}
print(p, q)
() = []
[] = ()
a, b = b, a
print(a, b)
a, b, c = c, a, b
print(a, b, c)
m = [[1, 2], [3, 4]]
(m[0][0], m[1][1]), m[0][1] = (10, 40), 20
print(m)
class Point: pass
pt = Point()
pt.x, pt.y = 3, 4
print(pt.x, pt.y, vars(pt))
