a, b = 1, 2
a, b = b, a
print(a, b)
(c, [d, e]), f = (1, (2, 3)), 4
print(c, d, e, f)
first, *rest = [1, 2, 3]
*init, last = "abc"
h, *mid, t = range(6)
print(first, rest, init, last, h, mid, t)
x, *y = [1]
print(x, y)
p = q = r = []
p.append(1)
print(p, q, r)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
print([*range(3), *"ab"], (*[1], 2), {**{"a": 1}, "b": 2}, {*[1, 1, 2]})
for code in [lambda: (lambda: None)() or 1]:
    print(code())
def bad(n):
    if n == 0: a, b = [1]
    if n == 1: a, b = [1, 2, 3]
    if n == 2: a, b = 5
    if n == 3: a, *b, c = [1]
for i in range(4):
    try:
        bad(i)
    except Exception as e:
        print(type(e).__name__, e)
