# What the functions of random say of arguments they cannot use: the error of the operation that fails.
import random

r = random.Random(3)
calls = [
    lambda: r.uniform(None, 1), lambda: r.uniform(1, "a"), lambda: r.gauss(0, None), lambda: r.gauss("m", 1),
    lambda: r.normalvariate(b"", 1), lambda: r.triangular(2, b""), lambda: r.triangular(1, 1, 1),
    lambda: r.triangular("a"), lambda: r.expovariate("x"), lambda: r.expovariate(0), lambda: r.gammavariate((), 1),
    lambda: r.gammavariate(1, "b"), lambda: r.betavariate(2, None), lambda: r.paretovariate([]),
    lambda: r.weibullvariate("a", 1), lambda: r.vonmisesvariate(0, "k"), lambda: r.lognormvariate(0, {}),
    lambda: r.randrange(b"a"), lambda: r.randrange(None),
    lambda: r.randrange(5, step=2), lambda: r.randrange(1, "z"), lambda: r.randint(1, range(2)),
    lambda: r.randint(b"", 3), lambda: r.sample([1, 2], None), lambda: r.sample([1, 2], 1.0),
    lambda: r.choices([1, 2], [None, 1]), lambda: r.choices([1, 2], [1, "a"]), lambda: r.choices([], []),
    lambda: r.choices([1, 2], cum_weights=[1, None]), lambda: r.uniform(True, 2), lambda: r.gauss(1, 2),
    lambda: r.triangular(1, 5, 2), lambda: r.betavariate(2, 3), lambda: r.vonmisesvariate(1, 2), lambda: r.random(),
]
for call in calls:
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__context__))
