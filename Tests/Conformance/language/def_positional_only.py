def div(a, b, /): return a / b
print(div(6, 3))
def mixed(a, /, b, *, c): return a, b, c
print(mixed(1, 2, c=3), mixed(1, b=2, c=3))
def names(self, /, **kwargs): return self, kwargs
print(names(1, self=2))
for call in [lambda: div(a=6, b=3), lambda: div(6, b=3), lambda: mixed(a=1, b=2, c=3), lambda: div(1), lambda: div(1, 2, 3)]:
    try: call()
    except TypeError as e: print(e)
