# The name of an attribute is the text "a", too.
class Base:
    __slots__ = ["a", "b", "c"]

    def __init__(self, a, b=1):
        self.a = a
        self.b = b


class Derived(Base):
    pass


print(getattr(Base(1), "a", None))
item = Derived(3)
item.c = "own"
del item.a
item.b += 1
print(hasattr(item, "a"), item.b, item.c, item.__dict__)
try:
    del item.a
except AttributeError as error:
    print(error)
