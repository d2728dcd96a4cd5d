import BigInt
import Glibc
import Syntax

/// `int("…", base)` and `float("…")`.
enum NumberParsing {
  /// What a character of a number takes while it is read, in arrays that grow.
  static let bytesOfDigit = 24

  /// The value of an integer literal in text, as `int(text, base)` reads it; base 0 goes by the prefix.
  static func integer(_ text: String, base: Int = 10) throws -> BigInt {
    try MemoryCap.check(elements: text.utf8.count, ofSize: bytesOfDigit)
    return try integer(text, base: base) { Quoting.repr(text) }
  }

  /// The same of bytes.
  static func integer(_ bytes: [UInt8], base: Int = 10) throws -> BigInt {
    try MemoryCap.check(elements: bytes.count, ofSize: bytesOfDigit)
    return try integer(String(decoding: bytes, as: UTF8.self), base: base) { Quoting.repr(bytes: bytes) }
  }

  private static func integer(_ text: String, base: Int, shown: () -> String) throws -> BigInt {
    var fault: PythonError {
      let shown = String(shown().unicodeScalars.prefix(200))
      return .valueFault("invalid literal for int() with base \(base): \(shown)")
    }
    var digits = trimmed(text)
    var negative = false
    if let first = digits.first, first == "+" || first == "-" {
      negative = first == "-"
      digits.removeFirst()
    }
    var radix = base
    if digits.count >= 2, digits.first == "0", let letter = digits.dropFirst().first {
      let prefixed: Int? =
        switch letter {
        case "x", "X": 16
        case "o", "O": 8
        case "b", "B": 2
        default: nil
        }
      if let prefixed, base == 0 || base == prefixed {
        radix = prefixed
        digits.removeFirst(2)
        if digits.first == "_" { digits.removeFirst() }
      }
    }
    var mustBeZero = false
    if radix == 0 {
      radix = 10
      // "012" is no literal, "00" is.
      mustBeZero = digits.first?.decimalDigit == 0
    }
    var values: [UInt8] = []
    var previousWasDigit = false
    for scalar in digits {
      if scalar == "_" {
        guard previousWasDigit else { throw fault }
        previousWasDigit = false
        continue
      }
      guard let value = digit(scalar), value < radix else { throw fault }
      values.append(UInt8(value))
      previousWasDigit = true
    }
    guard previousWasDigit else { throw fault }
    if mustBeZero && values.contains(where: { $0 != 0 }) { throw fault }
    if !radix.isPowerOfTwo, DigitLimit.refuses(values.count) {
      throw PythonError.valueFault(
        "Exceeds the limit (\(DigitLimit.most) digits) for integer string conversion: value has \(values.count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
    return BigInt(sign: negative ? .minus : .plus, magnitude: try Integers.number(of: values, radix: radix))
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "a"..."z": Int(scalar.value) - 87
    case "A"..."Z": Int(scalar.value) - 55
    default: scalar.decimalDigit
    }
  }

  /// The value of `float(text)`, correctly rounded.
  static func float(_ text: String) throws -> Double {
    try MemoryCap.check(elements: text.utf8.count, ofSize: bytesOfDigit)
    var fault: PythonError { .valueFault("could not convert string to float: \(Quoting.repr(text))") }
    var ascii: [UInt8] = []
    var previous: UInt8 = 0
    let body = trimmed(text)
    for (offset, scalar) in body.enumerated() {
      if scalar == "_" {
        guard isDigit(previous), offset + 1 < body.count else { throw fault }
        previous = UInt8(ascii: "_")
        continue
      }
      let byte: UInt8
      if let digit = scalar.decimalDigit {
        byte = UInt8(48 + digit)
      } else {
        guard scalar.isASCII else { throw fault }
        byte = UInt8(scalar.value)
      }
      if previous == UInt8(ascii: "_"), !isDigit(byte) { throw fault }
      ascii.append(byte)
      previous = byte
    }
    guard let value = float(ascii: ascii) else { throw fault }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// Digits, point, exponent, `inf`, `infinity` or `nan`, and nothing else: C would take hexadecimal, too.
  private static func float(ascii: [UInt8]) -> Double? {
    var rest = ascii[...]
    var negative = false
    if let first = rest.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      negative = first == UInt8(ascii: "-")
      rest.removeFirst()
    }
    switch String(decoding: rest, as: UTF8.self).lowercased() {
    case "inf", "infinity": return negative ? -.infinity : .infinity
    case "nan": return negative ? -.nan : .nan
    default: break
    }
    var mantissaDigits = 0
    while let byte = rest.first, isDigit(byte) {
      rest.removeFirst()
      mantissaDigits += 1
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      while let byte = rest.first, isDigit(byte) {
        rest.removeFirst()
        mantissaDigits += 1
      }
    }
    guard mantissaDigits > 0 else { return nil }
    if let byte = rest.first, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
      guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
      rest = []
    }
    guard rest.isEmpty else { return nil }
    return strtod(String(decoding: ascii, as: UTF8.self), nil)
  }

  private static func trimmed(_ text: String) -> ArraySlice<Unicode.Scalar> {
    // The separators from 0x1C on are white space in text, but not around a number.
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isPythonSpace && !(0x1C...0x1F).contains(scalar.value) }
    var scalars = Array(text.unicodeScalars)[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return scalars
  }
}

extension Int {
  fileprivate var isPowerOfTwo: Bool { self > 0 && self & (self - 1) == 0 }
}
