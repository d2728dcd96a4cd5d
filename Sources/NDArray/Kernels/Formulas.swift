internal import CKernels
internal import Glibc

/// Functions of single numbers that take parameters.
public enum Formulas {
  public static func logit(_ x: Float, _ eps: Float) -> Float { ag_logitf(x, eps) }
  public static func logit(_ x: Double, _ eps: Double) -> Double { ag_logit(x, eps) }
  public static func elu(_ x: Float, _ alpha: Float, _ scale: Float, _ inputScale: Float) -> Float {
    ag_eluf(x, alpha, scale, inputScale)
  }
  public static func elu(_ x: Double, _ alpha: Double, _ scale: Double, _ inputScale: Double) -> Double {
    ag_elu(x, alpha, scale, inputScale)
  }
  public static func softplus(_ x: Float, _ beta: Float, _ threshold: Float) -> Float {
    ag_softplusf(x, beta, threshold)
  }
  public static func softplus(_ x: Double, _ beta: Double, _ threshold: Double) -> Double {
    ag_softplus(x, beta, threshold)
  }
  /// The derivative of the digamma function in single precision: below one half by reflection, above by the recurrence
  /// and as many terms of the asymptotic series as PyTorch takes, all of it rounded to single precision.
  public static func trigamma(_ given: Float) -> Float {
    var x = given
    var total: Float = 0
    let isLow = x < 0.5
    if isLow {
      let pi = Float(0x1.921fb6p1)
      let sine = sinf(pi * x)
      total -= (pi * pi) / (sine * sine)
      x = 1 - x
    }
    for _ in 0..<6 {
      total += 1 / (x * x)
      x += 1
    }
    let inverse = 1 / (x * x)
    total += (1 + 1 / (2 * x) + inverse * (1 / 6 - inverse * (1 / 30 - inverse * (1 / 42)))) / x
    return isLow ? -total : total
  }

  /// The error function as half types have it.
  public static func shortErf(_ x: Float) -> Float { ag_erf_seriesf(x) }

  public static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

  /// The n-th derivative of the digamma function: (-1)^(n+1) n! ζ(n + 1, x).
  public static func polygamma(_ n: Int, _ x: Double) -> Double {
    (n % 2 == 1 ? 1 : -1) * exp(ag_lgamma(Double(n) + 1)) * zeta(Double(n) + 1, x)
  }

  /// The Hurwitz zeta function: terms up to 9, then the Euler-Maclaurin formula.
  public static func zeta(_ s: Double, _ q: Double) -> Double {
    if s == 1 { return .infinity }
    if s < 1 { return .nan }
    if q <= 0 {
      if q == q.rounded(.down) { return .infinity }
      if s != s.rounded(.down) { return .nan }
    }
    var total = pow(q, -s)
    var a = q
    var k = 0
    var term = 0.0
    while k < 9 || a <= 9 {
      k += 1
      a += 1
      term = pow(a, -s)
      total += term
      if abs(term) < 0x1p-53 * abs(total) { return total }
    }
    total += term * a / (s - 1) - 0.5 * term
    // (2k)! / B2k
    let divisors: [Double] = [
      12, -720, 30240, -1209600, 47900160, -1.8924375803183791606e9, 7.47242496e10, -2.950130727918164224e12,
      1.1646782814350067249e14, -4.5979787224074726105e15, 1.8152105401943546773e17, -7.1661652561756670113e18,
    ]
    var factor = 1.0
    var power = 0.0
    for divisor in divisors {
      factor *= s + power
      term /= a
      let step = factor * term / divisor
      total += step
      if abs(step / total) < 0x1p-53 { return total }
      power += 1
      factor *= s + power
      term /= a
      power += 1
    }
    return total
  }
}
