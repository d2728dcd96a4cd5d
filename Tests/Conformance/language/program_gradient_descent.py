import random, math
random.seed(3)
xs = [i / 10 for i in range(20)]
ys = [3 * x + 2 + random.gauss(0, 0.1) for x in xs]
w, b, lr = 0.0, 0.0, 0.1
for epoch in range(201):
    dw = db = loss = 0.0
    for x, y in zip(xs, ys):
        err = w * x + b - y
        loss += err ** 2 / len(xs)
        dw += 2 * err * x / len(xs)
        db += 2 * err / len(xs)
    w -= lr * dw
    b -= lr * db
    if epoch % 50 == 0: print(f"epoch {epoch:3d} loss {loss:.6f} w {w:.4f} b {b:.4f}")
print(f"{w:.10f} {b:.10f} {math.sqrt(loss):.8e}")
