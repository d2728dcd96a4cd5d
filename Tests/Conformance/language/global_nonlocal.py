x = 1
def setx():
    global x, newg
    x = 2
    newg = 3
setx()
print(x, newg)
def unbound():
    try:
        print(y)
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    y = 1
unbound()
def free():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return inner()
print(free())
try:
    undefined_thing
except NameError as e:
    print(e)
