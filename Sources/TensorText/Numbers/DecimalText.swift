/// Doubles as decimal text, correctly rounded (half to even), as C's and Python's `%.4f` and `%.4e` write them.
public enum DecimalText {
  /// `value` with `precision` digits after the point: `%.4f`.
  public static func fixed(_ value: Double, precision: Int) -> String {
    var bytes: [UInt8] = []
    appendFixed(value, precision: precision, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `value` in scientific notation with `precision` digits after the point: `%.4e`.
  public static func scientific(_ value: Double, precision: Int) -> String {
    var bytes: [UInt8] = []
    appendScientific(value, precision: precision, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``fixed(_:precision:)`` gives.
  public static func appendFixed(_ value: Double, precision: Int, to out: inout [UInt8]) {
    guard appendSign(value, to: &out) else { return }
    let precision = max(precision, 0)
    if let scaled = scaledFixed(value, precision) {
      appendPoint(scaled, precision, to: &out)
      return
    }
    let exact = ExactDecimal(value).rounded(toPlace: precision)
    for power in stride(from: max(exact.point - 1, 0), through: 0, by: -1) { out.append(zero + exact.digit(power)) }
    guard precision > 0 else { return }
    out.append(UInt8(ascii: "."))
    for place in 1...precision { out.append(zero + exact.digit(-place)) }
  }

  /// Appends what ``scientific(_:precision:)`` gives.
  public static func appendScientific(_ value: Double, precision: Int, to out: inout [UInt8]) {
    guard appendSign(value, to: &out) else { return }
    let precision = max(precision, 0)
    if let (digits, exponent) = scaledScientific(value, precision) {
      // The digits as a number; the point goes behind the first.
      appendPoint(digits, precision, to: &out)
      appendExponent(exponent, to: &out)
      return
    }
    let all = ExactDecimal(value)
    let exact = all.rounded(toPlace: precision + 1 - all.point)
    let first = value == 0 ? 0 : exact.point - 1
    out.append(zero + exact.digit(first))
    if precision > 0 {
      out.append(UInt8(ascii: "."))
      for place in 1...precision { out.append(zero + exact.digit(first - place)) }
    }
    appendExponent(first, to: &out)
  }

  /// Appends a whole number.
  public static func appendInteger(_ value: Int64, to out: inout [UInt8]) {
    if value < 0 { out.append(UInt8(ascii: "-")) }
    appendDigits(value.magnitude, to: &out)
  }
}

// MARK: - Pieces

extension DecimalText {
  static let zero = UInt8(ascii: "0")

  /// Appends the sign, or all of what is not finite; says whether digits are to follow.
  static func appendSign(_ value: Double, to out: inout [UInt8]) -> Bool {
    if value.isNaN {
      out.append(contentsOf: "nan".utf8)
      return false
    }
    if value.sign == .minus { out.append(UInt8(ascii: "-")) }
    if value.isInfinite { out.append(contentsOf: "inf".utf8) }
    return value.isFinite
  }

  /// Appends `e+05`: at least `least` digits.
  static func appendExponent(_ exponent: Int, least: Int = 2, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "e"))
    out.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
    appendDigits(UInt64(exponent.magnitude), least: least, to: &out)
  }

  static func appendDigits(_ value: UInt64, least: Int = 1, to out: inout [UInt8]) {
    var count = 1
    var unit: UInt64 = 10
    while value >= unit {
      count += 1
      let (next, overflow) = unit.multipliedReportingOverflow(by: 10)
      if overflow { break }
      unit = next
    }
    let width = max(count, least)
    let start = out.count
    out.append(contentsOf: repeatElement(zero, count: width))
    var rest = value
    var index = start + width
    while rest > 0 {
      index -= 1
      out[index] = zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Appends a whole number of 10^-precision units, point and all.
  private static func appendPoint(_ units: UInt64, _ precision: Int, to out: inout [UInt8]) {
    appendDigits(units, least: precision + 1, to: &out)
    guard precision > 0 else { return }
    out.append(zero)
    var index = out.count - 1
    for _ in 0..<precision {
      out[index] = out[index - 1]
      index -= 1
    }
    out[index] = UInt8(ascii: ".")
  }

  private static let powers: [UInt64] = (0..<20).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

  /// The magnitude in units of 10^-precision, rounded, when 128 bits are enough to find out.
  static func scaledFixed(_ value: Double, _ precision: Int) -> UInt64? {
    guard precision >= 0, precision < 20 else { return nil }
    let (significand, exponent) = value.significandAndExponent
    let (high, low) = significand.multipliedFullWidth(by: powers[precision])
    return shifted(high, low, exponent)
  }

  /// (high, low) × 2^exponent rounded half to even; nil when 64 bits cannot hold it.
  private static func shifted(_ high: UInt64, _ low: UInt64, _ exponent: Int) -> UInt64? {
    if exponent >= 0 {
      guard high == 0, exponent < low.leadingZeroBitCount else { return low == 0 && high == 0 ? 0 : nil }
      return low << UInt64(exponent)
    }
    let shift = -exponent
    let whole: UInt64
    let comparison: Int  // of the part cut off with one half
    if shift < 64 {
      guard high >> UInt64(shift) == 0 else { return nil }
      whole = high << UInt64(64 - shift) | low >> UInt64(shift)
      comparison = compare(low << UInt64(64 - shift), 0)
    } else if shift == 64 {
      whole = high
      comparison = compare(low, 0)
    } else if shift < 128 {
      whole = high >> UInt64(shift - 64)
      comparison = compare(high << UInt64(128 - shift) | low >> UInt64(shift - 64), low << UInt64(128 - shift))
    } else {
      // The product has less than 117 bits, so it is less than a half.
      return 0
    }
    let up = comparison > 0 || comparison == 0 && whole & 1 == 1
    guard up else { return whole }
    return whole < .max ? whole + 1 : nil
  }

  /// How a fraction of 2^-64 and 2^-128 parts compares with one half.
  private static func compare(_ first: UInt64, _ second: UInt64) -> Int {
    let half: UInt64 = 1 << 63
    if first != half { return first > half ? 1 : -1 }
    return second > 0 ? 1 : 0
  }

  /// precision + 1 digits as a number, and the exponent of the first, when 128 bits are enough to find out.
  private static func scaledScientific(_ value: Double, _ precision: Int) -> (UInt64, Int)? {
    guard value != 0 else { return precision < 19 ? (0, 0) : nil }
    guard precision < 16 else { return nil }
    let (significand, binary) = value.significandAndExponent
    let log2 = Double(binary + 63 - significand.leadingZeroBitCount)
    var exponent = Int((log2 * 0.30102999566398120).rounded(.down))
    let least = powers[precision]
    for _ in 0..<3 {
      let tens = precision - exponent
      let digits: UInt64?
      if tens >= 0 {
        guard tens < 20 else { return nil }
        let (high, low) = significand.multipliedFullWidth(by: powers[tens])
        digits = shifted(high, low, binary)
      } else {
        guard tens > -20 else { return nil }
        digits = divided(significand, binary, by: powers[-tens])
      }
      guard let digits else { return nil }
      if digits < least {
        exponent -= 1
      } else if digits >= least * 10 {
        exponent += 1
      } else {
        return (digits, exponent)
      }
    }
    return nil
  }

  /// significand × 2^exponent / divisor rounded half to even; nil when 64 bits cannot hold it.
  private static func divided(_ significand: UInt64, _ exponent: Int, by divisor: UInt64) -> UInt64? {
    guard exponent <= 64, exponent > -64 else { return nil }
    let numerator = UInt128(significand) << UInt128(max(exponent, 0))
    let cut = UInt128(divisor) << UInt128(max(-exponent, 0))
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: cut)
    guard quotient < UInt128(UInt64.max) else { return nil }
    let whole = UInt64(quotient)
    let rest = cut - remainder
    return remainder > rest || remainder == rest && whole & 1 == 1 ? whole + 1 : whole
  }
}
