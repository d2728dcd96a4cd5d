# Distributions of both kinds of generators: numbers, arrays of settings, shapes, and what is refused.
import numpy as np

for g in [np.random.RandomState(3), np.random.default_rng(3)]:
    print(g.beta(2, 5), g.gamma(2.5), g.poisson(4), g.binomial(10, 0.3), g.laplace(), g.standard_t(5))
    print(g.gamma([1.0, 2.0, 0.5], size=(2, 3)))
    print(g.poisson([1, 20, 300]))
    print(g.multinomial(10, [0.2, 0.3, 0.5]), g.dirichlet([1, 2, 3]))
    print(type(g.poisson(3)), type(g.beta(1, 2)))
    for wrong in [lambda: g.beta(-1, 1), lambda: g.gamma(1, -1), lambda: g.binomial(1, 1.5), lambda: g.poisson(-1),
                  lambda: g.normal([1, 2], [1, 2, 3]), lambda: g.normal(0, -1), lambda: g.triangular(1, 0, 2),
                  lambda: g.choice(2, p=[0.5, 0.4]), lambda: g.choice(3, 5, replace=False)]:
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)
print(np.random.RandomState([1, 2, 3]).rand(2))
print(np.random.RandomState(0).randint([1, 2, 3], [5, 6, 7]), np.random.RandomState(0).randint(0, 9, 5, dtype=np.int8))
