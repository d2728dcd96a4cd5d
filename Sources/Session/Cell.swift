/// A cell's text, before it is parsed.
public enum Cell {
  /// The text without the indentation of a cell that is indented as a whole, as IPython takes it.
  static func dedented(_ text: String) -> String {
    guard let first = text.utf8.first, first == 0x20 || first == 0x09 else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let head = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return text }
    let indent = head.prefix { $0 == " " || $0 == "\t" }
    return lines.map { $0.hasPrefix(indent) ? $0.dropFirst(indent.count) : $0 }.joined(separator: "\n")
  }

  /// Whether the last statement ends in `;`, which keeps its value from being shown.
  static func isSilenced(_ text: String) -> Bool {
    guard let semicolon = text.utf8.lastIndex(of: UInt8(ascii: ";")) else { return false }
    // After it only blanks and comments; a `;` inside a comment or string of the last line is not at the end.
    let rest = text[semicolon...].dropFirst()
    for line in rest.split(separator: "\n") {
      let body = line.drop { $0 == " " || $0 == "\t" }
      guard body.isEmpty || body.hasPrefix("#") else { return false }
    }
    let line = text[..<semicolon].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return !Cell.endsInsideComment(line)
  }

  private static func endsInsideComment(_ line: Substring) -> Bool {
    var quote: Character?
    var escaped = false
    for character in line {
      if escaped {
        escaped = false
      } else if character == "\\" {
        escaped = quote != nil
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "#" {
        return true
      }
    }
    return false
  }
}

extension String {
  /// Without the newlines at the end.
  var withoutLastNewlines: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
