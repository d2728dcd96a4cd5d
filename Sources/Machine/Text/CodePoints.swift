/// What Python asks of a code point, by the Unicode 14 tables of CPython 3.11.
extension Unicode.Scalar {
  /// General category, with what came after Unicode 14 counted as unassigned.
  var category: Unicode.GeneralCategory {
    if let age = properties.age, age.major <= 14 { return properties.generalCategory }
    switch properties.generalCategory {
    case .privateUse: return .privateUse
    case .surrogate: return .surrogate
    default: return .unassigned
    }
  }

  /// Whether `repr` shows it as it is: everything but separators (space apart), controls and the unassigned.
  var isPrintable: Bool {
    if value < 0x7F { return value >= 0x20 }
    switch category {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  /// `str.isspace` and what `split`, `strip`, `int` and `float` skip.
  var isPythonSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// The value of a decimal digit of any script: `int("٣")` is 3.
  var decimalDigit: Int? {
    if value < 0x80 { return value >= 48 && value <= 57 ? Int(value) - 48 : nil }
    guard category == .decimalNumber, let number = properties.numericValue else { return nil }
    return Int(number)
  }

  /// Where `splitlines` cuts; `\r\n` counts once.
  var isLineBreak: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
