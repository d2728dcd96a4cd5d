print(list(enumerate("abc")), list(enumerate(["x"], 5)), list(enumerate([1, 2], start=-1)), dict(enumerate("ab")))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", range(2))))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e:
    print(e)
print(list(zip([1], [2], strict=True)), [a * b for a, b in zip([1, 2], [3, 4])])
