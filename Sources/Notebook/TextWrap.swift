import Diagnostics

/// Text broken between words.
public enum TextWrap {
  /// The lines of a text in so many columns; a word that is wider stands by itself.
  public static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let wide = TextWidth.columns(of: word)
      if columns > 0, columns + 1 + wide > width {
        lines.append(line)
        (line, columns) = ("", 0)
      }
      if columns > 0 || !line.isEmpty || (lines.isEmpty && word.isEmpty) {
        line += " "
        columns += 1
      }
      line += word
      columns += wide
    }
    return lines + [line]
  }
}
