/// The commonest way floats are formatted, `.2f` or `8.2f`, without asking the C
/// library: the short cut of `FormatSpec.float(_:typeName:)`, giving the same text.
struct FixedPoint {
  private let width: Int
  private let precision: Int

  /// As many bytes as any number takes.
  static let mostBytes = 100

  /// Nil when more is asked for.
  init?(_ spec: FormatSpec) {
    guard spec.type == "f", spec.isPlain, spec.fill == " ", spec.alignment == .right, let precision = spec.precision,
      precision <= FixedPoint.mostPlaces, spec.width ?? 0 <= FixedPoint.mostBytes
    else { return nil }
    width = spec.width ?? 0
    self.precision = precision
  }

  /// The text, or nil when the number is not an ordinary one.
  func text(_ number: Double) -> String? {
    var isWritten = false
    let text = String(unsafeUninitializedCapacity: FixedPoint.mostBytes) { buffer in
      guard let count = buffer.baseAddress.flatMap({ write(number, to: $0) }) else { return 0 }
      isWritten = true
      return count
    }
    return isWritten ? text : nil
  }

  /// - Parameter start: Room for `mostBytes`.
  /// - Returns: How many bytes were written; nil when the number is not an ordinary one.
  func write(_ number: Double, to start: UnsafeMutablePointer<UInt8>) -> Int? {
    guard let (whole, fraction) = FixedPoint.scaled(number.magnitude, precision) else { return nil }
    let isNegative = number.sign == .minus
    let digits = FixedPoint.digitCount(whole)
    let length = (isNegative ? 1 : 0) + digits + (precision > 0 ? 1 + precision : 0)
    let total = Swift.max(width, length)
    var at = start + total
    func put(_ value: UInt64, _ count: Int) {
      var value = value
      for _ in 0..<count {
        at -= 1
        at.pointee = UInt8(truncatingIfNeeded: value % 10) + UInt8(ascii: "0")
        value /= 10
      }
    }
    if precision > 0 {
      put(fraction, precision)
      at -= 1
      at.pointee = UInt8(ascii: ".")
    }
    put(whole, digits)
    if isNegative {
      at -= 1
      at.pointee = UInt8(ascii: "-")
    }
    while at > start {
      at -= 1
      at.pointee = UInt8(ascii: " ")
    }
    return total
  }

  private static let mostPlaces = 17
  private static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    for place in 0..<mostPlaces { powers.append(powers[place] * 10) }
    return powers
  }()

  /// The number times 10 to the `places`, rounded half to even on its exact value, as whole part and fraction.
  private static func scaled(_ number: Double, _ places: Int) -> (whole: UInt64, fraction: UInt64)? {
    guard number < 0x1p62 else { return nil }
    let power = powers[places]
    let mantissa = number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)
    let shift = 1075 - Int(Swift.max(number.exponentBitPattern, 1))
    // 53 bits times at most 57.
    let product = UInt128(mantissa) * UInt128(power)
    if shift <= 0 { return (UInt64(number), 0) }
    if shift >= 127 { return (0, 0) }
    var quotient = product >> UInt128(shift)
    let rest = product & ((1 << UInt128(shift)) - 1)
    let half: UInt128 = 1 << UInt128(shift - 1)
    if rest > half || (rest == half && quotient & 1 == 1) { quotient += 1 }
    if let small = UInt64(exactly: quotient) { return (small / power, small % power) }
    return (
      UInt64(truncatingIfNeeded: quotient / UInt128(power)), UInt64(truncatingIfNeeded: quotient % UInt128(power))
    )
  }

  private static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }
}
