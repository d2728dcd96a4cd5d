a = [1, 2]
b = {"x": 1}
print(*a, *"ab", sep=",")
print([*a, *a], (*a, 3), {*a, 5}, {**b, "y": 2, **{"x": 9}})
def f(*args, **kw): return args, sorted(kw.items())
print(f(*a, 5, *a, k=1, **b), f(*range(2), **{"q": 1}), f(*(), **{}))
first, *_ = (1, 2, 3)
*_, last = (1, 2, 3)
print(first, last, _)
for a, *b in [(1, 2, 3), (4,)]:
    print(a, b)
try:
    f(**b, **{"x": 2})
except TypeError as e:
    print(e)
