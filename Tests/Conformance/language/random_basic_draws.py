import random
random.seed(0)
print(random.random(), random.uniform(1, 10), random.randint(1, 6), random.randrange(10), random.randrange(0, 100, 5), random.choice("abc"), random.choices([1, 2, 3], k=4), random.sample(range(100), 5), random.getrandbits(8), random.random())
random.seed(42)
print([random.randint(0, 9) for _ in range(10)], [round(random.random(), 4) for _ in range(3)])
x = list(range(8))
print(random.shuffle(x), x, random.choices("ab", weights=[1, 9], k=6), random.choices("abc", cum_weights=[1, 2, 10], k=4), random.sample("abcdef", 3), random.sample([1, 1, 2], counts=[1, 2, 3], k=3))
random.seed("text"); print(random.random()); random.seed(1.5); print(random.random()); random.seed(None); random.seed(-7); print(random.random()); random.seed(10 ** 30); print(random.random()); random.seed(b"bytes"); print(random.random()); random.seed(True); print(random.random())
r = random.Random(5)
print(r.random(), r.randint(1, 100), random.Random(5).random(), r.choice([1, 2]))
for bad in [lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.randint(1.5, 2), lambda: random.choice(5), lambda: random.choices([], k=1), lambda: random.shuffle((1, 2)), lambda: random.sample({1, 2}, 1), lambda: random.randrange(1, 10, 0), lambda: random.seed([1]), lambda: random.choices([1], weights=[1, 2]), lambda: random.sample([1, 2], -1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
