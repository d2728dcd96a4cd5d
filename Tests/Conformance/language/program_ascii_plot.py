import math
def plot(functions, low, high, width=51, height=13):
    xs = [low + (high - low) * i / (width - 1) for i in range(width)]
    curves = {mark: [f(x) for x in xs] for mark, f in functions.items()}
    bottom = min(map(min, curves.values()))
    top = max(map(max, curves.values()))
    grid = [[" "] * width for _ in range(height)]
    row = lambda y: height - 1 - round((y - bottom) / (top - bottom) * (height - 1))
    if bottom <= 0 <= top: grid[row(0)] = ["-"] * width
    if low <= 0 <= high:
        column = round(-low / (high - low) * (width - 1))
        for line in grid: line[column] = "|" if line[column] == " " else "+"
    for mark, ys in curves.items():
        for i, y in enumerate(ys): grid[row(y)][i] = mark
    for i, line in enumerate(grid):
        label = f"{top - (top - bottom) * i / (height - 1):7.2f}" if i % 4 == 0 else " " * 7
        print(label, "".join(line).rstrip())
    print(f"{'':7} {low:<{width // 2}.1f}{high:>{width - width // 2}.1f}")
plot({"*": math.sin, ".": math.cos}, -math.pi, math.pi)
plot({"#": lambda x: x ** 3 - 2 * x}, -2, 2, height=9)
def bars(data, width=24):
    widest, most = max(map(len, data)), max(data.values())
    for name, n in sorted(data.items(), key=lambda kv: -kv[1]): print(f"{name:>{widest}} {'█' * round(n / most * width)}{'▏' if n else ''} {n:,}")
bars({"python": 1200, "swift": 800, "ag": 37, "none": 0})
def histogram(values, bins):
    low, high = min(values), max(values)
    counts = [0] * bins
    for v in values: counts[min(bins - 1, int((v - low) / (high - low) * bins))] += 1
    for i, n in enumerate(counts): print(f"[{low + (high - low) * i / bins:6.2f}, {low + (high - low) * (i + 1) / bins:6.2f}) {'*' * n}")
histogram([math.sin(i) * 3 + i % 4 for i in range(60)], 8)
for y in range(8, -9, -2): print("".join("*" if x * x / 4 + y * y < 64 else " ·"[(x + y) % 7 == 0] for x in range(-18, 19)))
