import math
print(math.sqrt(2), math.sqrt(16), math.cbrt(27), math.exp(1), math.exp(0), math.expm1(1e-10), math.exp2(10), math.log(math.e), math.log(8, 2), math.log(100, 10), math.log2(8), math.log10(1000), math.log1p(1e-10), math.pow(2, 3), math.pow(0, 0), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist([0, 0], [3, 4]), math.log(10 ** 400), math.log2(2 ** 2000))
for bad in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.log(2, 1), lambda: math.sqrt("a"), lambda: math.log(), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.pow(-8, 1 / 3), lambda: math.dist([1], [1, 2]), lambda: math.log(2, 0), lambda: math.log10(0), lambda: math.sqrt(10 ** 400), lambda: math.log1p(-1), lambda: math.sqrt(None), lambda: math.log("a")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
