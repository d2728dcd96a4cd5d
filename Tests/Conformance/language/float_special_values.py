inf, nan = float("inf"), float("nan")
print(inf > 10 ** 400, -inf < 0, inf == inf, nan == nan, nan != nan, nan < 1, inf - inf, inf * 0, inf + 1, -inf, 1 / inf, inf / inf, inf ** 0, nan ** 0, 1 ** nan, 0 * nan)
print(max(1, nan), max(nan, 1), min(nan, 1), sorted([3, nan, 1])[0], nan in [nan], sum([0.1] * 10), sum([inf, -inf]), abs(-inf), round(2.5), round(-2.5), round(0.5), round(1.5))
print(0.0 == -0.0, -0.0, 0.0 * -1, 1 / float("inf"), -1 / float("inf"), str(-0.0), 0.1 + 0.2, 0.1 * 3, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 2 ** 53 + 1.0, float(2 ** 53 + 1), 1e16 + 1)
import math
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1e308), math.copysign(1, -0.0), math.ulp(1.0), math.nextafter(1.0, 2.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.inf, math.nan)
