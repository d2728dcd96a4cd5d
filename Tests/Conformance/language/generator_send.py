def average():
    total, count, mean = 0, 0, None
    while True:
        x = yield mean
        if x is None: return "finished", mean
        total += x
        count += 1
        mean = total / count
g = average()
print(next(g), g.send(10), g.send(20), g.send(60))
try: g.send(None)
except StopIteration as e: print(e.value)
try: next(g)
except StopIteration as e: print("over", e.value)
def echo():
    received = []
    try:
        while True: received.append((yield len(received)))
    finally: print("received", received)
e = echo()
next(e)
e.send("a"); e.send("b")
e.close()
try: average().send(1)
except TypeError as t: print(t)
def two_way():
    x = yield "first"
    y = yield f"got {x}"
    return x + y
t = two_way()
print(next(t), t.send(1))
try: t.send(2)
except StopIteration as e: print(e.value)
