squares = (n * n for n in range(5))
print(sum(squares), sum(squares), type(squares).__name__)
print(sum(n for n in range(4)), max((abs(x) for x in [-3, 2]), default=0), sorted(c for c in "hello" if c not in "aeiou"))
print(any(x > 2 for x in [1, 2, 3]), all(x > 0 for x in []), ",".join(str(i) for i in range(3)), dict((k, v) for k, v in zip("ab", (1, 2))))
def say(x):
    print("working on", x)
    return x
lazy = (say(x) for x in [1, 2, 3])
print("nothing yet")
print(next(lazy), next(lazy))
source = [1, 2, 3]
g = (x * factor for x in source)
factor = 10
print(list(g))
nested = (x + y for x in "ab" for y in "cd" if x + y != "ad")
print(list(nested), list((i, j) for i in range(3) for j in range(i)))
first = (n for n in range(3))
second = (n + 100 for n in first)
print(next(second), list(first), list(second))
print(tuple(x for x in (1, 2)), {*(x for x in "aab")} == {"a", "b"}, [*(i for i in range(2))], next((x for x in [] if x), "none"))
try: (1 / x for x in [0]).__next__()
except ZeroDivisionError as e: print(e)
