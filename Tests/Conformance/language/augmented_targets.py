# x op= y on names, attributes, items and slices.
class Box: value = 10
box = Box()
box.value += 5
print(box.value, Box.value, vars(box))
items = [1, 2, 3]
items[0] += 10
items[-1] *= 2
items[1:] += [7]
print(items)
counts = {}
for c in "banana":
    counts[c] = counts.get(c, 0)
    counts[c] += 1
print(counts)
n = 100
n //= 7; print(n)
n **= 2; print(n)
n %= 50; print(n)
n <<= 3; print(n)
n |= 5; print(n)
n &= 12; print(n)
n ^= 6; print(n)
n >>= 1; print(n)
n /= 4; print(n)
n -= 1.5; print(n)
t = (1,)
t += (2,)
s = "a"
s *= 3
print(t, s)
