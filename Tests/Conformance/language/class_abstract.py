from abc import ABC, ABCMeta, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name}: {self.area():.2f}"
class Square(Shape):
    name = "square"
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2
class Half(Shape):
    def area(self): return 1
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3.14159 * self.r ** 2
    @property
    def name(self): return "circle"
print(Square(2).describe(), Circle(1).describe(), isinstance(Square(1), Shape))
for kind in (Shape, Half):
    try: kind()
    except TypeError as e: print(e)
class Plugin(metaclass=ABCMeta):
    @abstractmethod
    def run(self): return "base"
    @classmethod
    @abstractmethod
    def make(cls): ...
class Loud(Plugin):
    def run(self): return super().run().upper()
    @classmethod
    def make(cls): return cls()
print(Loud.make().run(), sorted(Plugin.__abstractmethods__), Loud.__abstractmethods__)
try: Plugin()
except TypeError as e: print(e)
