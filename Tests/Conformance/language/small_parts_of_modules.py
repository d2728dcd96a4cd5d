# singledispatchmethod, slots of dataclasses, places of exceptions, and names of characters.
import dataclasses
import functools
import heapq
import inspect
import unicodedata
from dataclasses import dataclass


class Shown:
    @functools.singledispatchmethod
    def text(self, value):
        "How a value is shown."
        return f"something {value}"

    @text.register
    def _(self, value: int):
        return f"int {value}"

    @text.register(list)
    def _(self, value):
        return f"list of {len(value)}"


s = Shown()
print(s.text(1), s.text([1, 2]), s.text("a"), s.text(True), Shown.text.__doc__)


@dataclass(slots=True)
class Point:
    x: int
    y: int = 2


@dataclass(slots=True)
class Point3(Point):
    z: int = 3


p = Point(1)
print(p, Point.__slots__, Point3.__slots__, Point3(1, z=5), dataclasses.replace(p, y=7), hasattr(p, "__dict__"))
for body in (lambda: setattr(p, "w", 1), lambda: dataclass(slots=True)(type("T", (), {"__slots__": (), "__annotations__": {}}))):
    try:
        body()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


def inner(n):
    if n == 0:
        raise RuntimeError("deep")
    inner(n - 1)


try:
    inner(2)
except RuntimeError as error:
    place, lines = error.__traceback__, []
    while place:
        lines.append(place.tb_lineno)
        place = place.tb_next
    print(lines, type(error.__traceback__).__name__)


def counted():
    yield 1


g = counted()
states = [inspect.getgeneratorstate(g)]
next(g)
states += [inspect.getgeneratorstate(g), g.gi_running, g.gi_suspended]
g.close()
print(states, inspect.getgeneratorstate(g))
print("\N{BULLET}\N{greek small letter alpha}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{SNOWMAN}", unicodedata.lookup("EURO SIGN"))


class Wrong:
    __match_args__ = 5


class Worse:
    __match_args__ = (5,)


def match(value):
    match value:
        case Wrong(1) | Worse(1):
            return True


for body in (lambda: match(Wrong()), lambda: match(Worse()), lambda: heapq.heappush((), 1), lambda: heapq.heappop(()),
             lambda: heapq.heapify(5), lambda: unicodedata.lookup("NO SUCH NAME"), lambda: heapq.heapreplace({}, 1)):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)
