import cmath
print(cmath.sqrt(-1), cmath.exp(1j*cmath.pi), cmath.phase(1j), cmath.polar(1+1j), cmath.rect(1, 2), cmath.log(-1), cmath.sin(1j), cmath.cos(1+1j), cmath.isnan(1j), cmath.inf, cmath.isclose(1j, 1j+1e-12), cmath.log(100, 10), cmath.tanh(0.5), cmath.asin(2), cmath.tan(1j), cmath.log10(100), cmath.acos(0.5), cmath.atan(1), cmath.sinh(1j), cmath.cosh(1j))
import math
try: math.sqrt(1j)
except TypeError as e: print(e)
