# Dual numbers: a value and its derivative, carried side by side.
from math import cos, exp, log, sin
class Dual:
    def __init__(self, real, dual=0.0): self.real, self.dual = float(real), float(dual)
    @staticmethod
    def lift(x): return x if isinstance(x, Dual) else Dual(x)
    def __add__(self, o):
        o = Dual.lift(o)
        return Dual(self.real + o.real, self.dual + o.dual)
    __radd__ = __add__
    def __sub__(self, o): return self + Dual.lift(o) * -1
    def __rsub__(self, o): return Dual.lift(o) - self
    def __mul__(self, o):
        o = Dual.lift(o)
        return Dual(self.real * o.real, self.real * o.dual + self.dual * o.real)
    __rmul__ = __mul__
    def __truediv__(self, o):
        o = Dual.lift(o)
        return Dual(self.real / o.real, (self.dual * o.real - self.real * o.dual) / o.real ** 2)
    def __rtruediv__(self, o): return Dual.lift(o) / self
    def __pow__(self, n): return Dual(self.real ** n, n * self.real ** (n - 1) * self.dual)
    def __neg__(self): return self * -1
    def __repr__(self): return f"{self.real:.5f} + {self.dual:.5f}ε"
def dsin(x): return Dual(sin(x.real), cos(x.real) * x.dual)
def dexp(x): return Dual(exp(x.real), exp(x.real) * x.dual)
def dlog(x): return Dual(log(x.real), x.dual / x.real)
def derivative(f): return lambda x: f(Dual(x, 1)).dual
functions = {
    "x**3 - 2x": lambda x: x ** 3 - 2 * x,
    "1/(1+x*x)": lambda x: 1 / (1 + x * x),
    "sin(x)*exp(-x)": lambda x: dsin(x) * dexp(-x),
    "log(x)/x": lambda x: dlog(x) / x,
    "5 - x": lambda x: 5 - x,
}
for name, f in functions.items():
    print(f"{name:>15}: " + " ".join(f"{derivative(f)(x):9.5f}" for x in (0.5, 1.0, 2.0)), f(Dual(1.5, 1)))
def newton(f, x, steps=8):
    trail = [x]
    for _ in range(steps):
        y = f(Dual(x, 1))
        if abs(y.real) < 1e-12: break
        x -= y.real / y.dual
        trail.append(round(x, 8))
    return trail
print(newton(lambda x: x * x - 2, 1.0))
print(newton(lambda x: dsin(x) - x / 2, 2.0))
def gradient(f, point): return [f(*[Dual(p, i == j) for j, p in enumerate(point)]).dual for i in range(len(point))]
print(gradient(lambda x, y, z: x * y + y * z ** 2, [1.0, 2.0, 3.0]))
