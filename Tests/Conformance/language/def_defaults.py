# Defaults are worked out once, where the def stands.
def collect(x, into=[]):
    into.append(x)
    return into
print(collect(1), collect(2), collect(3, []), collect(4))
base = 10
def add(x, y=base * 2): return x + y
base = 0
print(add(1), add(1, 1), add(x=2), add(y=1, x=5))
def show(a, b=None, *, c=(), d={}): return a, b, c, d
print(show(1), show(1, d=2), show(1, 2, c=3))
print(collect.__defaults__, show.__defaults__, show.__kwdefaults__)
def chain(a, b=lambda: "late"): return b()
print(chain(1))
for i in range(3):
    def f(i=i): return i
    print(f(), end=" ")
print()
def sentinel(x=None):
    x = [] if x is None else x
    x.append(1)
    return x
print(sentinel(), sentinel())
