import math
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e20, 1, -1e20]), math.fsum([]), math.gamma(5), math.gamma(0.5), math.lgamma(10), math.erf(0.5), math.erfc(0.5), math.erf(0), math.isclose(1e-10, 0), math.isclose(1e-10, 0, abs_tol=1e-9), math.isclose(0.1 + 0.2, 0.3))
print(math.isnan(float("nan")), math.isinf(math.inf), math.isfinite(1), math.ulp(1), math.nextafter(0, 1), math.nextafter(1, 0), math.copysign(2, -1), math.degrees(math.pi), math.radians(180), math.floor(-0.5), math.trunc(2.9), [math.ceil(x / 3) for x in range(7)])
for bad in [lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.fsum(["a"]), lambda: math.fsum(5), lambda: math.isclose(1), lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.gamma(200), lambda: math.erf("a"), lambda: math.isnan("a"), lambda: math.lgamma(0), lambda: math.fsum([math.inf, -math.inf]), lambda: math.isclose(1, 2, 3)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
