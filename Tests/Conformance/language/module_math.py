import math
for f in ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "expm1", "log1p", "sqrt", "cbrt", "erf", "erfc", "gamma", "lgamma", "degrees", "radians", "floor", "ceil", "trunc", "fabs", "log", "log2", "log10", "exp2"]:
    print(f, [round(getattr(math, f)(x), 12) for x in (0.5, 0.25, 1.0)])
print(math.pi, math.e, math.tau, math.inf, math.nan, math.factorial(10), math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.dist((0, 0), (1, 1)), math.prod([1, 2, 3]), math.fsum([0.1] * 10))
print(math.atan2(1, 1), math.pow(2, 3), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.frexp(8), math.ldexp(0.5, 4), math.modf(2.5), math.log(8, 2), math.log(10 ** 400), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.acos(2), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.sqrt("a"), lambda: math.sin(), lambda: math.gamma(0), lambda: math.floor(math.inf), lambda: math.fmod(1, 0), lambda: math.pow(0, -1), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.atanh(1), lambda: math.sin(1, 2)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
