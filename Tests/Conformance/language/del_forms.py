a, b, c = 1, 2, 3
del a
del (b, c)
for name in ["a", "b", "c"]: print(name in globals(), end=" ")
print()
x = list(range(10))
del x[0], x[-1]
del x[1:3]
del x[::2]
print(x)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
class C: pass
o = C()
o.x = 1
del o.x
print(hasattr(o, "x"))
def f():
    y = 1
    del y
    try: return y
    except UnboundLocalError as e: return str(e)
print(f())
for bad in [lambda: d.__delitem__("zz"), lambda: x.__delitem__(99), lambda: delattr(o, "q")]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
p = q = [1]
del p
print(q)
class D:
    def __del__(self): print("gone")
d = D()
del d
print("after")
