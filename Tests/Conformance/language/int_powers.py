print(2 ** 10, 2 ** 0, 0 ** 0, (-2) ** 3, (-2) ** 2, 2 ** -2, (-2) ** -3, 10 ** 20, 2 ** 64, 2 ** 63, 2 ** 62 * 2, -2 ** 63, 3 ** 50)
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(2, -2), pow(-3, 3, 5), pow(0, 0), pow(5, 0, 1), pow(2, 100, 10 ** 9 + 7), pow(base=2, exp=3), pow(2.0, 3), pow(2, 0.5))
print(4 ** 0.5, 8 ** (1 / 3), 1.5 ** 2, 2.0 ** -1, 0.0 ** 0, (-8.0) ** 3, 1e200 ** 1, True ** 2, 2 ** True)
for bad in [lambda: 0 ** -1, lambda: 0.0 ** -2, lambda: 10.0 ** 400, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2.0, 3, 5), lambda: 2 ** "a", lambda: pow("a", 2), lambda: pow(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
import math
print(math.isqrt(10 ** 20), math.isqrt(17), 9 ** 20, 7 ** 77 % 1000, len(str(2 ** 1000)), sum(map(int, str(2 ** 100))), math.factorial(25))
