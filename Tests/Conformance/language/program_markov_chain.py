import random
from collections import Counter, defaultdict
text = """the rain in spain falls mainly on the plain and the train in spain falls behind
the rain on the plain is the pain of the train and the gain of the grain"""
words = text.split()
def model(words, order=1):
    table = defaultdict(list)
    for i in range(len(words) - order): table[tuple(words[i:i + order])].append(words[i + order])
    return table
def generate(table, start, length, seed):
    r = random.Random(seed)
    state, out = start, list(start)
    while len(out) < length and state in table:
        out.append(r.choice(table[state]))
        state = tuple(out[-len(start):])
    return " ".join(out)
first = model(words)
print(len(words), len(first), Counter(first[("the",)]).most_common(3), sorted(set(first[("in",)])))
for seed in range(3): print(generate(first, ("the",), 10, seed))
second = model(words, 2)
print(generate(second, ("the", "rain"), 12, 4))
states = ["sun", "cloud", "rain"]
chance = {"sun": [0.7, 0.2, 0.1], "cloud": [0.3, 0.4, 0.3], "rain": [0.2, 0.4, 0.4]}
def advance(p): return [sum(p[i] * chance[s][j] for i, s in enumerate(states)) for j in range(3)]
p = [1.0, 0.0, 0.0]
for day in range(60):
    if day in (0, 1, 2, 5, 59): print(day, [round(x, 4) for x in p])
    p = advance(p)
r = random.Random(9)
state, seen = "sun", Counter()
for _ in range(2000):
    seen[state] += 1
    state = r.choices(states, weights=chance[state])[0]
print({s: round(seen[s] / 2000, 2) for s in states}, sum(seen.values()))
