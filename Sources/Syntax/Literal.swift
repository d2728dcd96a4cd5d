import Diagnostics

/// What number tokens mean.
enum Literal {
  /// A literal that is well formed and yet cannot be: too many digits, an escape that names no character.
  struct Fault: Error {
    var type = "SyntaxError"
    var message: String
    /// Nil stands for the token the parser read last, where Python points.
    var span: Span?
    var hint: String?
  }

  static func number(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws -> Constant {
    let text = UnsafeBufferPointer(rebasing: slice)
    guard let first = text.first, let last = text.last else { throw Parser.Unparsed() }
    if first == UInt8(ascii: "0"), text.count > 2 {
      switch text[1] | 0x20 {
      case UInt8(ascii: "x"): return try whole(text[2...], radix: 16)
      case UInt8(ascii: "o"): return try whole(text[2...], radix: 8)
      case UInt8(ascii: "b"): return try whole(text[2...], radix: 2)
      default: break
      }
    }
    if last | 0x20 == UInt8(ascii: "j") { return .imaginary(try float(text.dropLast())) }
    if text.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }) {
      return .float(try float(text[...]))
    }
    return try whole(text[...], radix: 10)
  }

  private static func whole(_ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: Int) throws -> Constant {
    var value = 0
    var fits = true
    for byte in digits where byte != UInt8(ascii: "_") {
      let digit = Int(byte <= UInt8(ascii: "9") ? byte & 0x0F : (byte & 0x0F) + 9)
      let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
      let (sum, alsoTooLarge) = product.addingReportingOverflow(digit)
      if tooLarge || alsoTooLarge {
        fits = false
        break
      }
      value = sum
    }
    if fits { return .int(value) }
    let plain = digits.filter { $0 != UInt8(ascii: "_") }
    if radix == 10, DigitLimit.refuses(plain.count) {
      throw Fault(
        message: "Exceeds the limit (\(DigitLimit.most) digits) for integer string conversion: value has "
          + "\(plain.count) digits; use sys.set_int_max_str_digits() to increase the limit"
          + " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.")
    }
    return .bigInt(digits: String(decoding: plain, as: UTF8.self), radix: radix)
  }

  private static func float(_ digits: Slice<UnsafeBufferPointer<UInt8>>) throws -> Double {
    let plain = digits.contains(UInt8(ascii: "_")) ? digits.filter { $0 != UInt8(ascii: "_") } : Array(digits)
    guard let value = Double(String(decoding: plain, as: UTF8.self)) else { throw Parser.Unparsed() }
    return value
  }
}
