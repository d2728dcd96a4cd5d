/// The commonest ways integers are formatted, `d`, `5d` or `06d`: the short cut of `FormatSpec.integer(_:typeName:)`,
/// giving the same text.
struct PlainInteger {
  private let width: Int
  private let fill: UInt8
  private let signFirst: Bool

  /// As many bytes as any number takes.
  static let mostBytes = 100

  /// Digits alone.
  init() { (width, fill, signFirst) = (0, 0x20, false) }

  /// Nil when more is asked for.
  init?(_ spec: FormatSpec) {
    guard spec.type == nil || spec.type == "d", spec.isPlain, spec.precision == nil, spec.fill.isASCII,
      spec.alignment == .right || spec.alignment == .afterSign, spec.width ?? 0 <= PlainInteger.mostBytes
    else { return nil }
    width = spec.width ?? 0
    fill = UInt8(truncatingIfNeeded: spec.fill.value)
    signFirst = spec.alignment == .afterSign
  }

  func text(_ number: Int) -> String {
    String(unsafeUninitializedCapacity: PlainInteger.mostBytes) { buffer in
      buffer.baseAddress.map { write(number, to: $0) } ?? 0
    }
  }

  /// Writes the digits, with what fills the width in front of them, behind the sign or before it.
  ///
  /// - Parameter start: Room for `mostBytes`.
  /// - Returns: How many bytes were written.
  func write(_ number: Int, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var digits = 1
    var rest = number.magnitude
    while rest >= 10 {
      digits += 1
      rest /= 10
    }
    let length = digits + (number < 0 ? 1 : 0)
    let total = Swift.max(width, length)
    var at = start + total
    rest = number.magnitude
    for _ in 0..<digits {
      at -= 1
      at.pointee = UInt8(truncatingIfNeeded: rest % 10) &+ UInt8(ascii: "0")
      rest /= 10
    }
    let minus = UInt8(ascii: "-")
    if number < 0, !signFirst {
      at -= 1
      at.pointee = minus
    }
    let first = number < 0 && signFirst ? start + 1 : start
    while at > first {
      at -= 1
      at.pointee = fill
    }
    if number < 0, signFirst { start.pointee = minus }
    return total
  }
}
