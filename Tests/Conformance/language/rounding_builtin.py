for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1234.5678, 1e20, -7.5]:
    print(round(x), round(x, 1), round(x, 2), round(x, -2), round(x, 0), round(x, None))
for n in [5, 15, 25, 1234, -1250, 10 ** 20 + 55]:
    print(round(n), round(n, 1), round(n, -1), round(n, -2), round(n, -30))
print(type(round(2.0)).__name__, type(round(2.0, 0)).__name__, type(round(2)).__name__, round(True), round(1e300), round(0.1, 400), round(1.5, -400), round(number=2.567, ndigits=1))
for bad in [lambda: round("a"), lambda: round(1, "a"), lambda: round(), lambda: round(None), lambda: round(1.0, 1.0), lambda: round(float("inf"))]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
