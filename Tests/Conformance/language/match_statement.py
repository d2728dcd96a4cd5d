def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "small"
        case [a, b]: return f"pair {a} {b}"
        case [a, *rest]: return f"list {a} {rest}"
        case {"k": v, **rest}: return f"map {v} {rest}"
        case str(s): return f"str {s}"
        case int() | float() if x > 100: return "big"
        case None: return "none"
        case _: return "other"
for v in [0, 2, [1, 2], (1, 2, 3), {"k": 1, "z": 2}, "hi", 500, None, 50, [], 1.5]:
    print(f(v))
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
match P(1, 2):
    case P(0, _): print("a")
    case P(x, y=2) as p: print("b", x, p.y)
