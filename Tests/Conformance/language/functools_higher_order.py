import functools, operator
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(operator.add, [[1], [2]], []), functools.reduce(max, [3, 1, 4]), functools.reduce(lambda a, b: a + b, [], "start"))
double = functools.partial(operator.mul, 2)
hello = functools.partial("{} {name}".format, "hi", name="you")
print(double(5), hello(), hello(name="me"), double.func is operator.mul, double.args, hello.keywords, functools.partial(double, 4)(), functools.partial(print, "a", sep="-", end="!\n")("b"))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) < V(2), V(1) >= V(2), V(1) <= V(1), V(3) > V(2), V(1) != V(2))
@functools.singledispatch
def show(x): return f"something {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list of {len(x)}"
print(show(1), show([1, 2]), show("a"), show(True))
for bad in [lambda: functools.reduce(lambda a, b: a, []), lambda: functools.partial(), lambda: functools.reduce(1), lambda: functools.partial(5), lambda: functools.reduce(5, [1, 2]), lambda: functools.nothing]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
