# What can be called has __call__.
class A:
    def method(self):
        return "method"


class B:
    def __call__(self, x):
        return x * 2


def f(a, b=2, *, c=3):
    return a, b, c


print(f.__call__(1), f.__call__(1, 5, c=6), len.__call__([1, 2]), "abc".upper.__call__(), str.upper.__call__("x"))
print(A().method.__call__(), type(A.__call__()).__name__, B().__call__(4), B.__call__(B(), 5), int.__call__("7"))
print(f.__call__.__call__(1), [hasattr(x, "__call__") for x in (f, len, A, A(), B(), A().method, 5, "a".join)])
print([callable(x) for x in (f, len, A, A(), B(), A().method, 5, "a".join)], list(map(f.__call__, [1, 2])))
print(type(f.__call__).__name__, f.__call__.__name__)
try:
    f.__call__()
except TypeError as error:
    print(error)
try:
    len.__call__(5)
except TypeError as error:
    print(error)
