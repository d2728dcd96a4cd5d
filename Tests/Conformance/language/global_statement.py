x = 1
def read(): return x
def local():
    x = 2
    return x
def change():
    global x, fresh
    x = 3
    fresh = "made inside"
print(read(), local(), x)
change()
print(read(), x, fresh)
def outer():
    x = "outer"
    def inner():
        global x
        x = "global"
        return x
    return inner(), x
print(outer(), x)
class C:
    global y
    y = "from a class"
print(y, hasattr(C, "y"))
def loop():
    global i
    for i in range(4): pass
loop()
print(i)
