/// The few forms of Markdown that generated pages are made of.
enum Markdown {
  /// A table; nothing when it has no rows.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.map(cell).joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Text as code.
  static func code(_ text: String) -> String {
    let fence = text.contains("`") ? "``" : "`"
    return fence + text + fence
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
