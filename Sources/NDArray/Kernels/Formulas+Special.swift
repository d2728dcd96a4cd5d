internal import CKernels
internal import Glibc

extension Formulas {
  /// exp(x²) erfc(x): directly where that is safe, else by its continued fraction.
  public static func erfcx(_ x: Double) -> Double {
    if x < 10 { return x < -26.7 ? .infinity : exp(x * x) * erfc(x) }
    var fraction = x
    for k in stride(from: 60, through: 1, by: -1) { fraction = x + Double(k) / 2 / fraction }
    return 0.5641895835477563 / fraction
  }

  /// log of the normal distribution's share below x.
  public static func logNdtr(_ x: Double) -> Double {
    let t = x * 0.7071067811865476
    return x < -1 ? log(erfcx(-t) / 2) - t * t : log1p(-erfc(t) / 2)
  }

  /// The same in single precision, where the square is rounded that the derivative takes away again.
  public static func logNdtr(_ x: Float) -> Float {
    let t = x * 0.70710677
    return x < -1 ? ag_logf(Float(erfcx(-Double(t))) / 2) - t * t : ag_log1pf(-ag_erfcf(t) / 2)
  }

  /// The number below which a share of the normal distribution lies.
  public static func ndtri(_ p: Double) -> Double {
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    guard p > 0, p < 1 else { return .nan }
    if p > 0.02, p < 0.98 { return 1.4142135623730951 * ag_erfinv(2 * p - 1) }
    // The lower tail by Newton's method on the logarithm.
    let q = min(p, 1 - p)
    let target = log(q)
    var x = -sqrt(-2 * target)
    for _ in 0..<60 {
      let value = logNdtr(x)
      let slope = exp(-x * x / 2 - value) * 0.3989422804014327
      let step = (value - target) / slope
      x -= step
      if abs(step) < 1e-15 * abs(x) { break }
    }
    return p < 0.5 ? x : -x
  }

  /// The modified Bessel function of order one: a power series, or for large numbers the asymptotic one.
  public static func i1(_ x: Double) -> Double {
    let a = abs(x)
    return a < 30 ? bessel(x, order: 1) : i1e(x) * exp(a)
  }

  public static func i0e(_ x: Double) -> Double {
    let a = abs(x)
    return a < 30 ? bessel(a, order: 0) * exp(-a) : asymptotic(a, order: 0)
  }

  public static func i1e(_ x: Double) -> Double {
    let a = abs(x)
    let value = a < 30 ? bessel(a, order: 1) * exp(-a) : asymptotic(a, order: 1)
    return x < 0 ? -value : value
  }

  private static func bessel(_ x: Double, order: Int) -> Double {
    let quarter = x * x / 4
    var term = order == 0 ? 1 : x / 2
    var total = term
    var k = 1.0
    while abs(term) > 1e-17 * abs(total), k < 200 {
      term *= quarter / (k * (k + Double(order)))
      total += term
      k += 1
    }
    return total
  }

  /// (2πx)^(-½) Σ (-1)^k Π ((2j-1)² - 4n²)…
  private static func asymptotic(_ x: Double, order: Int) -> Double {
    let mu = Double(4 * order * order)
    var term = 1.0
    var total = 1.0
    for k in 1..<30 {
      let odd = Double(2 * k - 1)
      let next = term * -(mu - odd * odd) / (Double(k) * 8 * x)
      if abs(next) > abs(term) { break }
      term = next
      total += term
      if abs(term) < 1e-17 { break }
    }
    return total / sqrt(2 * Double.pi * x)
  }
}
