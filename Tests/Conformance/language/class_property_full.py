class Celsius:
    def __init__(self, degrees): self.degrees = degrees
    @property
    def degrees(self):
        "Degrees above freezing."
        return self._degrees
    @degrees.setter
    def degrees(self, value):
        if value < -273.15: raise ValueError("too cold")
        self._degrees = value
    @degrees.deleter
    def degrees(self):
        print("deleted")
        del self._degrees
    @property
    def fahrenheit(self): return self.degrees * 9 / 5 + 32
c = Celsius(100)
print(c.degrees, c.fahrenheit)
c.degrees = 0
c.degrees += 37
print(c.degrees, c.fahrenheit, Celsius.degrees.__doc__)
for change in [lambda: setattr(c, "degrees", -300), lambda: setattr(c, "fahrenheit", 1), lambda: delattr(c, "fahrenheit")]:
    try: change()
    except Exception as e: print(type(e).__name__, e)
del c.degrees
try: c.degrees
except AttributeError as e: print(e)
class Old:
    def get(self): return "got"
    def put(self, v): print("put", v)
    x = property(get, put, doc="old style")
o = Old()
o.x = 5
print(o.x, Old.x.fget is Old.get, Old.x.__doc__)
class Sub(Celsius):
    @property
    def degrees(self): return super().degrees + 1
    @degrees.setter
    def degrees(self, value): Celsius.degrees.fset(self, value * 2)
print(Sub(10).degrees)
