def shape(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case [a, b]: return f"two {a} {b}"
        case [1, *rest]: return f"one then {rest}"
        case [first, *_, last] if first == last: return f"same ends {first}"
        case [[a, b], *others]: return f"pair {a},{b} then {others}"
        case (a, b, c, *d): return f"{a}{b}{c} and {d}"
        case _: return f"no {x!r}"
for x in [[], [1], (1, 2), [1, 2, 3], [7, 8, 9, 7], [[1, 2], 3, 4], (5, 6, 7, 8, 9), "ab", b"ab", {1: 2}, range(3), {1, 2}, 5, iter([1])]:
    print(shape(x if not hasattr(x, "__next__") else "iterator"), end="; ")
print()
def command(line):
    match line.split():
        case ["go", ("north" | "south") as where]: return f"going {where}"
        case ["take", *things, "from", place]: return f"taking {things} from {place}"
        case [verb]: return f"just {verb}"
        case [verb, *_]: return f"cannot {verb}"
        case []: return "say something"
for line in ["go north", "go up", "take a b from box", "look", ""]: print(command(line))
