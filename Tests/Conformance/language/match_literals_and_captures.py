def kind(x):
    match x:
        case 0: return "zero"
        case 1 | 2 | 3: return "small"
        case -1: return "minus one"
        case 2.5: return "float"
        case "yes" | "y": return "yes"
        case None: return "none"
        case True: return "true"
        case b"b": return "bytes"
        case int(n) if n > 100: return f"big {n}"
        case str() as s: return f"str {s!r}"
        case other: return f"other {other!r}"
for x in [0, 2, -1, 2.5, "y", None, True, False, b"b", 1000, 50, "text", [1]]: print(kind(x), end="; ")
print()
class Color: RED = 1; GREEN = "g"
def name(c):
    match c:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case _: return "?"
print(name(1), name("g"), name(5), name(1.0))
match "no match here":
    case "x": print("x")
print("after")
match 5, "a":
    case 5, y: print("tuple", y)
match = {"match": 1}
case = match["match"]
print(match, case)
