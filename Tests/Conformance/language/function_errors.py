five, text, nothing = 5, "a", None
def f(a, b): pass
def g(a, *, k): pass
def h(a=1): pass
def p(a, /): pass
def q(*, x, y): pass
for call in [lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, c=2), lambda: f(1, a=2), lambda: g(1), lambda: g(1, 2), lambda: h(1, 2), lambda: p(a=1), lambda: q(), lambda: f(*[1], **{"a": 1}), lambda: f(**{1: 2}), lambda: h(*5), lambda: five(), lambda: text(), lambda: nothing(), lambda: (lambda: 0)(1), lambda: (lambda x: 0)()]:
    try:
        print(call())
    except TypeError as e:
        print(e)
