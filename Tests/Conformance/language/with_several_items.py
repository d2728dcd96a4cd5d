class Open:
    def __init__(self, name): self.name = name
    def __enter__(self):
        print("open", self.name)
        return self.name.upper()
    def __exit__(self, *info):
        print("close", self.name, info[0] and info[0].__name__)
with Open("a") as a, Open("b") as b: print(a, b)
with (Open("c") as c, Open("d"),): print(c)
items = {}
with Open("e") as items["k"], Open("xy") as (first, second): print(items, first, second)
try:
    with Open("h"), Open("i"): raise ValueError("inside")
except ValueError as e: print("caught", e)
class Broken:
    def __enter__(self): raise RuntimeError("cannot enter")
    def __exit__(self, *info): print("never")
try:
    with Open("j"), Broken(): print("never")
except RuntimeError as e: print(e)
class BadExit(Open):
    def __exit__(self, *info): raise KeyError("from exit")
try:
    with BadExit("k"): raise ValueError("lost")
except KeyError as e: print(repr(e), repr(e.__context__))
with Open("outer"):
    with Open("inner"): pass
    print("between")
