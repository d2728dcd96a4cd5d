class Even:
    def __contains__(self, x): return x % 2 == 0
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
class Iter:
    def __iter__(self): return iter("abc")
print(4 in Even(), 5 in Even(), 5 not in Even())
print(20 in Seq(), 25 in Seq(), list(Seq()), "b" in Iter(), "z" in Iter())
class Loose:
    def __contains__(self, x): return "non-empty" if x else ""
print(1 in Loose(), 0 in Loose())
class None_:
    __contains__ = None
    def __iter__(self): return iter([1])
try: 1 in None_()
except TypeError as e: print(e)
x = float("nan")
print(x in [x], x in (x,), x == x, [x] == [x], {x} == {x})
