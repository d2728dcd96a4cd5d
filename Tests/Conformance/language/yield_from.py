def inner():
    x = yield 1
    print("inner got", x)
    yield 2
    return "result"
def outer():
    r = yield from inner()
    print("inner returned", r)
    yield from [10, 20]
    yield from "ab"
    yield from (n * n for n in range(2))
    return "end"
o = outer()
print(next(o), o.send("hello"), [x for x in o])
def flatten(x):
    if isinstance(x, list):
        for y in x: yield from flatten(y)
    else: yield x
print(list(flatten([1, [2, [3, [4], 5]], [[6]]])))
class Tree:
    def __init__(self, value, left=None, right=None): self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))))
def catches():
    try: yield from inner()
    except ValueError as e: yield f"caught {e}"
c = catches()
next(c)
print(c.throw(ValueError("x")))
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1], {2: 3}, range(2))))
try: list((lambda: (yield from 5))())
except TypeError as e: print(e)
