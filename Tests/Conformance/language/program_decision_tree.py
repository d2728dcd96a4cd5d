import math
from collections import Counter
rows = """sunny hot high weak no
sunny hot high strong no
overcast hot high weak yes
rain mild high weak yes
rain cool normal weak yes
rain cool normal strong no
overcast cool normal strong yes
sunny mild high weak no
sunny cool normal weak yes
rain mild normal weak yes
sunny mild normal strong yes
overcast mild high strong yes
overcast hot normal weak yes
rain mild high strong no"""
names = ["outlook", "temperature", "humidity", "wind"]
data = [(dict(zip(names, line.split())), line.split()[-1]) for line in rows.splitlines()]
def entropy(labels):
    counts = Counter(labels)
    return -sum(n / len(labels) * math.log2(n / len(labels)) for n in counts.values())
def split(data, name):
    groups = {}
    for x, y in data: groups.setdefault(x[name], []).append((x, y))
    return groups
def gain(data, name): return entropy([y for _, y in data]) - sum(len(g) / len(data) * entropy([y for _, y in g]) for g in split(data, name).values())
def build(data, names):
    labels = [y for _, y in data]
    if len(set(labels)) == 1: return labels[0]
    if not names: return Counter(labels).most_common(1)[0][0]
    best = max(names, key=lambda n: gain(data, n))
    return best, {value: build(group, [n for n in names if n != best]) for value, group in sorted(split(data, best).items())}
def predict(tree, x):
    while isinstance(tree, tuple):
        name, branches = tree
        tree = branches.get(x[name], "unknown")
    return tree
def show(tree, indent=0):
    if isinstance(tree, str):
        print(" " * indent + "-> " + tree)
        return
    name, branches = tree
    for value, branch in branches.items():
        print(" " * indent + f"{name} = {value}")
        show(branch, indent + 2)
print({n: round(gain(data, n), 4) for n in names}, round(entropy([y for _, y in data]), 4))
tree = build(data, names)
show(tree)
print(sum(predict(tree, x) == y for x, y in data), "of", len(data), predict(tree, {"outlook": "fog"}), tree[0])
def naive_bayes(data):
    priors = Counter(y for _, y in data)
    counts = Counter((n, x[n], y) for x, y in data for n in names)
    def classify(x):
        scores = {y: math.log(p / len(data)) + sum(math.log((counts[n, x[n], y] + 1) / (p + 3)) for n in names) for y, p in priors.items()}
        return max(scores, key=scores.get), {y: round(s, 3) for y, s in scores.items()}
    return classify
classify = naive_bayes(data)
print(classify(dict(zip(names, ["sunny", "cool", "high", "strong"]))), sum(classify(x)[0] == y for x, y in data))
