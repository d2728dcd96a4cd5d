print()
print(1, 2, 3, sep="-")
print("a", end="")
print("b", end="!\n")
print("x", "y", sep="", end="\n\n")
print(*[1, 2], sep=", ")
print(None, True, 1.0, [1], (), {}, sep="|")
print("multi", sep=None, end=None)
import sys
print("to stdout", file=sys.stdout, flush=True)
for kw in [{"sep": 1}, {"end": 1}, {"x": 1}]:
    try:
        print(1, **kw)
    except TypeError as e:
        print(e)
