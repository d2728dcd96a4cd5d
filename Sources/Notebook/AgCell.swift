/// A cell as it is written in an `.ag` file.
enum AgCell {
  /// From its marker to the line before the next cell's.
  ///
  /// - Parameter kept: What a notebook keeps of it that has no other place.
  static func written(_ cell: Lesson.Cell, kept: [String: JSON] = [:], isLast: Bool) -> String {
    var lines = [marker(cell.kind)]
    if !kept.isEmpty { lines.append("#| \(Directive.notebook.name): \(JSON.object(kept).line)") }
    lines += directiveLines(cell)
    lines += cell.notes.map { $0.isEmpty ? "#:" : "#: \($0)" }
    let body = cell.text.isEmpty ? [] : cell.text.linesSplit.map { commented($0, cell.kind) }
    if !isPlain(body, cell.kind) { lines.append("#| \(Directive.lines.name): \(body.count)") }
    lines += body
    if cell.kind == .code { lines += (cell.record ?? []).map(Script.recordLine) }
    if !isLast { lines.append("") }
    return lines.joined(separator: "\n")
  }

  /// A program as a file of statements, or as one cell where some of its lines look like the format's own.
  static func program(_ text: String) -> String {
    let lines = text.linesOfFile
    if isPlain(lines, .code) || lines.allSatisfy({ !isOwn($0, .code) }) { return text }
    return written(Lesson.Cell(.code, lines.joined(separator: "\n")), isLast: true) + "\n"
  }

  /// The directives of a cell as its file has them, without what is written anew.
  private static func directiveLines(_ cell: Lesson.Cell) -> [String] {
    guard !cell.directives.isEmpty, let ag = cell.ag else { return [] }
    return withoutKept(ag.linesSplit).filter { $0.hasPrefix("#|") && name(of: $0) != Directive.lines.name }
  }

  static func withoutKept(_ lines: [String]) -> [String] {
    lines.filter { !$0.hasPrefix("#|") || name(of: $0) != Directive.notebook.name }
  }

  private static func name(of line: String) -> String { String(line.dropFirst(2).prefix { $0 != ":" }.trimmed) }

  private static func marker(_ kind: Lesson.Cell.Kind) -> String {
    switch kind {
    case .code: Script.marker
    case .markdown: Script.marker + " [markdown]"
    case .raw: Script.marker + " [raw]"
    }
  }

  private static func commented(_ line: String, _ kind: Lesson.Cell.Kind) -> String {
    kind == .code ? line : line.isEmpty ? "#" : "# \(line)"
  }

  /// Whether lines stand for themselves: none looks like one of the format's own, and none is blank at either end.
  private static func isPlain(_ lines: [String], _ kind: Lesson.Cell.Kind) -> Bool {
    if let first = lines.first, Script.isBlank(first) { return false }
    if let last = lines.last, Script.isBlank(last) { return false }
    return lines.allSatisfy { !isOwn($0, kind) }
  }

  private static func isOwn(_ line: String, _ kind: Lesson.Cell.Kind) -> Bool {
    line.hasPrefix(Script.marker) || line.hasPrefix("#|") || line == "#:" || line.hasPrefix("#: ")
      || (kind == .code && Script.isRecord(line))
  }

  /// A cell's text as lines of a file can hold it.
  static func visible(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
