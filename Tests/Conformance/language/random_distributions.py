import random
random.seed(7)
for draw in [lambda: random.gauss(0, 1), lambda: random.normalvariate(5, 2), lambda: random.expovariate(1.5), lambda: random.betavariate(2, 3), lambda: random.gammavariate(2, 1), lambda: random.triangular(0, 10, 3), lambda: random.lognormvariate(0, 1), lambda: random.vonmisesvariate(0, 1), lambda: random.paretovariate(3), lambda: random.weibullvariate(1, 2), lambda: random.uniform(-1, 1), lambda: random.triangular()]:
    print(draw(), draw())
