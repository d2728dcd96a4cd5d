extension WrittenModule {
  /// `statistics.NormalDist`.
  static let normalDistribution = WrittenModule(
    "statistics", "Means and spreads.",
    names: "NormalDist",
    source: #"""
      import math as _math
      import random as _random


      def _error(text):
          import statistics
          return statistics.StatisticsError(text)


      class NormalDist:
          "Normal distribution of a random variable"

          __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

          def __init__(self, mu=0.0, sigma=1.0):
              if sigma < 0.0:
                  raise _error("sigma must be non-negative")
              self._mu = float(mu)
              self._sigma = float(sigma)

          @classmethod
          def from_samples(cls, data):
              import statistics
              data = list(data)
              if len(data) < 2:
                  raise _error("stdev requires at least two data points")
              return cls(statistics.fmean(data), statistics.stdev(data))

          def samples(self, n, *, seed=None):
              gauss = _random.gauss if seed is None else _random.Random(seed).gauss
              return [gauss(self._mu, self._sigma) for _ in range(n)]

          def pdf(self, x):
              variance = self._sigma * self._sigma
              if not variance:
                  raise _error("pdf() not defined when sigma is zero")
              away = x - self._mu
              return _math.exp(away * away / (-2.0 * variance)) / _math.sqrt(_math.tau * variance)

          def cdf(self, x):
              if not self._sigma:
                  raise _error("cdf() not defined when sigma is zero")
              return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

          def inv_cdf(self, p):
              if p <= 0.0 or p >= 1.0:
                  raise _error("p must be in the range 0.0 < p < 1.0")
              if self._sigma <= 0.0:
                  raise _error("cdf() not defined when sigma at or below zero")
              return _quantile(p, self._mu, self._sigma)

          def quantiles(self, n=4):
              return [self.inv_cdf(i / n) for i in range(1, n)]

          def overlap(self, other):
              if not isinstance(other, NormalDist):
                  raise TypeError("Expected another NormalDist instance")
              narrow, wide = sorted((self, other), key=lambda each: (each._sigma, each._mu))
              if not narrow._sigma:
                  raise _error("overlap() not defined when sigma is zero")
              more = wide.variance - narrow.variance
              apart = _math.fabs(wide._mu - narrow._mu)
              if not more:
                  return 1.0 - _math.erf(apart / (2.0 * narrow._sigma * _math.sqrt(2.0)))
              # The densities are equal at two places; between and beyond them one is below the other.
              middle = narrow._mu * wide.variance - wide._mu * narrow.variance
              reach = narrow._sigma * wide._sigma * _math.sqrt(
                  apart * apart + more * _math.log(wide.variance / narrow.variance))
              places = (middle + reach) / more, (middle - reach) / more
              return 1.0 - sum(_math.fabs(wide.cdf(x) - narrow.cdf(x)) for x in places)

          def zscore(self, x):
              if not self._sigma:
                  raise _error("zscore() not defined when sigma is zero")
              return (x - self._mu) / self._sigma

          @property
          def mean(self):
              return self._mu

          @property
          def median(self):
              return self._mu

          @property
          def mode(self):
              return self._mu

          @property
          def stdev(self):
              return self._sigma

          @property
          def variance(self):
              return self._sigma * self._sigma

          def __add__(self, other):
              if isinstance(other, NormalDist):
                  return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
              return NormalDist(self._mu + other, self._sigma)

          def __sub__(self, other):
              if isinstance(other, NormalDist):
                  return NormalDist(self._mu - other._mu, _math.hypot(self._sigma, other._sigma))
              return NormalDist(self._mu - other, self._sigma)

          def __mul__(self, other):
              return NormalDist(self._mu * other, self._sigma * _math.fabs(other))

          def __truediv__(self, other):
              return NormalDist(self._mu / other, self._sigma / _math.fabs(other))

          def __pos__(self):
              return NormalDist(self._mu, self._sigma)

          def __neg__(self):
              return NormalDist(-self._mu, self._sigma)

          __radd__ = __add__

          def __rsub__(self, other):
              return -(self - other)

          __rmul__ = __mul__

          def __eq__(self, other):
              if not isinstance(other, NormalDist):
                  return NotImplemented
              return self._mu == other._mu and self._sigma == other._sigma

          def __hash__(self):
              return hash((self._mu, self._sigma))

          def __repr__(self):
              return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


      # Wichura's rational approximations (AS 241) of the quantile of the standard normal distribution: coefficients of the
      # numerator and the denominator, highest power first, around the middle, towards the ends, and at the ends.
      _MIDDLE = (
          (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
           1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
          (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
           5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0))
      _OUTER = (
          (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
           3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
          (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
           6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0))
      _TAIL = (
          (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
           2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0),
          (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
           1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


      def _ratio(coefficients, r):
          values = []
          for row in coefficients:
              total = row[0]
              for c in row[1:]:
                  total = total * r + c
              values.append(total)
          return values


      def _quantile(p, mu, sigma):
          q = p - 0.5
          if _math.fabs(q) <= 0.425:
              above, below = _ratio(_MIDDLE, 0.180625 - q * q)
              x = above * q / below
          else:
              r = _math.sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
              above, below = _ratio(_OUTER, r - 1.6) if r <= 5.0 else _ratio(_TAIL, r - 5.0)
              x = above / below
              if q < 0.0:
                  x = -x
          return mu + x * sigma
      """#)
}
