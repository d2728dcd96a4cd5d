import math
def bisect(f, a, b, eps=1e-10):
    steps = 0
    while b - a > eps:
        m = (a + b) / 2
        a, b = (m, b) if f(a) * f(m) > 0 else (a, m)
        steps += 1
    return (a + b) / 2, steps
def newton(f, df, x):
    for step in range(50):
        dx = f(x) / df(x)
        x -= dx
        if abs(dx) < 1e-12: return x, step + 1
    raise ArithmeticError("no convergence")
def simpson(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * (f(a) + f(b) + sum((4 if i % 2 else 2) * f(a + i * h) for i in range(1, n)))
def trapezoid(f, a, b, n): return (b - a) / n * (f(a) / 2 + f(b) / 2 + sum(f(a + (b - a) * i / n) for i in range(1, n)))
def runge_kutta(f, y, t, end, n):
    h = (end - t) / n
    for _ in range(n):
        k1 = f(t, y); k2 = f(t + h / 2, y + h / 2 * k1); k3 = f(t + h / 2, y + h / 2 * k2); k4 = f(t + h, y + h * k3)
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
    return y
f, df = lambda x: math.cos(x) - x, lambda x: -math.sin(x) - 1
root, steps = bisect(f, 0, 1)
print(f"{root:.9f} in {steps} halvings; {newton(f, df, 1.0)[0]:.12f} in {newton(f, df, 1.0)[1]} steps")
print(f"{simpson(math.sin, 0, math.pi):.10f} {simpson(lambda x: x ** 3, 0, 2):.6f}", [f"{abs(trapezoid(math.exp, 0, 1, n) - (math.e - 1)):.2e}" for n in (1, 10, 100)])
print(f"{runge_kutta(lambda t, y: y, 1.0, 0, 1, 20):.8f} {math.e:.8f} {runge_kutta(lambda t, y: -2 * t * y, 1.0, 0, 1, 10):.6f} {math.exp(-1):.6f}")
try: newton(lambda x: x ** 2 + 1, lambda x: 2 * x, 0.5)
except ArithmeticError as e: print(type(e).__name__, e)
def pendulum(angle, speed=0.0, dt=0.01, g=9.81):
    t = 0.0
    while True:
        yield t, angle, speed
        speed -= g * math.sin(angle) * dt
        angle += speed * dt
        t += dt
crossings, before = [], None
for t, angle, _ in pendulum(0.3):
    if before is not None and before < 0 <= angle: crossings.append(t)
    before = angle
    if len(crossings) == 3: break
periods = [b - a for a, b in zip(crossings, crossings[1:])]
print([round(p, 2) for p in periods], round(2 * math.pi / math.sqrt(9.81), 2))
def interpolate(points):
    def p(x):
        return sum(y * math.prod((x - xj) / (xi - xj) for j, (xj, _) in enumerate(points) if j != i) for i, (xi, y) in enumerate(points))
    return p
cubic = interpolate([(0, 1), (1, 3), (2, 11), (3, 31)])
print([cubic(x) for x in range(5)], cubic(1.5))
series = lambda x, n: sum((-1) ** k * x ** (2 * k + 1) / math.factorial(2 * k + 1) for k in range(n))
for n in range(1, 7): print(n, f"{series(2, n):.10f} {abs(series(2, n) - math.sin(2)):.1e}")
