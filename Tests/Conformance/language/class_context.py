class Ctx:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): print("enter", self.n); return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.swallow
with Ctx(1) as a, Ctx(2) as b:
    print(a.n, b.n)
with Ctx(3, True):
    raise ValueError("inside")
try:
    with Ctx(4):
        1 / 0
except ZeroDivisionError as e:
    print("out", e)
def f():
    with Ctx(5):
        return "ret"
print(f())
for i in range(2):
    with Ctx(6):
        if i == 0: continue
        break
for bad in [lambda: 5]:
    try:
        with bad(): pass
    except TypeError as e:
        print(e)
