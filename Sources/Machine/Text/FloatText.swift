/// Floats as Python writes them.
enum FloatText {
  /// `repr(x)`: the shortest text that reads back as `x`.
  static func repr(_ x: Double) -> String {
    format(x, .shortest, addDotZero: true)
  }

  /// How many digits, and where they go.
  enum Style: Equatable {
    /// `r`: as few digits as tell the number apart, exponent when it is under -4 or over 16.
    case shortest
    /// `e`: one digit before the point, `precision` after.
    case exponent(precision: Int)
    /// `f`: `precision` digits after the point, never an exponent.
    case fixed(precision: Int)
    /// `g`: `precision` significant digits without trailing zeros.
    case general(precision: Int)
  }

  /// Writes `x`, with a leading `-` when it is negative.
  ///
  /// - Parameters:
  ///   - keepsPoint: The `#` of a format: the point stays though nothing follows it, `g` keeps its zeros.
  ///   - addDotZero: Finite numbers that look whole get `.0`, as `repr` does.
  ///   - dropsNegativeZero: The `z` of a format: what rounds to zero has no sign.
  static func format(
    _ x: Double, _ style: Style, upper: Bool = false, keepsPoint: Bool = false, addDotZero: Bool = false,
    dropsNegativeZero: Bool = false
  ) -> String {
    if x.isNaN { return upper ? "NAN" : "nan" }
    if x.isInfinite {
      let word = upper ? "INF" : "inf"
      return x < 0 ? "-" + word : word
    }
    let number: DecimalDigits
    var end: Int
    var usesExponent = false
    switch style {
    case .fixed(let precision):
      return fixed(x, precision, keepsPoint: keepsPoint, dropsNegativeZero: dropsNegativeZero)
    case .shortest:
      number = DecimalDigits(shortest: x)
      end = number.digits.count
      usesExponent = number.point <= -4 || number.point > 16
    case .exponent(let precision):
      number = DecimalDigits(x, significant: precision + 1)
      end = precision + 1
      usesExponent = true
    case .general(let wanted):
      let precision = max(wanted, 1)
      var rounded = DecimalDigits(x, significant: precision)
      while rounded.digits.count > 1, rounded.digits.last == UInt8(ascii: "0") { rounded.digits.removeLast() }
      number = rounded
      usesExponent = number.point <= -4 || number.point > (addDotZero ? precision - 1 : precision)
      end = keepsPoint ? precision : number.digits.count
    }
    let point = usesExponent ? 1 : number.point
    end = max(end, !usesExponent && addDotZero ? point + 1 : point)

    var text: [UInt8] = []
    if number.isNegative && !(dropsNegativeZero && number.isZero) { text.append(UInt8(ascii: "-")) }
    let zero = UInt8(ascii: "0")
    for index in min(point - 1, 0)..<max(end, 1) {
      if index == point { text.append(UInt8(ascii: ".")) }
      text.append(index >= 0 && index < number.digits.count ? number.digits[index] : zero)
    }
    if keepsPoint && end <= point { text.append(UInt8(ascii: ".")) }
    if usesExponent {
      let exponent = number.point - 1
      text.append(upper ? UInt8(ascii: "E") : UInt8(ascii: "e"))
      text.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      if exponent.magnitude < 10 { text.append(zero) }
      text.append(contentsOf: exponent.magnitude.description.utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func fixed(_ x: Double, _ precision: Int, keepsPoint: Bool, dropsNegativeZero: Bool) -> String {
    var text = formatted(keepsPoint ? "%#.*f" : "%.*f", Int32(clamping: precision), x)
    if dropsNegativeZero, x.sign == .minus,
      !text.utf8.contains(where: { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") })
    {
      text.removeFirst()
    }
    return text
  }
}
