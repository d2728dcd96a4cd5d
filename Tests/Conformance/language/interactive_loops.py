total = 0
for i in range(1, 11):
    if i % 2: continue
    total += i
    if total > 20: break
print(i, total)
for i, row in enumerate([[1, 2], [3, 4]]):
    for j, v in enumerate(row):
        print(i, j, v, end="; ")
print()
for a, b in zip(range(3), "xyz"): print(a, b)
for k in {"one": 1, "two": 2}: print(k)
for x in (1, "a", None): print(x)
i = 10
while i > 0: i -= 3
print(i)
