import BigInt
import Glibc

/// `round(x, n)` as Python does it: correctly rounded from the exact binary value, ties to even.
enum Rounding {
  /// - Throws: an `OverflowError` when the result is no longer a finite double.
  static func round(_ x: Double, digits: Int) throws(TextFault) -> Double {
    guard x.isFinite, x != 0, digits <= 323 else { return x }
    guard digits >= -308 else { return x.sign == .minus ? -0.0 : 0.0 }
    let text: String
    if digits >= 0 {
      text = formatted("%.*f", Int32(digits), x)
    } else {
      let kept = DecimalDigits(x, significant: 17).point + digits
      if kept > 0 {
        text = formatted("%.*e", Int32(kept - 1), x)
      } else if kept == 0, exceedsHalf(x.magnitude, ofPower: -digits) {
        text = (x < 0 ? "-1e" : "1e") + String(-digits)
      } else {
        return x.sign == .minus ? -0.0 : 0.0
      }
    }
    let result = strtod(text, nil)
    guard result.isFinite else { throw .overflow("rounded value too large to represent") }
    return result
  }

  /// Whether `x` is more than `10^power / 2`; exactly half rounds to zero, which is even.
  private static func exceedsHalf(_ x: Double, ofPower power: Int) -> Bool {
    let whole = x.rounded(.towardZero)
    let half = BigInt(10).power(power) / 2
    let integral = BigInt(whole)
    return integral > half || (integral == half && x > whole)
  }

  /// An integer rounded to a multiple of `10^digits`, ties to the even multiple.
  static func round(_ x: BigInt, toTens digits: Int) throws -> BigInt {
    // A power this large is beyond any number that has been written out.
    if digits > x.magnitude.bitWidth { return 0 }
    let unit = try Integers.power(10, digits)
    var (quotient, remainder) = try Integers.divideFloor(x, unit)
    let twice = remainder * 2
    if twice > unit || (twice == unit && !quotient.isMultiple(of: 2)) { quotient += 1 }
    return try Integers.multiply(quotient, unit)
  }
}
