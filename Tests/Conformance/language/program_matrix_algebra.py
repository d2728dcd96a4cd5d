class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) != 1: raise ValueError("rows of different lengths")
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, at): return self.rows[at[0]][at[1]] if isinstance(at, tuple) else self.rows[at]
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f"cannot multiply {self.shape} by {o.shape}")
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*o.rows)] for row in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __pow__(self, n):
        out, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: out = out @ base
            base, n = base @ base, n >> 1
        return out
    def __eq__(self, o): return self.rows == o.rows
    def __str__(self):
        cells = [[f"{v:g}" for v in r] for r in self.rows]
        widths = [max(map(len, c)) for c in zip(*cells)]
        return "\n".join("[" + " ".join(v.rjust(w) for v, w in zip(r, widths)) + "]" for r in cells)
    def determinant(self):
        m, sign, result = [r[:] for r in self.rows], 1, 1
        for i in range(len(m)):
            pivot = max(range(i, len(m)), key=lambda r: abs(m[r][i]))
            if m[pivot][i] == 0: return 0
            if pivot != i: m[i], m[pivot], sign = m[pivot], m[i], -sign
            result *= m[i][i]
            for r in range(i + 1, len(m)):
                k = m[r][i] / m[i][i]
                m[r] = [a - k * b for a, b in zip(m[r], m[i])]
        return sign * result
    def solve(self, b):
        m = [r + [v] for r, v in zip(self.rows, b)]
        n = len(m)
        for i in range(n):
            p = max(range(i, n), key=lambda r: abs(m[r][i]))
            m[i], m[p] = m[p], m[i]
            m[i] = [v / m[i][i] for v in m[i]]
            for r in range(n):
                if r != i: m[r] = [a - m[r][i] * b for a, b in zip(m[r], m[i])]
        return [row[-1] for row in m]
a, b = Matrix([[1, 2], [3, 4]]), Matrix([[0, 1], [1, 0]])
print(a, a @ b, a + b, 2 * a, a.T, a ** 5, sep="\n--\n")
print(a.shape, a[1, 0], a[0], a @ b == b @ a, a.determinant(), Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).determinant())
print([round(x, 6) for x in Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]]).solve([8, -11, -3])], (Matrix([[1, 1], [1, 0]]) ** 50)[0, 1])
for bad in [lambda: Matrix([[1], [1, 2]]), lambda: a @ Matrix([[1, 2]]), lambda: a[5], lambda: a + 1]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
v = [1.0, 1.0]
for step in range(12):
    w = [sum(x * y for x, y in zip(row, v)) for row in [[2, 1], [1, 3]]]
    size = max(w, key=abs)
    v = [x / size for x in w]
print(round(size, 5), [round(x, 5) for x in v])
