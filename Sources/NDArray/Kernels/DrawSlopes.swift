internal import CKernels
internal import Glibc

/// How a number drawn from a distribution moves with a parameter while the share of the distribution below it stays as it
/// is: less the derivative of that share by the parameter, divided by the density.
///
/// Shares are evaluated with their derivatives, by series and continued fractions, to eleven digits and more; PyTorch uses
/// fitted formulas that are right to three or four.
public enum DrawSlopes {
  /// For a number drawn from the gamma distribution of a shape, by the shape.
  public static func gamma(shape a: Double, _ x: Double) -> Double {
    guard a > 0, a < .infinity, x < .infinity, !x.isNaN else { return .nan }
    if x <= 0 { return 0 }
    // What is left out is smaller than 1 / a.
    if a > 1e10 { return (x / a + 1) / 2 }
    let logarithm = log(x)
    if x <= max(a, 1) {
      // The share is xᵃ e⁻ˣ Σ xⁿ / Γ(a + n + 1).
      var term = 1 / a
      // The digamma function of what follows a, less the logarithm.
      var gap = ag_digamma(a) - logarithm + term
      var sum = 0.0
      for n in 1...mostTerms {
        let step = term * gap
        sum += step
        let next = a + Double(n)
        if x < next, abs(step) <= epsilon * abs(sum) { break }
        term *= x / next
        gap += 1 / next
      }
      return x * sum
    }
    // What lies above is xᵃ e⁻ˣ / Γ(a) divided by x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / …).
    let below = Dual(x + 1 - a, -1)
    let above = 1 / fraction(below) { i in (Dual(i * (a - i), i), Dual(below.value + 2 * i, -1)) }
    return x * (above.value * (logarithm - ag_digamma(a)) + above.slope)
  }

  /// For a share drawn from the Dirichlet distribution, by its concentration, divided by what is left for the others.
  ///
  /// - Parameter total: The sum of all concentrations.
  public static func dirichlet(_ x: Double, concentration a: Double, total: Double) -> Double {
    let b = total - a
    guard a > 0, total < .infinity, x >= 0, x <= 1 else { return .nan }
    if b <= 0 { return -0.0 }
    if x == 0 { return 0 }
    let constant = log(x) + ag_digamma(total) - ag_digamma(a)
    if x < (a + 1) / (total + 2) {
      let below = share(Dual(a, 1), Dual(b), x)
      return -x / a * (below.value * (constant - 1 / a) + below.slope)
    }
    let above = share(Dual(b), Dual(a, 1), 1 - x)
    return x / b * (above.value * constant + above.slope)
  }

  /// The share of the beta distribution below `x`, as a multiple of xᵃ (1 - x)ᵇ / (a B(a, b)).
  private static func share(_ a: Dual, _ b: Dual, _ x: Double) -> Dual {
    let total = a + b
    return 1
      / fraction(Dual(1)) { i in
        let m = (i / 2).rounded(.down)
        let above = i == 2 * m ? m * (b - m) : -1 * (a + m) * (total + m)
        return (x * above / ((a + (i - 1)) * (a + i)), Dual(1))
      }
  }

  private static let mostTerms = 1_000_000
  private static let epsilon = 0x1p-52

  /// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)), by Lentz's rule.
  private static func fraction(_ first: Dual, _ part: (Double) -> (above: Dual, below: Dual)) -> Dual {
    var (value, c, d) = (first, first, Dual(0))
    for i in 1...mostTerms {
      let (above, below) = part(Double(i))
      d = 1 / (below + above * d).awayFromZero
      c = (below + above / c).awayFromZero
      let factor = c * d
      value = value * factor
      // Every other part may be nothing.
      let isSmall = abs(factor.value - 1) <= epsilon && abs(factor.slope) <= epsilon * abs(value.slope / value.value)
      if !factor.value.isFinite || !factor.slope.isFinite || isSmall && i % 2 == 0 { break }
    }
    return value
  }
}

/// A number with its derivative by one parameter.
private struct Dual {
  var value: Double
  var slope: Double

  init(_ value: Double, _ slope: Double = 0) {
    self.value = value
    self.slope = slope
  }

  var awayFromZero: Dual { value == 0 ? Dual(0x1p-900, slope) : self }

  static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, a.slope + b.slope) }
  static func + (a: Dual, b: Double) -> Dual { Dual(a.value + b, a.slope) }
  static func - (a: Dual, b: Double) -> Dual { Dual(a.value - b, a.slope) }
  static func * (a: Dual, b: Dual) -> Dual { Dual(a.value * b.value, a.slope * b.value + a.value * b.slope) }
  static func * (a: Double, b: Dual) -> Dual { Dual(a * b.value, a * b.slope) }
  static func / (a: Dual, b: Dual) -> Dual {
    let value = a.value / b.value
    return Dual(value, (a.slope - value * b.slope) / b.value)
  }
  static func / (a: Double, b: Dual) -> Dual { Dual(a) / b }
}
