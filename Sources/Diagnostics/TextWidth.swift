/// How many terminal columns text takes.
public enum TextWidth {
  /// One character as a terminal shows it.
  struct Cell {
    let text: String
    let columns: Int

    init(_ character: Character) {
      if character == "\t" || character.isNewline {
        // A tab would stand at a stop that depends on what is left of it; as one space, carets line up.
        text = " "
        columns = 1
      } else if let scalar = character.unicodeScalars.first, TextWidth.isControl(scalar) {
        text = "\u{FFFD}"
        columns = 1
      } else {
        text = String(character)
        columns = TextWidth.columns(of: character)
      }
    }
  }

  static func sum(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.columns } }

  /// The columns of a text without tabs or newlines.
  public static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns of one character: 2 for East Asian wide ones and emoji, 0 for a lone combining mark.
  public static func columns(of character: Character) -> Int {
    var widest = 0
    var isEmoji = false
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F { isEmoji = true }
      widest = max(widest, columns(of: scalar))
    }
    return isEmoji && widest == 1 && !character.isASCII ? 2 : widest
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return isControl(scalar) ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  /// Unicode's East Asian Width W and F, in the blocks where it is the rule.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x26A1...0x26A1, 0x2705...0x2705,
    0x2728...0x2728, 0x274C...0x274C, 0x2753...0x2755, 0x2795...0x2797, 0x2B1B...0x2B1C, 0x2B50...0x2B50,
    0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
    0x1B000...0x1B2FF, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F19A, 0x1F200...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3E0...0x1F3F0,
    0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F567,
    0x1F595...0x1F596, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6D0...0x1F6D7, 0x1F6EB...0x1F6EC,
    0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
