print()
print("a", 1, None, [1, "x"], True)
print("a", "b", sep="")
print("a", "b", sep=", ", end=".\n")
print(1, 2, 3, sep="\n")
print("no newline", end="")
print(" | next", end="\n\n")
print(*[1, 2, 3], *"ab", sep="-")
print("x", sep="unused", end="\n", flush=True)
print(sep="", end="just end\n")
print("a", "b", sep=None, end=None)
import sys
print("to stdout", file=sys.stdout)
sys.stdout.write("written\n")
class Writer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
w = Writer()
print("captured", 1, file=w)
print(w.parts)
for bad in [lambda: print("a", sep=1), lambda: print("a", end=5), lambda: print("a", foo=1), lambda: print("a", file=5)]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(print("inner"), [print], print.__name__)
