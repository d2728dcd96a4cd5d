import Glibc

/// The gamma function and its logarithm as CPython computes them, by Lanczos' approximation, so that the last digits agree.
///
/// - Source: the choice of coefficients (g = 6.024680040776729583740234375, n = 13) is that of Boost's math library.
enum Gamma {
  private static let g = 6.024680040776729583740234375
  private static let gMinusHalf = 5.524680040776729583740234375

  private static let numerator = [
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  private static let denominator = [
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0,
    1925.0, 66.0, 1.0,
  ]

  private static func lanczosSum(_ x: Double) -> Double {
    var above = 0.0
    var below = 0.0
    if x < 5 {
      for at in numerator.indices.reversed() {
        above = above * x + numerator[at]
        below = below * x + denominator[at]
      }
    } else {
      for at in numerator.indices {
        above = above / x + numerator[at]
        below = below / x + denominator[at]
      }
    }
    return above / below
  }

  /// sin(πx), exact at whole and half numbers.
  private static func sinPi(_ x: Double) -> Double {
    let y = fmod(fabs(x), 2)
    let result: Double
    switch Int((2 * y).rounded()) {
    case 0: result = sin(.pi * y)
    case 1: result = cos(.pi * (y - 0.5))
    case 2: result = sin(.pi * (1 - y))
    case 3: result = -cos(.pi * (y - 1.5))
    default: result = sin(.pi * (y - 2))
    }
    return copysign(1, x) * result
  }

  /// Γ(x) for x that is no whole number above 0 or below; infinity where it is too large.
  static func value(_ x: Double) -> Double {
    if !x.isFinite { return x.isNaN || x > 0 ? x : .nan }
    let magnitude = fabs(x)
    if magnitude < 1e-20 { return 1 / x }
    if magnitude > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
    let y = magnitude + gMinusHalf
    var z: Double
    if magnitude > gMinusHalf {
      let q = y - magnitude
      z = q - gMinusHalf
    } else {
      let q = y - gMinusHalf
      z = q - magnitude
    }
    z = z * g / y
    var result: Double
    if x < 0 {
      result = -.pi / sinPi(magnitude) / magnitude * exp(y) / lanczosSum(magnitude)
      result -= z * result
      if magnitude < 140 {
        result /= pow(y, magnitude - 0.5)
      } else {
        let root = pow(y, magnitude / 2 - 0.25)
        result = result / root / root
      }
    } else {
      result = lanczosSum(magnitude) / exp(y)
      result += z * result
      if magnitude < 140 {
        result *= pow(y, magnitude - 0.5)
      } else {
        let root = pow(y, magnitude / 2 - 0.25)
        result = result * root * root
      }
    }
    return result
  }

  /// log |Γ(x)|.
  static func logarithm(_ x: Double) -> Double {
    if !x.isFinite { return x.isNaN ? x : .infinity }
    if x == x.rounded(.down), x <= 2 { return x <= 0 ? .infinity : 0 }
    let magnitude = fabs(x)
    if magnitude < 1e-20 { return -log(magnitude) }
    var result = log(lanczosSum(magnitude)) - g
    result += (magnitude - 0.5) * (log(magnitude + g - 0.5) - 1)
    if x < 0 { result = log(Double.pi) - log(fabs(sinPi(magnitude))) - log(magnitude) - result }
    return result
  }
}
