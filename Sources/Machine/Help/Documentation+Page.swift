/// How a page of help is shown: its width, and what its parts look like.
public struct PageStyle {
  /// What a stretch of a page is.
  public enum Role: Sendable { case title, kind, label, code }

  public var width: Int
  /// A stretch as it is sent; plain text by default.
  public var styled: (String, Role) -> String

  public init(width: Int = 80, styled: @escaping (String, Role) -> String = { text, _ in text }) {
    self.width = width
    self.styled = styled
  }
}

extension Documentation {
  /// The page, with a newline at its end.
  ///
  /// - Parameter outputs: What each example shows, by its place; an example without is left out.
  public func page(_ style: PageStyle, outputs: [String?]) -> String {
    let width = max(40, min(style.width, 100))
    var lines: [String] = []
    for (index, title) in titles.enumerated() {
      let rows = Documentation.wrapped(title, width: width, indent: "    ", between: ", ")
      for (at, row) in rows.enumerated() {
        var line = style.styled(row, .title)
        let gap = width - row.count - kind.count
        if index == 0, at == 0, gap > 1 {
          line += String(repeating: " ", count: gap) + style.styled(kind, .kind)
        }
        lines.append(line)
      }
    }
    if !text.isEmpty { lines += paragraphs(width) }
    let label = (facts.map(\.label.count).max() ?? 0) + 3
    if !facts.isEmpty { lines.append("") }
    for fact in facts {
      let rows = Documentation.wrapped(fact.text, width: width - 2 - label, indent: "", between: " ")
      for (at, row) in rows.enumerated() {
        let name = at == 0 ? fact.label : ""
        lines.append(
          "  " + style.styled(name, .label) + String(repeating: " ", count: label - name.count) + row)
      }
    }
    for (at, example) in examples.enumerated() {
      guard at < outputs.count, let output = outputs[at] else { continue }
      lines.append("")
      let code = example.split(separator: "\n", omittingEmptySubsequences: false)
      for (row, text) in code.enumerated() {
        lines.append("  " + style.styled(row == 0 ? ">>> " : "... ", .label) + style.styled(String(text), .code))
      }
      lines += output.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    }
    for group in members where !group.rows.isEmpty { lines += list(group.heading, group.rows, width, style) }
    if !source.isEmpty {
      lines.append("")
      lines += source.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "" : "  " + style.styled(String($0), .code)
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The text, indented; only a line that does not fit is broken, because a person's own lines mean something.
  private func paragraphs(_ width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      line.isEmpty
        ? [""] : Documentation.wrapped(String(line), width: width - 2, indent: "", between: " ").map { "  " + $0 }
    }
  }

  /// Names with their sentences; where there are many, names alone.
  private func list(
    _ heading: String, _ rows: [(name: String, text: String)], _ width: Int, _ style: PageStyle
  ) -> [String] {
    var lines = ["", "  " + style.styled(heading, .label)]
    guard rows.count <= Documentation.mostRows, rows.contains(where: { !$0.text.isEmpty }) else {
      let names = rows.map(\.name).joined(separator: ", ")
      return lines
        + Documentation.wrapped(names, width: width - 4, indent: "", between: ", ").map { "    " + $0 }
    }
    let column = min(28, (rows.map(\.name.count).max() ?? 0)) + 3
    for row in rows {
      let name = row.name
      let texts = Documentation.wrapped(row.text, width: max(20, width - 4 - column), indent: "", between: " ")
      if name.count + 2 > column {
        lines.append("    " + name)
        lines += texts.map { "    " + String(repeating: " ", count: column) + $0 }
      } else {
        for (at, text) in texts.enumerated() {
          let head = at == 0 ? name : ""
          lines.append("    " + head + String(repeating: " ", count: column - head.count) + text)
        }
      }
    }
    return lines
  }

  /// Lists longer than this are shown as names alone.
  private static let mostRows = 40

  /// A text in lines of at most `width` characters, broken at a separator; further lines begin with `indent`.
  static func wrapped(_ text: String, width: Int, indent: String, between separator: String) -> [String] {
    guard text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    let parts = text.components(separatedBy: separator)
    let mark = separator == " " ? "" : String(separator.dropLast())
    for (at, part) in parts.enumerated() {
      let piece = part + (at + 1 < parts.count ? mark : "")
      if line.isEmpty {
        line = piece
      } else if line.count + 1 + piece.count <= width {
        line += " " + piece
      } else {
        lines.append(line)
        line = indent + piece
      }
    }
    return lines + [line]
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
