# One value, several targets, from left to right.
a = b = c = []
a.append(1)
print(a, b, c, a is c)
x = y = 5
x += 1
print(x, y)
i = 0
cells = [None] * 3
i = cells[i] = 2
print(i, cells)
first, *rest = pair = (1, 2, 3)
print(first, rest, pair)
d = {}
d["k"] = d["l"] = value = {"n": 1}
d["k"]["n"] = 2
print(d, value)
