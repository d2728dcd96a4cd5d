class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *more, scale=1): return (self.n + x + sum(more)) * scale
add = Adder(10)
print(add(1), add(1, 2, 3), add(1, scale=2), callable(add), callable(5), callable(Adder), callable(len))
print(list(map(add, [1, 2])), sorted([3, 1, 2], key=lambda x: -add(x)))
class Counter:
    calls = 0
    def __call__(self):
        type(self).calls += 1
        return self
c = Counter()
c()()()
print(Counter.calls)
try: object()()
except TypeError as e: print(e)
c.__call__ = lambda: "instance"
print(c() is c)
class Poly:
    def __init__(self, *c): self.c = c
    def __call__(self, x):
        total = 0
        for a in self.c: total = total * x + a
        return total
print([Poly(1, 0, -1)(x) for x in range(4)])
