import BigInt

/// `format(value, spec)` for the types that know the format mini-language.
extension FormatSpec {
  /// `format(text, spec)` of a string.
  static func format(_ text: String, _ spec: String) throws(TextFault) -> String {
    if spec.isEmpty { return text }
    return try FormatSpec(spec, alignment: .left, typeName: "str", defaultType: "s")
      .string(text, count: text.unicodeScalars.count)
  }

  /// A string of `count` code points in its place.
  func string(_ text: String, count: Int) throws(TextFault) -> String {
    if let type, type != "s" { throw .unknownFormatCode(type, typeName: "str") }
    switch sign {
    case .space: throw .value("Space not allowed in string format specifier")
    case .some: throw .value("Sign not allowed in string format specifier")
    case nil: break
    }
    if dropsNegativeZero {
      throw .value("Negative zero coercion (z) not allowed in string format specifier")
    }
    if alternate { throw .value("Alternate form (#) not allowed in string format specifier") }
    if alignment == .afterSign {
      throw .value("'=' alignment not allowed in string format specifier")
    }
    var shown = text
    var length = count
    if let precision, precision < length {
      shown = String(text.unicodeScalars.prefix(precision))
      length = precision
    }
    return padded(shown, length: length)
  }

  /// `format(number, spec)` of an integer; `typeName` is `bool` for `True` and `False`.
  static func format(_ number: Int, _ spec: String, typeName: String = "int") throws(TextFault) -> String {
    if spec.isEmpty { return number.description }
    return try FormatSpec(spec, alignment: .right, typeName: typeName).integer(number, typeName: typeName)
  }

  /// An integer in its place.
  func integer(_ number: Int, typeName: String) throws(TextFault) -> String {
    if let plain = PlainInteger(self) { return plain.text(number) }
    switch try form(typeName: typeName, small: number, double: { Double(number) }) {
    case .text(let text): return text
    case .digits(let radix, let prefix):
      let digits = String(number.magnitude, radix: radix, uppercase: type == "X")
      return self.number(
        isNegative: number < 0, prefix: prefix, digits: digits, rest: "", groupSize: radix == 10 ? 3 : 4)
    }
  }

  /// `format(number, spec)` of an integer of any size.
  static func format(_ number: BigInt, _ spec: String, typeName: String = "int") throws -> String {
    let (format, form) = try raising { () throws(TextFault) in
      let format = try FormatSpec(spec, alignment: .right, typeName: typeName)
      let small = Int(exactly: number)
      return (format, try format.form(typeName: typeName, small: small, double: { number.nearestDouble }))
    }
    switch form {
    case .text(let text): return text
    case .digits(let radix, let prefix):
      let digits = try IntText.digits(number.magnitude, radix: radix, uppercase: format.type == "X")
      try MemoryCap.check(elements: digits.utf8.count, ofSize: 6)
      return format.number(
        isNegative: number < 0, prefix: prefix, digits: digits, rest: "", groupSize: radix == 10 ? 3 : 4)
    }
  }

  /// What is left to be done for an integer.
  private enum IntegerForm {
    case text(String)
    case digits(radix: Int, prefix: String)
  }

  private func form(typeName: String, small: Int?, double: () -> Double) throws(TextFault) -> IntegerForm {
    let type = type ?? "d"
    var radix = 10
    var prefix = ""
    switch type {
    case "e", "E", "f", "F", "g", "G", "%":
      let value = double()
      guard value.isFinite else { throw .overflow("int too large to convert to float") }
      return .text(try float(value, typeName: typeName))
    case "d", "n", "c": break
    case "b": (radix, prefix) = (2, "0b")
    case "o": (radix, prefix) = (8, "0o")
    case "x": (radix, prefix) = (16, "0x")
    case "X": (radix, prefix) = (16, "0X")
    default: throw .unknownFormatCode(type, typeName: typeName)
    }
    if precision != nil { throw .value("Precision not allowed in integer format specifier") }
    if dropsNegativeZero {
      throw .value("Negative zero coercion (z) not allowed in integer format specifier")
    }
    if type == "c" {
      if sign != nil { throw .value("Sign not allowed with integer format specifier 'c'") }
      if alternate { throw .value("Alternate form (#) not allowed with integer format specifier 'c'") }
      guard let small else { throw .overflow("Python int too large to convert to C long") }
      guard let code = UInt32(exactly: small), code <= 0x10FFFF else {
        throw .overflow("%c arg not in range(0x110000)")
      }
      // Lone surrogates have no place in a Swift string.
      return .text(padded(String(Unicode.Scalar(code) ?? "\u{FFFD}"), length: 1))
    }
    return .digits(radix: radix, prefix: alternate ? prefix : "")
  }

  /// `format(number, spec)` of a float.
  static func format(_ number: Double, _ spec: String) throws(TextFault) -> String {
    if spec.isEmpty { return FloatText.repr(number) }
    return try FormatSpec(spec, alignment: .right, typeName: "float").float(number, typeName: "float")
  }

  /// A float in its place; `typeName` is what the number was.
  func float(_ value: Double, typeName: String) throws(TextFault) -> String {
    if let text = FixedPoint(self)?.text(value) { return text }
    let type = type
    var value = value
    let style: FloatText.Style
    if let precision, precision > Int(Int32.max) { throw .value("precision too big") }
    if let precision, precision > TextFault.longestPadding { throw .outOfMemory }
    switch type {
    case nil: style = precision.map { .general(precision: $0) } ?? .shortest
    case "e", "E": style = .exponent(precision: precision ?? 6)
    case "f", "F": style = .fixed(precision: precision ?? 6)
    case "%":
      value *= 100
      style = .fixed(precision: precision ?? 6)
    case "g", "G", "n": style = .general(precision: precision ?? 6)
    case .some(let code): throw .unknownFormatCode(code, typeName: typeName)
    }
    let upper = type == "E" || type == "F" || type == "G"
    var text = FloatText.format(
      value, style, upper: upper, keepsPoint: alternate, addDotZero: type == nil,
      dropsNegativeZero: dropsNegativeZero)
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    if isNegative { text.removeFirst() }
    if type == "%" { text += "%" }
    let whole = text.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    let cut = text.utf8.index(text.startIndex, offsetBy: whole)
    // "inf" and "nan" have no whole part: they are padded, with zeros if need be, but never grouped.
    var format = self
    if whole == 0 { format.grouping = nil }
    return format.number(
      isNegative: isNegative, prefix: "", digits: String(text[..<cut]), rest: String(text[cut...]))
  }
}
