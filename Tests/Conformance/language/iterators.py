class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), [x for x in Count(2)], sum(Count(4)), 2 in Count(5), max(Count(3)), tuple(Count(2)))
a, b = Count(2)
print(a, b, *Count(3))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [*Seq()])
class It:
    def __iter__(self): yield from (1, 2)
print(list(It()), dict(zip(It(), It())))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "end"))
print(list(iter(lambda n=[0]: n.__setitem__(0, n[0] + 1) or n[0], 4)))
for f in [lambda: iter(5), lambda: next([]), lambda: next(iter([])), lambda: list(5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
