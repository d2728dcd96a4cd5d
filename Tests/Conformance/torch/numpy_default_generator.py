# numpy's newer generators: every way to draw, after several seeds, to the last bit.
import numpy as np
for seed in [0, 1, 42, 123, 2**31, 2**40 + 7, 999]:
    r = np.random.default_rng(seed)
    print(r.random(3).tolist(), r.integers(0, 10, 8).tolist(), r.integers(100), r.standard_normal(4).tolist())
    print(r.normal(1, 2, (2, 2)).tolist(), r.uniform(-1, 1, 3).tolist(), r.permutation(10).tolist())
    a = np.arange(12); r.shuffle(a); print(a.tolist())
    print(r.choice(5, 3).tolist(), r.choice(20, 6, replace=False).tolist(), r.choice([1., 2., 3.], 4, p=[.2, .5, .3]).tolist(), r.choice(4))
    print(r.exponential(2.0, 3).tolist(), r.standard_normal(2000).sum(), r.exponential(size=2000).sum(), r.integers(0, 2**40, 3).tolist())
    print(r.permutation(np.arange(6).reshape(3, 2)).tolist(), r.random(3, dtype=np.float32).tolist(), r.integers(-5, 5, size=(2, 3), endpoint=True).tolist())
    l = [1, 2, 3, 4, 5]; r.shuffle(l); print(l, r.random(), r.choice(20000, 500, replace=False)[:5].tolist(), r.choice(20000, 10, replace=False).tolist())
print(str(r))
