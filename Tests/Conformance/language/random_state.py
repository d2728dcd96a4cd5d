import random
random.seed(3)
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)], type(state).__name__, len(state), state[0], len(state[1]))
a, b = random.Random(1), random.Random(1)
print([a.randint(0, 99) for _ in range(5)] == [b.randint(0, 99) for _ in range(5)], a.getrandbits(40), a.getrandbits(100), a.randbytes(4))
walk = [0]
for _ in range(10): walk.append(walk[-1] + a.choice([-1, 1]))
print(walk)
deck = [r + s for s in "♠♥" for r in "A23"]
a.shuffle(deck)
print(deck, a.sample(deck, 2), sum(a.random() < 0.5 for _ in range(1000)))
