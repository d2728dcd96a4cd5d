def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
inc, get = counter()
print(inc(), inc(5), get())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def outer():
    x = "outer"
    def middle():
        def inner():
            return x
        return inner
    return middle()
print(outer()())
def adder(a):
    return lambda b: lambda c: a + b + c
print(adder(1)(2)(3))
