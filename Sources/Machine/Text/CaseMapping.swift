/// Upper, lower, title and folded case of text, code point by code point as Python does it.
enum CaseMapping {
  static func upper(_ text: String) -> String {
    if let ascii = mapASCII(text, { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 }) { return ascii }
    return mapped(text) { $0.properties.uppercaseMapping }
  }

  static func lower(_ text: String) -> String {
    if let ascii = mapASCII(text, { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }) { return ascii }
    let scalars = Array(text.unicodeScalars)
    var out = ""
    for (index, scalar) in scalars.enumerated() { out += lower(scalar, at: index, in: scalars) }
    return out
  }

  private static func lower(_ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]) -> String {
    guard scalar == "Σ" else { return scalar.properties.lowercaseMapping }
    return isFinalSigma(index, scalars) ? "ς" : "σ"
  }

  /// After a cased letter and before none, not counting what case ignores: the Final_Sigma condition of Unicode.
  private static func isFinalSigma(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    var before = index - 1
    while before >= 0, scalars[before].properties.isCaseIgnorable { before -= 1 }
    guard before >= 0, scalars[before].properties.isCased else { return false }
    var after = index + 1
    while after < scalars.count, scalars[after].properties.isCaseIgnorable { after += 1 }
    return after == scalars.count || !scalars[after].properties.isCased
  }

  /// Full case folding: for all but a few letters the lower case of the upper case.
  static func folded(_ text: String) -> String {
    if let ascii = mapASCII(text, { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }) { return ascii }
    return mapped(text) { scalar in
      switch scalar.value {
      case 0x131: "\u{131}"
      case 0x130: "i\u{307}"
      // Cherokee folds to its upper case, which is older.
      case 0x13A0...0x13F5: String(scalar)
      case 0x13F8...0x13FD: scalar.properties.uppercaseMapping
      case 0xAB70...0xABBF: scalar.properties.uppercaseMapping
      case 0x1E9E: "ss"
      default: mapped(scalar.properties.uppercaseMapping) { $0.properties.lowercaseMapping }
      }
    }
  }

  /// The first letter of each run of cased letters in title case, the others in lower case.
  static func title(_ text: String) -> String {
    if let ascii = mapASCII(text, { isASCIILetter($1) ? lower($0) : upper($0) }) { return ascii }
    let scalars = Array(text.unicodeScalars)
    var out = ""
    var afterCased = false
    for (index, scalar) in scalars.enumerated() {
      out += afterCased ? lower(scalar, at: index, in: scalars) : scalar.properties.titlecaseMapping
      afterCased = scalar.properties.isCased
    }
    return out
  }

  static func capitalized(_ text: String) -> String {
    var isFirst = true
    let ascii = mapASCII(text) { byte, _ in
      defer { isFirst = false }
      return isFirst ? upper(byte) : lower(byte)
    }
    if let ascii { return ascii }
    let scalars = Array(text.unicodeScalars)
    var out = scalars.first?.properties.titlecaseMapping ?? ""
    for (index, scalar) in scalars.enumerated().dropFirst() { out += lower(scalar, at: index, in: scalars) }
    return out
  }

  static func swapped(_ text: String) -> String {
    if let ascii = mapASCII(text, { isASCIILetter($0) ? $0 ^ 0x20 : $0 }) { return ascii }
    let scalars = Array(text.unicodeScalars)
    var out = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isUppercase {
        out += lower(scalar, at: index, in: scalars)
      } else if scalar.properties.isLowercase {
        out += scalar.properties.uppercaseMapping
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func upper(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 32 : byte }
  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }

  private static func mapped(_ text: String, _ body: (Unicode.Scalar) -> String) -> String {
    var out = ""
    for scalar in text.unicodeScalars { out += body(scalar) }
    return out
  }

  private static func mapASCII(_ text: String, _ body: (UInt8) -> UInt8) -> String? {
    mapASCII(text) { byte, _ in body(byte) }
  }

  /// The same where the byte before counts, too; 0 stands before the first.
  private static func mapASCII(_ text: String, _ body: (UInt8, UInt8) -> UInt8) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { buffer in
        var before: UInt8 = 0
        for (at, byte) in bytes.enumerated() {
          buffer[at] = body(byte, before)
          before = byte
        }
        return bytes.count
      }
    }
  }
}
