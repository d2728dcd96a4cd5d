import BigInt
import Syntax

/// Integers as Python writes them.
enum IntText {
  /// `str(number)`; beyond the limit of digits Python refuses, and so do we.
  static func repr(_ number: BigInt) throws -> String {
    (number < 0 ? "-" : "") + (try digits(number.magnitude, radix: 10, uppercase: false))
  }

  static func digits(_ magnitude: BigUInt, radix: Int, uppercase: Bool) throws -> String {
    // Four bits and more for each digit are too many for sure; the conversion itself would take long.
    if radix == 10, DigitLimit.refuses(magnitude.bitWidth / 4) { throw tooMany }
    let text = try Integers.digits(of: magnitude, radix: radix, uppercase: uppercase)
    if radix == 10, DigitLimit.refuses(text.utf8.count) { throw tooMany }
    return text
  }

  private static var tooMany: PythonError {
    PythonError.valueFault(
      "Exceeds the limit (\(DigitLimit.most) digits) for integer string conversion; "
        + "use sys.set_int_max_str_digits() to increase the limit")
  }

  /// `hex`, `oct` and `bin`: the prefix after the sign.
  static func prefixed(_ number: BigInt, radix: Int) throws -> String {
    let prefix = radix == 16 ? "0x" : radix == 8 ? "0o" : "0b"
    return (number < 0 ? "-" : "") + prefix
      + (try Integers.digits(of: number.magnitude, radix: radix, uppercase: false))
  }
}

extension BigInt {
  /// The double closest to this integer, ties to even as Python's `float(n)`; infinite when none is close.
  ///
  /// The package's own `Double(_:)` cuts bits off instead of rounding.
  var nearestDouble: Double {
    let magnitude = self.magnitude
    let excess = magnitude.bitWidth - 64
    guard excess > 0 else { return Double(UInt64(magnitude)) * (self < 0 ? -1 : 1) }
    guard excess <= 1024 else { return self < 0 ? -.infinity : .infinity }
    var top = UInt64(truncatingIfNeeded: magnitude >> excess)
    // What was cut off only matters for ties, where one bit says that there was something.
    if magnitude.trailingZeroBitCount < excess { top |= 1 }
    let result = Double(sign: .plus, exponent: excess, significand: Double(top))
    return self < 0 ? -result : result
  }
}
