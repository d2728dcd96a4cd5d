# A closure sees the variable, not the value it had.
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])
made = []
for n in range(3):
    def power(x): return x ** n
    made.append(power)
print([f(2) for f in made])
n = 10
print([f(2) for f in made])
def maker(n):
    def inner(x): return x ** n
    return inner
print([maker(n)(2) for n in range(3)])
def outer():
    x = "before"
    def read(): return x
    first = read()
    x = "after"
    return first, read()
print(outer())
def unset():
    def read(): return later
    try: read()
    except NameError as e: print(e)
    later = 1
    return read()
print(unset())
