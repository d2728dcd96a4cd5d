class Version:
    def __init__(self, text): self.parts = tuple(map(int, text.split(".")))
    def __eq__(self, o): return self.parts == o.parts if isinstance(o, Version) else NotImplemented
    def __lt__(self, o): return self.parts < o.parts if isinstance(o, Version) else NotImplemented
    def __le__(self, o): return self == o or self < o
    def __repr__(self): return ".".join(map(str, self.parts))
a, b, c = Version("1.2"), Version("1.10"), Version("1.2.0")
print(a < b, a > b, a <= b, a >= b, a == b, a != b, a == Version("1.2"))
print(sorted([b, c, a]), max(a, b, c), min([a, b]), a == "1.2", a != "1.2")
try: a < "2"
except TypeError as e: print(e)
try: hash(a)
except TypeError as e: print(e)
class Only:
    def __lt__(self, o): return "lt"
    def __gt__(self, o): return "gt"
print(Only() < Only(), 5 < Only(), Only() > 5, 5 > Only())
class Weird:
    def __eq__(self, o): return "equal?"
    def __ne__(self, o): return []
print(Weird() == 1, Weird() != 1, 1 == Weird(), Weird() in [5], [Weird()] == [3])
