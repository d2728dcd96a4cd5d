# Reverse-mode differentiation with a tape, checked by finite differences.
import math

class Tape:
    def __init__(self): self.steps = []
    def variable(self, value): return Var(value, self)

class Var:
    def __init__(self, value, tape):
        self.value, self.tape, self.grad = value, tape, 0.0
    def _record(self, value, *parents):
        out = Var(value, self.tape)
        self.tape.steps.append((out, parents))
        return out
    def __add__(self, other):
        other = other if isinstance(other, Var) else Var(other, self.tape)
        return self._record(self.value + other.value, (self, 1.0), (other, 1.0))
    def __mul__(self, other):
        other = other if isinstance(other, Var) else Var(other, self.tape)
        return self._record(self.value * other.value, (self, other.value), (other, self.value))
    def __pow__(self, n): return self._record(self.value ** n, (self, n * self.value ** (n - 1)))
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -other
    def __truediv__(self, other): return self * other ** -1
    __radd__, __rmul__ = __add__, __mul__
    def __rsub__(self, other): return -self + other
    def __rtruediv__(self, other): return self ** -1 * other
    def tanh(self):
        t = math.tanh(self.value)
        return self._record(t, (self, 1 - t * t))
    def exp(self):
        e = math.exp(self.value)
        return self._record(e, (self, e))
    def backward(self):
        self.grad = 1.0
        for out, parents in reversed(self.tape.steps):
            for parent, local in parents: parent.grad += out.grad * local
    def __repr__(self): return f"Var({self.value:.4f}, grad={self.grad:.4f})"

def f(x, y): return (x * y + x.tanh()) / (1 + (-y).exp()) - 3 * x ** 2

tape = Tape()
x, y = tape.variable(0.5), tape.variable(-1.2)
z = f(x, y)
z.backward()
print(z, x, y, len(tape.steps), sep="\n")

def value(a, b):
    t = Tape()
    return f(t.variable(a), t.variable(b)).value
h = 1e-6
dx = (value(0.5 + h, -1.2) - value(0.5 - h, -1.2)) / (2 * h)
dy = (value(0.5, -1.2 + h) - value(0.5, -1.2 - h)) / (2 * h)
print(f"{dx:.6f} {dy:.6f} {abs(dx - x.grad) < 1e-6} {abs(dy - y.grad) < 1e-6}")

rate, position = 0.1, [2.0, -3.0]
for step in range(25):
    t = Tape()
    a, b = (t.variable(p) for p in position)
    loss = (a - 1) ** 2 + 2 * (b + 0.5) ** 2 + a * b * 0.1
    loss.backward()
    position = [p - rate * v.grad for p, v in zip(position, (a, b))]
    if step % 6 == 0: print(f"step {step:2d}: loss {loss.value:8.5f} at ({position[0]:+.4f}, {position[1]:+.4f})")
