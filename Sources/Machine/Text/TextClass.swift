/// What the `is…` methods of `str` ask.
enum TextClass {
  static func isAlpha(_ text: String) -> Bool { all(text) { $0.isLetter } }
  static func isDecimal(_ text: String) -> Bool { all(text) { $0.decimalDigit != nil } }
  static func isDigit(_ text: String) -> Bool { all(text) { $0.isDigit } }
  static func isNumeric(_ text: String) -> Bool { all(text) { $0.isNumeric } }
  static func isAlphanumeric(_ text: String) -> Bool { all(text) { $0.isLetter || $0.isNumeric } }
  static func isSpace(_ text: String) -> Bool { all(text) { $0.isPythonSpace } }
  static func isPrintable(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.isPrintable } }
  static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  static func isUpper(_ text: String) -> Bool {
    var found = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isLowercase || scalar.category == .titlecaseLetter { return false }
      if scalar.properties.isUppercase { found = true }
    }
    return found
  }

  static func isLower(_ text: String) -> Bool {
    var found = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isUppercase || scalar.category == .titlecaseLetter { return false }
      if scalar.properties.isLowercase { found = true }
    }
    return found
  }

  static func isTitle(_ text: String) -> Bool {
    var found = false
    var afterCased = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isUppercase || scalar.category == .titlecaseLetter {
        if afterCased { return false }
        (afterCased, found) = (true, true)
      } else if scalar.properties.isLowercase {
        if !afterCased { return false }
        found = true
      } else {
        afterCased = false
      }
    }
    return found
  }

  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
      first.category != .unassigned
    else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy { $0.properties.isXIDContinue && $0.category != .unassigned }
  }

  private static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(test)
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  fileprivate var isDigit: Bool {
    guard category != .unassigned else { return false }
    switch properties.numericType {
    case .decimal, .digit: return true
    default: return false
    }
  }

  fileprivate var isNumeric: Bool { category != .unassigned && properties.numericType != nil }
}
