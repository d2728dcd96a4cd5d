import functools
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [], 7))
add = functools.partial(lambda a, b, c=0: (a, b, c), 1, c=5)
print(add(2), add(2, c=9), add.args, add.keywords)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info(), fib.__name__)
@functools.cache
def sq(x):
    print("computing", x)
    return x * x
print(sq(3), sq(3)); sq.cache_clear(); print(sq(3))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.total_ordering
class N:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(N(1) <= N(2), N(2) >= N(3), N(1) > N(0))
class C:
    @functools.cached_property
    def p(self):
        print("once")
        return 5
c = C(); print(c.p, c.p, c.__dict__)
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)
