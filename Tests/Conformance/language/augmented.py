x = 5
x += 2; x -= 1; x *= 3; x //= 4; x **= 2; x %= 7; x <<= 2; x |= 1; x ^= 3; x >>= 1; x &= 6
print(x)
f = 1.0; f /= 3; print(f)
s = "a"; s += "b"; s *= 2; print(s)
l = [1]; m = l; l += [2]; print(m, l is m)
t = (1,); u = t; t += (2,); print(u, t)
d = {"n": 1}; d["n"] += 5; print(d)
class A: v = 1
a = A(); a.v += 1; print(a.v, A.v)
m = [[1, 2]]; m[0][1] *= 10; print(m)
