print(any([]), all([]), any([0, "", None]), any([0, 1]), all([1, "a", [0]]), all([1, 0]), any(x > 2 for x in range(5)), all(x < 5 for x in range(5)), any({}), all({"": 1}), any("ab"), all([[]]))
def noisy(x):
    print("looked at", x, end="; ")
    return x
print(any(noisy(x) for x in [0, 1, 2]), all(noisy(x) for x in [1, 0, 2]), any(map(noisy, [0, 0])))
for bad in [lambda: any(5), lambda: all(None), lambda: any(), lambda: all(1, 2), lambda: any(x=1)]:
    try: print(bad())
    except TypeError as e: print(e)
