# A line through points: by the closed formula, and by descent.
import random
random.seed(1)
xs = [i / 2 for i in range(20)]
ys = [3.0 * x - 1.5 + random.gauss(0, 0.5) for x in xs]
def mean(v): return sum(v) / len(v)
mx, my = mean(xs), mean(ys)
slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
intercept = my - slope * mx
print(f"closed form: y = {slope:.6f} x + {intercept:.6f}")
w, b, rate = 0.0, 0.0, 0.02
history = []
for epoch in range(2001):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    loss = mean([e * e for e in errors])
    history.append(loss)
    w -= rate * 2 * mean([e * x for e, x in zip(errors, xs)])
    b -= rate * 2 * mean(errors)
    if epoch % 400 == 0: print(f"epoch {epoch:4d}  loss {loss:10.6f}  w {w:.5f}  b {b:.5f}")
print("agree:", abs(w - slope) < 1e-4, abs(b - intercept) < 1e-3, "falling:", all(a >= c - 1e-12 for a, c in zip(history, history[1:])))
predict = lambda x: w * x + b
residuals = [y - predict(x) for x, y in zip(xs, ys)]
r2 = 1 - sum(r * r for r in residuals) / sum((y - my) ** 2 for y in ys)
print(f"R² = {r2:.4f}, largest residual {max(residuals, key=abs):+.3f}")
for x, y in list(zip(xs, ys))[::5]: print(f"{x:5.1f} {y:8.3f} {predict(x):8.3f} {'*' * round(abs(y - predict(x)) * 10)}")
