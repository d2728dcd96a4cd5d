import Glibc

/// Discrete distributions, number for number as numpy draws them from the same bits.
enum NumpyCounts {
  private static func whole(_ x: Double) -> Int { Int(exactly: x.rounded(.towardZero)) ?? .min }

  // MARK: Poisson

  static func poisson(_ bits: any NumpyBits, _ rate: Double) -> Int {
    if rate >= 10 { return poissonLarge(bits, rate) }
    if rate == 0 { return 0 }
    let limit = exp(-rate)
    var count = 0
    var product = bits.unit()
    while product > limit {
      count += 1
      product *= bits.unit()
    }
    return count
  }

  /// Hörmann's transformed rejection.
  private static func poissonLarge(_ bits: any NumpyBits, _ rate: Double) -> Int {
    let logRate = log(rate)
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let sure = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = bits.unit() - 0.5
      let v = bits.unit()
      let edge = 0.5 - abs(u)
      let k = ((2 * a / edge + b) * u + rate + 0.43).rounded(.down)
      if edge >= 0.07, v <= sure { return whole(k) }
      if k < 0 || edge < 0.013 && v > edge { continue }
      if log(v) + log(inverse) - log(a / (edge * edge) + b) <= -rate + k * logRate - logGamma(k + 1) { return whole(k) }
    }
  }

  /// The logarithm of the gamma function, by the series that numpy's generators use.
  static func logGamma(_ x: Double) -> Double {
    if x == 1 || x == 2 { return 0 }
    let terms = [
      8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
      8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
      1.796443723688307e-01, -1.39243221690590e+00,
    ]
    let steps = x <= 7 ? max(0, whole(7 - x)) : 0
    var at = x + Double(steps)
    let square = 1 / (at * at)
    var sum = terms[9]
    for term in terms[..<9].reversed() {
      sum *= square
      sum += term
    }
    var result = sum / at + 0.5 * log(2 * .pi) + (at - 0.5) * log(at) - at
    for _ in 0..<steps {
      result -= log(at - 1)
      at -= 1
    }
    return result
  }

  // MARK: Binomial

  static func binomial(_ bits: any NumpyBits, _ n: Int, _ p: Double) -> Int {
    if !bits.isLegacy, n == 0 || p == 0 { return 0 }
    let chance = p <= 0.5 ? p : 1 - p
    let drawn =
      chance * Double(n) <= 30 ? binomialByInversion(bits, n, chance) : binomialByRejection(bits, n, chance)
    return p <= 0.5 ? drawn : n - drawn
  }

  private static func binomialByInversion(_ bits: any NumpyBits, _ n: Int, _ p: Double) -> Int {
    let q = 1 - p
    let none = exp(Double(n) * log(q))
    let mean = Double(n) * p
    let bound = whole(min(Double(n), mean + 10 * (mean * q + 1).squareRoot()))
    var count = 0
    var chance = none
    var u = bits.unit()
    while u > chance {
      count += 1
      if count > bound {
        count = 0
        chance = none
        u = bits.unit()
      } else {
        u -= chance
        chance = (Double(n - count + 1) * p * chance) / (Double(count) * q)
      }
    }
    return count
  }

  /// Kachitvichyanukul and Schmeiser's method: a triangle, parallelograms and exponential tails over the curve.
  private static func binomialByRejection(_ bits: any NumpyBits, _ count: Int, _ p: Double) -> Int {
    let n = Double(count)
    let r = min(p, 1 - p)
    let q = 1 - r
    let fm = n * r + r
    let m = fm.rounded(.down)
    let p1 = (2.195 * (n * r * q).squareRoot() - 4.6 * q).rounded(.down) + 0.5
    let xm = m + 0.5
    let (xl, xr) = (xm - p1, xm + p1)
    let c = 0.134 + 20.5 / (15.3 + m)
    let left = (fm - xl) / (fm - xl * r)
    let lambdaLeft = left * (1 + left / 2)
    let right = (xr - fm) / (xr * q)
    let lambdaRight = right * (1 + right / 2)
    let p2 = p1 * (1 + 2 * c)
    let p3 = p2 + c / lambdaLeft
    let p4 = p3 + c / lambdaRight
    let spread = n * r * q
    while true {
      let u = bits.unit() * p4
      var v = bits.unit()
      var y: Double
      if u <= p1 { return whole((xm - p1 * v + u).rounded(.down)) }
      if u <= p2 {
        let x = xl + (u - p1) / c
        v = v * c + 1 - abs(m - x + 0.5) / p1
        if v > 1 { continue }
        y = x.rounded(.down)
      } else if u <= p3 {
        y = (xl + log(v) / lambdaLeft).rounded(.down)
        if y < 0 || v == 0 { continue }
        v = v * (u - p2) * lambdaLeft
      } else {
        y = (xr - log(v) / lambdaRight).rounded(.down)
        if y > n || v == 0 { continue }
        v = v * (u - p3) * lambdaRight
      }
      let k = abs(y - m)
      if !(k > 20 && k < spread / 2 - 1) {
        let s = r / q
        let a = s * (n + 1)
        var height = 1.0
        var i = min(m, y) + 1
        while i <= max(m, y) {
          if m < y { height *= a / i - s } else { height /= a / i - s }
          i += 1
        }
        if v <= height { return whole(y) }
        continue
      }
      let rho = (k / spread) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / spread + 0.5)
      let t = -k * k / (2 * spread)
      let a = log(v)
      if a < t - rho { return whole(y) }
      if a > t + rho { continue }
      let (x1, f1, z, w) = (y + 1, m + 1, n + 1 - m, n - y + 1)
      var bound = xm * log(f1 / x1) + (n - m + 0.5) * log(z / w)
      bound += (y - m) * log(w * r / (x1 * q))
      bound += series(f1)
      bound += series(z)
      bound += series(x1)
      bound += series(w)
      if a <= bound { return whole(y) }
    }
  }

  /// What Stirling's formula leaves out.
  private static func series(_ x: Double) -> Double {
    let square = x * x
    let inner = 132 - (99 - 140 / square) / square
    return (13680 - (462 - inner / square) / square) / x / 166320
  }

  // MARK: Waiting

  static func negativeBinomial(_ bits: any NumpyBits, _ n: Double, _ p: Double) -> Int {
    poisson(bits, (1 - p) / p * NumpyCurves.gamma(bits, n))
  }

  static func geometric(_ bits: any NumpyBits, _ p: Double) -> Int {
    if p >= 0.333333333333333333333333 {
      var count = 1
      var (sum, product) = (p, p)
      let u = bits.unit()
      while u > sum {
        product *= 1 - p
        sum += product
        count += 1
      }
      return count
    }
    let drawn = bits.isLegacy ? log(1 - bits.unit()) / log(1 - p) : -bits.exponential() / log1p(-p)
    return Int(exactly: drawn.rounded(.up)) ?? .max
  }

  static func logSeries(_ bits: any NumpyBits, _ p: Double) -> Int {
    let r = log1p(-p)
    while true {
      let v = bits.unit()
      if v >= p { return 1 }
      let q = -expm1(r * bits.unit())
      if v <= q * q {
        let found = whole((1 + log(v) / log(q)).rounded(.down))
        if found < 1 || v == 0 { continue }
        return found
      }
      return v >= q ? 1 : 2
    }
  }

  static func zipf(_ bits: any NumpyBits, _ a: Double) -> Int {
    let less = a - 1
    let b = pow(2, less)
    while true {
      let u = 1 - bits.unit()
      let v = bits.unit()
      let x = pow(u, -1 / less).rounded(.down)
      if x > Double(Int.max) || x < 1 { continue }
      let t = pow(1 + 1 / x, less)
      if v * x * (t - 1) / (b - 1) <= t / b { return Int(exactly: x) ?? .max }
    }
  }

  /// So many trials shared out among chances.
  static func multinomial(_ bits: any NumpyBits, _ n: Int, _ chances: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: chances.count)
    guard let last = chances.indices.last else { return counts }
    var (left, rest) = (n, 1.0)
    for place in 0..<last {
      counts[place] = binomial(bits, left, chances[place] / rest)
      left -= counts[place]
      if left <= 0 { break }
      rest -= chances[place]
    }
    if left > 0 { counts[last] = left }
    return counts
  }
}
