add = lambda a, b=1, *c, d=2, **e: (a, b, c, d, e)
print(add(1), add(1, 2, 3, d=4, x=5), (lambda: 7)(), (lambda *a: a)(1, 2), (lambda **k: k)(z=1))
print(list(map(lambda x: x + 1, [1, 2])), sorted([3, 1, 2], key=lambda v: -v), (lambda x: (lambda y: x * y))(3)(4), add.__name__)
