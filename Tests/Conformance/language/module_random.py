import random
random.seed(0)
print(random.random(), random.randint(1, 10), random.uniform(1, 5), random.choice("abc"), random.randrange(0, 100, 7))
a = list(range(10)); random.shuffle(a); print(a)
print(random.sample(range(100), 5), random.sample("abcdef", 3), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=5), random.choices("abc", cum_weights=[1, 2, 10], k=4))
print(random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(1.5), random.betavariate(1, 2), random.gammavariate(2, 1), random.gammavariate(0.5, 1), random.triangular(0, 1, 0.5), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 1))
print(random.getrandbits(10), random.getrandbits(100), random.randint(0, 10 ** 30), random.random())
random.seed("hello"); print(random.random())
random.seed(3.5); print(random.random())
random.seed(-7); print(random.random())
random.seed(2 ** 100); print(random.random())
random.seed(b"bytes"); print(random.random())
r = random.Random(42); print(r.random(), r.randint(1, 6), [r.choice([1, 2, 3]) for _ in range(5)])
random.seed(1); s = random.getstate(); x = random.random(); random.setstate(s); print(x == random.random())
print(random.sample(range(1000), 50)[:10], random.sample([1, 2], k=3, counts=[2, 2]))
for f in [lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.sample({1}, 1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
