# Any target that can be assigned can be a loop variable.
places = [0, 0]
for places[1] in range(3): pass
print(places)
class Holder: pass
h = Holder()
for h.value in "xyz": pass
print(h.value)
table = {}
for table["last"], n in zip("ab", [1, 2]): print(table, n)
for i in range(3): pass
print(i)
for i in []: pass
print(i)
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for x in 1, 2, 3: print(x, end=" ")
print()
for x in *[1, 2], 3: print(x, end=" ")
print()
