x = list(range(10))
print(x[2:5], x[:3], x[7:], x[:], x[::3], x[::-1], x[8:2:-2], x[-3:], x[:-3], x[-5:-2], x[5:2], x[100:], x[-100:2], x[1:100])
print("abcdef"[1:4], "abcdef"[::-1], (1, 2, 3)[1:], range(10)[2:8:3], b"bytes"[1:3], ""[5:])
print(x[slice(1, 4)], x[slice(None, None, -4)], slice(1, 2, 3), slice(5).indices(3), slice(None, None, -1).indices(4))
x[2:4] = ["a", "b", "c"]
print(x)
x[:0] = [-1]
x[len(x):] = [99]
x[1:1] = "xy"
print(x)
x[::4] = [0] * len(x[::4])
print(x)
del x[1:4], x[::2]
print(x)
for bad in [lambda: x.__setitem__(slice(None, None, 2), [1]), lambda: x[::0], lambda: x["a":], lambda: x.__setitem__(slice(0, 1), 5), lambda: x[1.0:]]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
