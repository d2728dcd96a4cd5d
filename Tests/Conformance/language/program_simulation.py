import random
random.seed(7)
class Die:
    def __init__(self, sides=6): self.sides = sides
    def roll(self): return random.randint(1, self.sides)
def histogram(rolls):
    h = {}
    for r in rolls: h[r] = h.get(r, 0) + 1
    return dict(sorted(h.items()))
d = Die()
h = histogram(d.roll() + d.roll() for _ in range(500))
for k, v in h.items(): print(f"{k:2d} {v:4d} {'*' * (v // 5)}")
inside = sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(2000))
print(4 * inside / 2000)
pos = 0
walk = [pos := pos + random.choice([-1, 1]) for _ in range(20)]
print(walk, max(walk), min(walk))
