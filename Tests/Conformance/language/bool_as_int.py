print(True + True, True * 3, False - 1, True / 2, -True, ~False, True < 2, True == 1.0, sum([True, False, True]), [10, 20][True], "ab"[False], f"{True:d} {True}", str(True), int(True), float(False))
print(bool(0), bool(0.0), bool(""), bool([]), bool(()), bool({}), bool(set()), bool(None), bool(range(0)), bool("0"), bool([0]), bool(-1), bool(0.1), bool(float("nan")), bool(...), bool(object()))
print(True and 5, True or 5, not True, True & 1, True | False, True ^ True, True is True, isinstance(True, int), issubclass(bool, int), bool.__mro__[1].__name__, type(True + 0).__name__, max(True, False), {True: 1, 1: 2, 1.0: 3})
for bad in [lambda: bool(1, 2), lambda: True.x, lambda: bool(x=1), lambda: True("a")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
