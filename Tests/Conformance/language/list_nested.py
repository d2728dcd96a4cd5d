m = [[1, 2], [3, 4]]
m[0][1] = 9
n = m; n[1] = "changed"
c = [r for r in m]
print(m, n is m, c is m, c == m)
z = [[0] * 2] * 2
z[0][0] = 1
print(z)
l = [1]; l.append(l)
print(l, len(l), l[1][1][0])
d = {}; d["self"] = d; t = (l, d)
print(d, t)
