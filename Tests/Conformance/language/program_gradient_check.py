import math
def numeric(f, xs, h=1e-5):
    grads = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        grads.append((f(up) - f(down)) / (2 * h))
    return grads
def check(name, f, g, xs, tolerance=1e-6):
    exact, near = g(xs), numeric(f, xs)
    worst = max(abs(a - b) / max(1, abs(a), abs(b)) for a, b in zip(exact, near))
    verdict = "ok" if worst < tolerance else "WRONG"
    print(f"{name:<10} {verdict:<6}", ", ".join(f"{a:.5f}" for a in exact))
    return worst < tolerance
def softmax(xs):
    top = max(xs)
    exps = [math.exp(x - top) for x in xs]
    return [e / sum(exps) for e in exps]
cases = {
    "square": (lambda v: sum(x * x for x in v), lambda v: [2 * x for x in v]),
    "product": (lambda v: math.prod(v), lambda v: [math.prod(v) / x for x in v]),
    "norm": (lambda v: math.sqrt(sum(x * x for x in v)), lambda v: [x / math.sqrt(sum(y * y for y in v)) for x in v]),
    "logsumexp": (lambda v: math.log(sum(map(math.exp, v))), softmax),
    "sines": (lambda v: sum(math.sin(x) * i for i, x in enumerate(v, 1)), lambda v: [math.cos(x) * i for i, x in enumerate(v, 1)]),
    "mistake": (lambda v: sum(x ** 3 for x in v), lambda v: [2 * x ** 2 for x in v]),
}
results = {name: check(name, *pair, [0.5, -1.2, 2.0]) for name, pair in cases.items()}
print(sum(results.values()), "of", len(results), "right; wrong:", [n for n, ok in results.items() if not ok])
for h in (1e-1, 1e-3, 1e-5):
    error = abs(numeric(lambda v: math.exp(v[0]), [1.0], h)[0] - math.e)
    print(f"h = {h:g}: error below 1e-{int(-math.log10(error))}")
