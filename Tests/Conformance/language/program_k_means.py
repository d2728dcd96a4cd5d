import random
random.seed(11)
centers = [(0, 0), (5, 5), (0, 6)]
points = [(round(random.gauss(x, 0.8), 3), round(random.gauss(y, 0.8), 3)) for x, y in centers for _ in range(12)]
random.shuffle(points)
def distance(p, q): return sum((a - b) ** 2 for a, b in zip(p, q))
def assign(points, means):
    groups = {i: [] for i in range(len(means))}
    for p in points: groups[min(range(len(means)), key=lambda i: distance(p, means[i]))].append(p)
    return groups
def update(groups, means): return [tuple(sum(c) / len(g) for c in zip(*g)) if g else means[i] for i, g in groups.items()]
def cost(groups, means): return sum(distance(p, means[i]) for i, g in groups.items() for p in g)
def k_means(points, k, seed):
    means = random.Random(seed).sample(points, k)
    for step in range(1, 100):
        groups = assign(points, means)
        fresh = update(groups, means)
        if fresh == means: return means, groups, step
        means = fresh
best = min((k_means(points, 3, seed) for seed in range(5)), key=lambda r: cost(r[1], r[0]))
means, groups, steps = best
print("steps", steps, "cost", round(cost(groups, means), 4))
for i in sorted(groups, key=lambda i: means[i]): print(tuple(round(c, 3) for c in means[i]), len(groups[i]), groups[i][0])
for k in range(1, 6): print(k, round(min(cost(g, m) for m, g, _ in (k_means(points, k, s) for s in range(4))), 3))
grid = [["."] * 30 for _ in range(12)]
labels = dict(zip(sorted(groups, key=lambda i: means[i]), "abc"))
for i, g in groups.items():
    for x, y in g: grid[max(0, min(11, round(y * 1.2 + 2)))][max(0, min(29, round(x * 3 + 6)))] = labels[i]
print("\n".join("".join(row) for row in grid[::-1]))
