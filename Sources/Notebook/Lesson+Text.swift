import Diagnostics
import Syntax

extension Lesson {
  /// A `.ag` file: cells between `# %%` markers, or every statement by itself when there are none.
  public static func ag(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    let text = try decoded(bytes, name: name)
    let code = withoutRecords(text)
    return Lesson(cells: cells(of: code) ?? statements(of: code, name: name))
  }

  /// A `.py` file: cells where it has `# %%` markers, else a program.
  public static func py(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    let text = try decoded(bytes, name: name)
    guard let found = cells(of: withoutRecords(text)) else {
      return Lesson(cells: [Cell(.code, text)], isProgram: true)
    }
    return Lesson(cells: found)
  }

  static func decoded(_ bytes: [UInt8], name: String) throws(LessonError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      do {
        _ = try Parser.parse(Source(name: name, bytes: bytes))
      } catch {
        throw LessonError(error.headline)
      }
      throw LessonError("SyntaxError: (unicode error) \(name) is not UTF-8 text")
    }
    let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    return plain.replacing("\r\n", with: "\n")
  }

  /// The text without recorded outputs (`#>`) and directives (`#|`).
  private static func withoutRecords(_ text: String) -> String {
    guard text.contains("#>") || text.contains("#|") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#>") && !$0.hasPrefix("#|") }.joined(separator: "\n")
  }

  /// Cells between markers; nil when there is none.
  private static func cells(of text: String) -> [Cell]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { $0.hasPrefix("# %%") }) else { return nil }
    var result: [Cell] = []
    var kind = Cell.Kind.code
    var body: [Substring] = []
    func close() {
      while let first = body.first, first.allSatisfy(\.isWhitespace) { body.removeFirst() }
      while let last = body.last, last.allSatisfy(\.isWhitespace) { body.removeLast() }
      guard !body.isEmpty else { return }
      let content = kind == .code ? body : body.map(uncommented)
      result.append(Cell(kind, content.joined(separator: "\n")))
    }
    for line in lines {
      if line.hasPrefix("# %%") {
        close()
        kind = line.contains("[markdown]") ? .markdown : line.contains("[raw]") ? .raw : .code
        body = []
      } else {
        body.append(line)
      }
    }
    close()
    return result
  }

  private static func uncommented(_ line: Substring) -> Substring {
    if line.hasPrefix("# ") { return line.dropFirst(2) }
    return line.hasPrefix("#") ? line.dropFirst() : line
  }

  /// Each top-level statement as a cell, with the comments above it; what does not parse is one cell.
  private static func statements(of text: String, name: String) -> [Cell] {
    let source = Source(name: name, text: text)
    guard let statements = try? Parser.parse(source), !statements.isEmpty else {
      return text.allSatisfy(\.isWhitespace) ? [] : [Cell(.code, text)]
    }
    var result: [Cell] = []
    var start = 0
    for (index, statement) in statements.enumerated() {
      // Statements that share a line share a cell.
      let end = source.lineRange(at: max(statement.span.end - 1, statement.span.start)).upperBound
      if index + 1 < statements.count, statements[index + 1].span.start < end { continue }
      let whole = index + 1 == statements.count ? source.bytes.count : end
      let piece = String(decoding: source.bytes[start..<max(start, whole)], as: UTF8.self)
      let lines = piece.split(separator: "\n", omittingEmptySubsequences: false)
      let kept = Array(lines.drop { $0.allSatisfy(\.isWhitespace) })
      var trimmed = kept
      while let last = trimmed.last, last.allSatisfy(\.isWhitespace) { trimmed.removeLast() }
      if !trimmed.isEmpty { result.append(Cell(.code, trimmed.joined(separator: "\n"))) }
      start = min(end + 1, source.bytes.count)
    }
    return result
  }
}
