x = [1]
x.append(2); x.append([3, 4]); x.extend([5]); x.extend("ab"); x.extend(range(2)); x.insert(0, "first"); x.insert(-1, "before last"); x.insert(100, "end"); x.insert(-100, "start")
print(x, len(x))
x += (7, 8)
x += "z"
x *= 1
print(x[-4:], [0] * 3, [1, 2] + [3], [[]] * 2, [] * 5, [1] * -1, 2 * [0], [*"ab"] + [None])
rows = [[0] * 2] * 2
rows[0][0] = 9
print(rows, [[0] * 2 for _ in range(2)], x.append(1), x.extend([]))
x.extend(x[:1]); print(x[-1])
y = []
y.extend(y); y.append(y)
print(y, y[0] is y, len(y))
for bad in [lambda: x.append(), lambda: x.append(1, 2), lambda: x.extend(5), lambda: x.extend(None), lambda: x.insert(1), lambda: x.insert("a", 1), lambda: x + (1,), lambda: x * 1.5, lambda: x + "a", lambda: [1].push(2), lambda: x.add(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
