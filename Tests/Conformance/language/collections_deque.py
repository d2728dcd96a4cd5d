from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend([5, 6]); d.extendleft([-1, -2])
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], d[2], 3 in d, d.count(3), d.index(3), list(reversed(d)), d.copy() == d, bool(deque()))
d.rotate(2); print(d); d.rotate(-3); print(d); d.reverse(); print(d); d.remove(3); d.insert(1, "in"); d[0] = "first"; del d[-1]; print(d, d.maxlen, d + deque([9]), d * 2)
window = deque(maxlen=3)
for x in range(6):
    window.append(x)
    print(list(window), end=" ")
print(window, deque("abc", 2), deque(range(3)) == deque([0, 1, 2]), deque([1]) < deque([2]), [*deque("ab")], deque(), deque([[]]), max(deque([3, 1])))
d.clear()
for bad in [lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque(5), lambda: deque([1])[0:1], lambda: deque([1], maxlen=-1), lambda: deque([1], maxlen=1).insert(0, 2), lambda: hash(deque()), lambda: deque([1]) + [2], lambda: deque([1], "a"), lambda: deque([1])["a"]]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
d = deque([1, 2])
try:
    for x in d: d.append(x)
except RuntimeError as e: print(e)
