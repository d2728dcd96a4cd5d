class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(self.x + o, self.y + o)
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __truediv__(self, k): return V(self.x / k, self.y / k)
    def __floordiv__(self, k): return V(self.x // k, self.y // k)
    def __mod__(self, k): return V(self.x % k, self.y % k)
    def __pow__(self, k): return V(self.x ** k, self.y ** k)
    def __neg__(self): return V(-self.x, -self.y)
    def __pos__(self): return self
    def __invert__(self): return V(self.y, self.x)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __lt__(self, o): return abs(self) < abs(o)
    def __bool__(self): return bool(self.x or self.y)
    def __iadd__(self, o): self.x += o.x; return self
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, *a): return ("called", a)
    def __and__(self, o): return "and"
    def __lshift__(self, o): return "lshift"
    def __divmod__(self, o): return "divmod"
    def __round__(self, n=None): return ("round", n)
    def __int__(self): return self.x
    def __float__(self): return float(self.y)
    def __index__(self): return self.x
a, b = V(1, 2), V(3, 4)
print(a + b, 5 + a, a - b, a * 3, 3 * a, a @ b, b / 2, b // 2, b % 2, a ** 2, -a, +a, ~a, abs(b))
print(a == V(1, 2), a != b, a < b, b > a, bool(V(0, 0)), not a, a[0], a[-1], len(a), 2 in a, a(1, 2), list(a), a & b, a << b, divmod(a, b), round(a), round(a, 2), int(a), float(a), [10, 20, 30][a])
a += b; print(a)
x, y = b
print(x, y, sorted([b, V(0, 1)]), max(V(1, 1), V(2, 2)), sum([V(1, 1), V(2, 2)]))
for f in [lambda: a + 1, lambda: a > 1, lambda: a - 1, lambda: a | 1, lambda: hash(a)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
