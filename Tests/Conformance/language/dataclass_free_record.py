class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
    def __repr__(self): return f"Point(x={self.x}, y={self.y})"
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __iter__(self): return iter((self.x, self.y))
p = Point(1, 2)
print(p, p == Point(1, 2), {p: "v"}[Point(1, 2)], list(p), dict([p]))
