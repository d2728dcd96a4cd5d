from math import gcd
class Fraction:
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError(f"Fraction({n}, 0)")
        g = gcd(n, d) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g
    @classmethod
    def of(cls, x): return x if isinstance(x, cls) else cls(*x.as_integer_ratio())
    def __add__(self, o): o = Fraction.of(o); return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    def __mul__(self, o): o = Fraction.of(o); return Fraction(self.n * o.n, self.d * o.d)
    def __neg__(self): return Fraction(-self.n, self.d)
    def __sub__(self, o): return self + -Fraction.of(o)
    def __truediv__(self, o): o = Fraction.of(o); return Fraction(self.n * o.d, self.d * o.n)
    __radd__, __rmul__ = __add__, __mul__
    def __rsub__(self, o): return Fraction.of(o) - self
    def __rtruediv__(self, o): return Fraction.of(o) / self
    def __pow__(self, k): return Fraction(self.n ** k, self.d ** k) if k >= 0 else Fraction(self.d ** -k, self.n ** -k)
    def __eq__(self, o): o = Fraction.of(o); return (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = Fraction.of(o); return self.n * o.d < o.n * self.d
    def __hash__(self): return hash((self.n, self.d))
    def __float__(self): return self.n / self.d
    def __bool__(self): return self.n != 0
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
half, third = Fraction(1, 2), Fraction(1, 3)
print(half + third, half - third, half * third, half / third, half ** 3, half ** -2, -half, 1 - third, 2 / third, half == 0.5, half < third, sorted([half, third, Fraction(2, 5)]), float(third), sum([half, third, third]), Fraction(6, -8), {half: "a"}[Fraction(2, 4)])
try: half / 0
except ZeroDivisionError as e: print(e)
print(sum((Fraction(1, k) for k in range(1, 11)), Fraction(0)), [Fraction(n, 12) for n in range(5)])
def continued(x, depth=8):
    out = []
    for _ in range(depth):
        whole = x.n // x.d
        out.append(whole)
        x = x - whole
        if not x: break
        x = 1 / x
    return out
print(continued(Fraction(355, 113)), continued(Fraction(649, 200)))
class Polynomial:
    def __init__(self, *c):
        c = list(c)
        while len(c) > 1 and c[-1] == 0: c.pop()
        self.c = c
    def __call__(self, x):
        out = 0
        for a in reversed(self.c): out = out * x + a
        return out
    def __add__(self, o): return Polynomial(*[(self.c[i] if i < len(self.c) else 0) + (o.c[i] if i < len(o.c) else 0) for i in range(max(len(self.c), len(o.c)))])
    def __mul__(self, o):
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): out[i + j] += a * b
        return Polynomial(*out)
    def derivative(self): return Polynomial(*[i * a for i, a in enumerate(self.c)][1:] or [0])
    def integral(self): return Polynomial(0, *[Fraction(a) / (i + 1) for i, a in enumerate(self.c)])
    def __eq__(self, o): return self.c == o.c
    def __str__(self):
        terms = []
        for i, a in reversed(list(enumerate(self.c))):
            if a == 0 and len(self.c) > 1: continue
            sign = "-" if a < 0 else "+"
            size = abs(a) if isinstance(a, int) else a
            body = f"{'' if size == 1 and i else size}{'x' if i else ''}{f'^{i}' if i > 1 else ''}"
            terms.append(f" {sign} {body}" if terms else ("-" if sign == "-" else "") + body)
        return "".join(terms)
p, q = Polynomial(-1, 0, 2, 1), Polynomial(1, -1)
print(p, "|", q, "|", p + q, "|", p * q, "|", p.derivative(), "|", Polynomial(3, 4).integral(), "|", Polynomial(5), Polynomial(0, 0))
print([p(x) for x in range(-2, 3)], p(0.5), p(half), p * q == q * p, p.derivative()(1))
power = Polynomial(1)
for _ in range(6): power = power * Polynomial(1, 1)
print(power.c)
