# A name means what it means now, however often it was looked up before.
def read():
    return value


for value in (1, "two", [3.0]):
    print(read())
for n in range(40):
    globals()[f"other_{n}"] = n
    value = n * n
    print(read(), end=" ")
print()
del value
try:
    read()
except NameError as error:
    print(error)
value = "back"
print(read())


# A built-in name, hidden by a global and found again.
def size(x):
    return len(x)


print(size("abc"))
len = lambda x: -1
print(size("abc"))
del len
print(size("abc"))

import builtins


def later():
    return made_later(2)


try:
    later()
except NameError as error:
    print(error)
builtins.made_later = lambda x: x + 40
print(later())
for n in range(300):
    setattr(builtins, f"filler_{n}", n)
print(later(), filler_299)
builtins.made_later = lambda x: x - 40
print(later())
made_later = lambda x: "global"
print(later())
del made_later
print(later())
del builtins.made_later
try:
    later()
except NameError as error:
    print(error)


# A method is looked up again when the class or the instance changes.
class Shape:
    def name(self):
        return "shape"


def names(shapes):
    return [shape.name() for shape in shapes]


shapes = [Shape(), Shape()]
print(names(shapes))
Shape.name = lambda self: "other"
print(names(shapes))
shapes[0].name = lambda: "own"
print(names(shapes))
del shapes[0].name
print(names(shapes))

import math


def wave(x):
    return math.floor(x)


print(wave(2.5))
kept = math.floor
math.floor = lambda x: "changed"
print(wave(2.5))
math.floor = kept
for n in range(100):
    setattr(math, f"filler_{n}", n)
print(wave(2.5), math.filler_99)


# The function that runs may be the last to know itself.
def vanish():
    global vanish
    del vanish
    made = [0] * 1000
    return len(made)


print(vanish())
try:
    vanish()
except NameError as error:
    print(error)
