import BigInt
import Glibc

/// Means and variances of floats without rounding on the way: every float is a whole number over a power of two.
struct ExactSpread {
  private let numbers: [BigInt]
  /// All numbers are over two to this power.
  private let scale: Int

  /// Nil when one of the values is no finite number.
  init?(_ values: [Double]) {
    guard values.allSatisfy(\.isFinite) else { return nil }
    let least = values.filter { $0 != 0 }.map { Int($0.exponent) - 52 }.min() ?? 0
    scale = Swift.max(0, -least)
    let shift = scale
    numbers = values.map { value in
      guard value != 0 else { return BigInt(0) }
      let exponent = Int(value.exponent) - 52
      let digits = BigInt(scalbn(value.significand, 52)) << (exponent + shift)
      return value < 0 ? -digits : digits
    }
  }

  private var total: BigInt { numbers.reduce(0, +) }
  private var count: BigInt { BigInt(numbers.count) }

  func mean() throws -> Double { try Integers.trueDivide(total, count << scale) }

  /// The sum of these over the sum of others, rounded once.
  func quotient(by other: ExactSpread) throws -> Double {
    try Integers.trueDivide(total << other.scale, other.total << scale)
  }

  /// The variance as a fraction: n Σx² - (Σx)² over n (n - degrees), in the square of the scale.
  private func variance(_ degrees: Int) -> (above: BigInt, below: BigInt) {
    let squares = numbers.reduce(BigInt(0)) { $0 + $1 * $1 }
    let sum = total
    return (count * squares - sum * sum, (count * (count - BigInt(degrees))) << (2 * scale))
  }

  func variance(degrees: Int) throws -> Double {
    let (above, below) = variance(degrees)
    return try Integers.trueDivide(above, below)
  }

  /// The root of the variance, rounded once: by the whole root of a fraction that has digits enough, its last bit set
  /// when something is left.
  func deviation(degrees: Int) throws -> Double {
    let (above, below) = variance(degrees)
    if above.isZero { return 0 }
    func root(_ n: BigInt, _ m: BigInt) throws -> BigInt {
      let whole = BigInt(try Integers.squareRoot(Integers.divideFloor(n, m).quotient.magnitude))
      return whole * whole * m == n ? whole : whole | 1
    }
    let bits = (above.magnitude.bitWidth - below.magnitude.bitWidth - 109) >> 1
    if bits >= 0 { return try Integers.trueDivide(root(above, below << (2 * bits)) << bits, 1) }
    return try Integers.trueDivide(root(above << (-2 * bits), below), BigInt(1) << -bits)
  }
}
