class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(5)), [*Countdown(2)], tuple(Countdown(1)))
a, b, c = Countdown(3)
print(a, b, c)
class Repeatable:
    def __init__(self, *xs): self.xs = xs
    def __iter__(self):
        for x in self.xs: yield x
    def __reversed__(self): return iter(self.xs[::-1])
    def __len__(self): return len(self.xs)
r = Repeatable(1, 2, 3)
print(list(r), list(r), list(reversed(r)), list(zip(r, r)), dict(zip("ab", r)), 2 in r)
class Old:
    def __getitem__(self, i):
        if i == 3: raise IndexError("done")
        return i * i
    def __len__(self): return 3
print(list(Old()), list(reversed(Old())), [x for x in Old()], list(enumerate(Old(), 1)))
it = iter(Countdown(2))
print(next(it), next(it), next(it, "end"), it is iter(it))
class NotIter:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return self
for bad in [NotIter, NoNext, object]:
    try: iter(bad())
    except TypeError as e: print(e)
