import Diagnostics

/// Text broken between words.
public enum TextWrap {
  /// The lines of a text in so many columns; a word that is wider stands by itself.
  public static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line: String?
    var columns = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let wide = TextWidth.columns(of: word)
      if let open = line, columns == 0 || columns + 1 + wide <= width {
        line = "\(open) \(word)"
        columns += 1 + wide
      } else {
        if let line { lines.append(line) }
        (line, columns) = (String(word), wide)
      }
    }
    return lines + [line ?? ""]
  }
}
