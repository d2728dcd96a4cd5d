# statistics.NormalDist, weighted means, and quantiles of both kinds.
import statistics
from fractions import Fraction
from statistics import NormalDist

d = NormalDist(100, 15)
print(d, NormalDist(), d.mean, d.median, d.mode, d.stdev, d.variance)
print([d.pdf(x) for x in (70, 100, 115.5)], [d.cdf(x) for x in (70, 100, 115.5)])
for p in (1e-300, 1e-20, 0.001, 0.07, 0.075, 0.3, 0.5, 0.9, 0.99, 0.9999999):
    print(p, d.inv_cdf(p), NormalDist().inv_cdf(p))
print(d.quantiles(), d.quantiles(n=3), d.overlap(NormalDist(90, 10)), d.overlap(NormalDist(110, 15)), d.zscore(130))
print(NormalDist(1, 2) + NormalDist(3, 4), NormalDist(1, 2) - NormalDist(3, 4), NormalDist(1, 2) + 5, 5 - NormalDist(1, 2))
print(NormalDist(1, 2) * -3, 3 * NormalDist(1, 2), NormalDist(1, 2) / 4, -NormalDist(1, 2), +NormalDist(1, 2))
print(NormalDist(1, 2) == NormalDist(1, 2), NormalDist(1, 2) == 5, len({NormalDist(1, 2), NormalDist(1, 2)}))
print(NormalDist.from_samples([1, 2, 3, 7.5]), NormalDist(5, 2).samples(3, seed=7))
print(statistics.harmonic_mean([40, 60], weights=[5, 30]), statistics.harmonic_mean([40, 60]), statistics.harmonic_mean([3]))
print(statistics.fmean([1, 2, 3], weights=[1, 2, 3]), statistics.fmean([1, 2, 4]))
print(statistics.quantiles([1, 2, 3, 4, 5], n=4, method="inclusive"), statistics.quantiles([1, 5, 2, 9], n=3))
print(statistics.mean([Fraction(1, 3), Fraction(1, 2)]), statistics.mean([1, Fraction(1, 2)]))


def attempt(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)


for body in [
    lambda: NormalDist(0, -1), lambda: NormalDist(0, 0).pdf(1), lambda: NormalDist(0, 0).cdf(1), lambda: d.inv_cdf(0),
    lambda: d.inv_cdf(1), lambda: d.overlap(5), lambda: NormalDist.from_samples([1]),
    lambda: statistics.harmonic_mean([40, 60], weights=[5]), lambda: statistics.harmonic_mean([1, -1]),
    lambda: statistics.fmean([1, 2], weights=[1]), lambda: statistics.fmean([1, 2], weights=[1, -1]),
    lambda: statistics.quantiles([1, 2], method="x"), lambda: statistics.harmonic_mean([]),
]:
    attempt(body)
