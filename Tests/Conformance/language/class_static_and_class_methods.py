class Date:
    separator = "-"
    def __init__(self, y, m, d): self.parts = y, m, d
    @classmethod
    def parse(cls, text): return cls(*map(int, text.split(cls.separator)))
    @staticmethod
    def is_valid(text): return text.count("-") == 2
    def __repr__(self): return f"{type(self).__name__}{self.parts}"
class Slashed(Date):
    separator = "/"
print(Date.parse("2024-01-02"), Slashed.parse("2024/3/4"), Date(1, 2, 3).parse("4-5-6"))
print(Date.is_valid("a-b-c"), Slashed(1, 2, 3).is_valid(""))
class Registry:
    known = {}
    @classmethod
    def register(cls, f):
        cls.known[f.__name__] = f
        return f
@Registry.register
def hello(): return "hi"
print(Registry.known["hello"](), list(Registry.known))
print(Date.parse.__self__ is Date, Date.parse.__func__.__name__, callable(Date.__dict__["is_valid"]), type(Date.__dict__["parse"]))
