import functools
calls = []
@functools.lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), len(calls), fib.cache_info(), fib.__name__, fib.__wrapped__(1))
fib.cache_clear()
print(fib.cache_info())
@functools.lru_cache(maxsize=2)
def square(x): print("computing", x); return x * x
print(square(1), square(2), square(1), square(3), square(2), square.cache_info())
@functools.cache
def slow(a, b=1): return (a, b)
print(slow(1), slow(1, b=1), slow(1, 1), slow.cache_info())
@functools.lru_cache
def plain(x): return [x]
print(plain(1) is plain(1), plain(1.0) is plain(1))
try: plain([])
except TypeError as e: print(e)
class Data:
    def __init__(self, n): self.n = n
    @functools.cached_property
    def total(self):
        print("once")
        return sum(range(self.n))
d = Data(5)
print(d.total, d.total, vars(d))
d.total = 99
print(d.total)
