class Resource:
    def __init__(self, name): self.name = name
    def __del__(self): print("released", self.name)
a = Resource("a")
a = Resource("b")
print("replaced")
def use():
    r = Resource("local")
    print("using", r.name)
use()
print("after the call")
box = [Resource("in a list"), Resource("second")]
box.pop()
print("popped")
box.clear()
b = a
del a
print("still there", b.name)
del b
print("gone")
def numbers():
    try:
        yield 1
        yield 2
    finally: print("closed")
n = numbers()
print(next(n))
n = None
print("end")
