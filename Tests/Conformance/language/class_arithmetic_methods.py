class Vec:
    def __init__(self, *xs): self.xs = xs
    def __repr__(self): return f"Vec{self.xs}"
    def __add__(self, other): return Vec(*(a + b for a, b in zip(self.xs, other.xs)))
    def __sub__(self, other): return Vec(*(a - b for a, b in zip(self.xs, other.xs)))
    def __mul__(self, k): return Vec(*(a * k for a in self.xs)) if isinstance(k, (int, float)) else NotImplemented
    def __rmul__(self, k): return self * k
    def __truediv__(self, k): return self * (1 / k)
    def __floordiv__(self, k): return Vec(*(a // k for a in self.xs))
    def __mod__(self, k): return Vec(*(a % k for a in self.xs))
    def __divmod__(self, k): return self // k, self % k
    def __pow__(self, k, mod=None): return Vec(*(pow(a, k, mod) for a in self.xs))
    def __matmul__(self, other): return sum(a * b for a, b in zip(self.xs, other.xs))
    def __neg__(self): return self * -1
    def __pos__(self): return self
    def __abs__(self): return (self @ self) ** 0.5
    def __invert__(self): return Vec(*reversed(self.xs))
    def __lshift__(self, n): return Vec(*(a << n for a in self.xs))
    def __rshift__(self, n): return Vec(*(a >> n for a in self.xs))
    def __and__(self, n): return Vec(*(a & n for a in self.xs))
    def __or__(self, n): return Vec(*(a | n for a in self.xs))
    def __xor__(self, n): return Vec(*(a ^ n for a in self.xs))
v, w = Vec(3, 4), Vec(1, 2)
print(v + w, v - w, v * 2, 2 * v, v / 2, v // 2, v % 2, divmod(v, 2), v ** 2, pow(v, 2, 5), v @ w, -v, +v, abs(v), ~v)
print(v << 1, v >> 1, v & 1, v | 8, v ^ 1)
for bad in [lambda: v * "a", lambda: "a" * v, lambda: v + 1, lambda: 1 - v, lambda: v @ 3]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
