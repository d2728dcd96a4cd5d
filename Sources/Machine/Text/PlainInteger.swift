/// The commonest ways integers are formatted, `d`, `5d` or `06d`: the short cut of `FormatSpec.integer(_:typeName:)`,
/// giving the same text.
enum PlainInteger {
  static func format(_ number: Int, _ spec: FormatSpec) -> String? {
    guard spec.type == nil || spec.type == "d", spec.isPlain, spec.precision == nil, spec.fill.isASCII,
      spec.alignment == .right || spec.alignment == .afterSign
    else { return nil }
    return text(
      number, width: spec.width ?? 0, fill: UInt8(truncatingIfNeeded: spec.fill.value),
      signFirst: spec.alignment == .afterSign)
  }

  /// The digits, with what fills the width in front of them, behind the sign or before it.
  private static func text(_ number: Int, width: Int, fill: UInt8, signFirst: Bool) -> String {
    var digits = 1
    var rest = number.magnitude / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    let length = digits + (number < 0 ? 1 : 0)
    let total = Swift.max(width, length)
    return String(unsafeUninitializedCapacity: total) { buffer in
      var at = total
      func put(_ byte: UInt8) {
        at -= 1
        buffer[at] = byte
      }
      var rest = number.magnitude
      for _ in 0..<digits {
        put(UInt8(truncatingIfNeeded: rest % 10) &+ UInt8(ascii: "0"))
        rest /= 10
      }
      if number < 0, !signFirst { put(UInt8(ascii: "-")) }
      let first = number < 0 && signFirst ? 1 : 0
      while at > first { put(fill) }
      if number < 0, signFirst { put(UInt8(ascii: "-")) }
      return total
    }
  }
}
