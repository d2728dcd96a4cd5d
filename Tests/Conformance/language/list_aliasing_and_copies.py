a = [1, [2, 3]]
b = a
c = a[:]
d = list(a)
e = a.copy()
import copy
f = copy.copy(a)
g = copy.deepcopy(a)
a[0] = 100
a[1].append(4)
print(a, b, c, d, e, f, g)
print(a is b, a is c, a[1] is c[1], a[1] is g[1], c == d == e == f, g)
def change(x): x.append("changed"); x = ["new"]; return x
print(change(a), a)
t = ([],)
t[0].append(1)
print(t)
def clear(x): x[:] = []
clear(b)
print(a)
x = y = []
x = x + [1]
print(x, y)
x = y
x += [1]
print(x, y)
