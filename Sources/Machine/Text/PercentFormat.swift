/// A `%` format string taken apart: `"%-8.3f of %(name)s"`.
struct PercentFormat {
  /// A width or precision: written out, or `*`, taken from the values.
  enum Measure: Equatable {
    case number(Int)
    case fromValues
  }

  struct Conversion {
    var key: String?
    var leftAligned = false
    var signed = false
    var spaced = false
    var alternate = false
    var zeroPadded = false
    var width: Measure?
    var precision: Measure?
    var code: Unicode.Scalar = "s"
    /// The index of `code` in the format string, in code points.
    var offset = 0
  }

  enum Piece {
    case literal(String)
    case conversion(Conversion)
    /// What stands here is no conversion; raised only when formatting comes this far.
    case fault(TextFault)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var literal = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      guard scalars[position] == "%" else {
        literal.append(scalars[position])
        position += 1
        continue
      }
      if position + 1 < scalars.count, scalars[position + 1] == "%" {
        literal.append("%")
        position += 2
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(String(literal))) }
      literal = String.UnicodeScalarView()
      position += 1
      do {
        pieces.append(.conversion(try PercentFormat.conversion(scalars, &position)))
      } catch {
        pieces.append(.fault(error))
        break
      }
    }
    if !literal.isEmpty { pieces.append(.literal(String(literal))) }
    self.pieces = pieces
  }

  /// Reads one conversion; `position` is behind its `%` and ends behind its code.
  private static func conversion(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(TextFault) -> Conversion {
    var result = Conversion()
    func next() -> Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    if next() == "(" {
      position += 1
      var key = String.UnicodeScalarView()
      var depth = 1
      while let scalar = next() {
        if scalar == ")" { depth -= 1 } else if scalar == "(" { depth += 1 }
        position += 1
        if depth == 0 { break }
        key.append(scalar)
      }
      if depth > 0 { throw .value("incomplete format key") }
      result.key = String(key)
    }
    flags: while let flag = next() {
      switch flag {
      case "-": result.leftAligned = true
      case "+": result.signed = true
      case " ": result.spaced = true
      case "#": result.alternate = true
      case "0": result.zeroPadded = true
      default: break flags
      }
      position += 1
    }
    func measure(_ complaint: String) throws(TextFault) -> Measure? {
      if next() == "*" {
        position += 1
        return .fromValues
      }
      var number: Int?
      while let scalar = next(), scalar.value >= 48, scalar.value <= 57 {
        let value = (number ?? 0).multipliedReportingOverflow(by: 10)
        let sum = value.partialValue.addingReportingOverflow(Int(scalar.value) - 48)
        if value.overflow || sum.overflow { throw .value(complaint) }
        number = sum.partialValue
        position += 1
      }
      return number.map(Measure.number)
    }
    result.width = try measure("width too big")
    if next() == "." {
      position += 1
      result.precision = try measure("precision too big") ?? .number(0)
    }
    if let size = next(), size == "h" || size == "l" || size == "L" { position += 1 }
    guard let code = next() else { throw .value("incomplete format") }
    result.code = code
    result.offset = position
    position += 1
    return result
  }
}

extension PercentFormat.Conversion {
  var unsupported: TextFault {
    let shown = code.value >= 32 && code.value < 127 ? String(code) : "?"
    return .value("unsupported format character '\(shown)' (0x\(String(code.value, radix: 16))) at index \(offset)")
  }

  /// A float with its precision; sign and padding come with `laidOut`.
  func float(_ value: Double, precision: Int?) throws(TextFault) -> String {
    if let precision, precision > Int(Int32.max) { throw .value("precision too big") }
    if let precision, precision > TextFault.longestPadding { throw .outOfMemory }
    let digits = precision ?? 6
    let style: FloatText.Style =
      switch code {
      case "e", "E": .exponent(precision: digits)
      case "f", "F": .fixed(precision: digits)
      default: .general(precision: digits)
      }
    return FloatText.format(
      value, style, upper: code == "E" || code == "F" || code == "G", keepsPoint: alternate)
  }

  /// The digits of an integer, with the prefix that `#` asks for and zeros up to the precision.
  func integer(_ digits: String, isNegative: Bool, precision: Int?) throws(TextFault) -> String {
    let prefix =
      switch code {
      case "x" where alternate: "0x"
      case "X" where alternate: "0X"
      case "o" where alternate: "0o"
      default: ""
      }
    let missing = max(0, (precision ?? 0) - digits.utf8.count)
    if missing > TextFault.longestPadding { throw .outOfMemory }
    return (isNegative ? "-" : "") + prefix + String(repeating: "0", count: missing) + digits
  }

  /// A number's text with the sign that the flags ask for, padded to the width.
  func laidOut(number text: String, width: Int) throws(TextFault) -> String {
    if width > TextFault.longestPadding { throw .outOfMemory }
    var sign = ""
    var body = text
    if text.utf8.first == UInt8(ascii: "-") {
      sign = "-"
      body.removeFirst()
    } else if signed {
      sign = "+"
    } else if spaced {
      sign = " "
    }
    let missing = width - sign.utf8.count - body.utf8.count
    guard missing > 0 else { return sign + body }
    if leftAligned { return sign + body + String(repeating: " ", count: missing) }
    guard zeroPadded else { return String(repeating: " ", count: missing) + sign + body }
    let zeros = String(repeating: "0", count: missing)
    let isPrefixed = alternate && body.utf8.count > 1 && !(body.utf8.dropFirst().first.map { $0 <= 57 } ?? true)
    if isPrefixed && (code == "x" || code == "X" || code == "o") {
      return sign + String(body.prefix(2)) + zeros + String(body.dropFirst(2))
    }
    return sign + zeros + body
  }

  /// A string cut to the precision and padded to the width.
  func laidOut(text: String, precision: Int?, width: Int) throws(TextFault) -> String {
    if width > TextFault.longestPadding { throw .outOfMemory }
    var shown = text
    var length = text.unicodeScalars.count
    if let precision, precision < length {
      shown = String(text.unicodeScalars.prefix(precision))
      length = precision
    }
    let missing = width - length
    guard missing > 0 else { return shown }
    let padding = String(repeating: " ", count: missing)
    return leftAligned ? shown + padding : padding + shown
  }
}
