def handle(event):
    match event:
        case {"type": "key", "code": int(code)}: return f"key {code}"
        case {"type": "key", **rest}: return f"key with {rest}"
        case {"pos": (x, y)}: return f"at {x},{y}"
        case {"a": {"b": [1, deep]}}: return f"deep {deep}"
        case {}: return "some mapping"
        case _: return "no mapping"
for e in [{"type": "key", "code": 3}, {"type": "key", "code": "x"}, {"pos": [1, 2], "more": 1}, {"a": {"b": [1, "d"]}}, {}, {"z": 1}, []]: print(handle(e))
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Circle:
    def __init__(self, center, r): self.center, self.r = center, r
def where(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(0, y): return f"on y at {y}"
        case Point(x=a, y=0): return f"on x at {a}"
        case Point(x, y) if x == y: return "diagonal"
        case Circle(center=Point(x=0), r=r): return f"circle on the axis, {r}"
        case Point() | Circle(): return "elsewhere"
        case int() | float(): return "number"
        case list([a, *_]): return f"list of {a}"
for p in [Point(0, 0), Point(0, 5), Point(5, 0), Point(2, 2), Point(1, 2), Circle(Point(0, 9), 3), Circle(Point(1, 1), 1), 5, 1.5, [9], "s"]: print(where(p))
try:
    match Circle(1, 2):
        case Circle(a): pass
except TypeError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
