import math
for x in [0, 0.5, 1, math.pi / 2, math.pi, -2, 100]:
    print(math.sin(x), math.cos(x), math.tan(x), math.sinh(x / 50), math.cosh(x / 50), math.tanh(x), math.atan(x), math.asinh(x), math.degrees(x), math.radians(x))
print(math.asin(1), math.acos(0.5), math.atan2(1, -1), math.atan2(0, -1), math.atan2(-0.0, 1), math.acosh(2), math.atanh(0.5), math.pi, math.e, math.tau, math.inf, math.nan)
for bad in [lambda: math.asin(2), lambda: math.acos(-1.1), lambda: math.sin(math.inf), lambda: math.acosh(0), lambda: math.atanh(1), lambda: math.cosh(1000), lambda: math.sin("a"), lambda: math.atan2(1), lambda: math.sin(), lambda: math.sin(x=1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
