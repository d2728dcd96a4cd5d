import Diagnostics
import Syntax

/// Finds the cells among the lines of a script.
struct ScriptReader {
  let lines: [String]
  let name: String
  let isStrict: Bool
  let isMarked: Bool
  private(set) var fileDirectives = Directives()
  private(set) var fileNotes: [String] = []

  init(lines: [String], name: String, isStrict: Bool, isMarked: Bool) {
    self.lines = lines
    self.name = name
    self.isStrict = isStrict
    self.isMarked = isMarked
  }

  private func fault(_ line: Int, _ message: String) -> LessonError {
    LessonError("\(name), line \(line + 1): \(message)")
  }

  private func isDirective(_ line: String) -> Bool { line.hasPrefix("#|") }
  private func isNote(_ line: String) -> Bool { isStrict && (line == "#:" || line.hasPrefix("#: ")) }

  /// The lines at the top of the file that say something of the whole of it: they end at a blank line, or where cells
  /// are marked at the first marker.
  mutating func readHead() throws(LessonError) -> Range<Int> {
    var last = 0
    var index = 0
    var isOpen = false
    while index < lines.count {
      let line = lines[index]
      if index == 0, line.hasPrefix("#!") {
        last = 1
      } else if Script.isBlank(line) {
        last = index + 1
        isOpen = false
      } else if isDirective(line) || isNote(line) {
        isOpen = true
      } else {
        break
      }
      index += 1
    }
    let isBeforeMarker = index < lines.count && isMarked && lines[index].hasPrefix(Script.marker)
    if isOpen, isBeforeMarker || index == lines.count { last = index }
    for index in 0..<last {
      if isDirective(lines[index]) {
        do {
          _ = try fileDirectives.read(Substring(lines[index]), isHead: true)
        } catch {
          if isStrict { throw fault(index, error.message) }
        }
      } else if isNote(lines[index]) {
        fileNotes.append(String(lines[index].dropFirst(3)))
      }
    }
    return 0..<last
  }

  // MARK: Marked cells

  mutating func marked(from start: Int) throws(LessonError) -> [Script.Cell] {
    var cells: [Script.Cell] = []
    var index = start
    var first = start
    while index <= lines.count {
      // What a cell says is its text cannot begin another one.
      if index < lines.count, isDirective(lines[index]), let count = verbatimCount(lines[index]) {
        index = min(lines.count, index + 1 + min(count, lines.count))
        continue
      }
      if index == lines.count || lines[index].hasPrefix(Script.marker) {
        let isHead = first == start && !(first < lines.count && lines[first].hasPrefix(Script.marker))
        let isCell = !isHead || lines[first..<index].contains { !Script.isBlank($0) && !Script.isRecord($0) }
        if first < index, isCell { cells.append(try cell(first..<index)) }
        first = index
      }
      index += 1
    }
    return cells
  }

  private func verbatimCount(_ line: String) -> Int? {
    var directives = Directives()
    _ = try? directives.read(Substring(line), isHead: false)
    return directives.whole(.lines)
  }

  private static func kind(ofMarker line: String) -> Lesson.Cell.Kind {
    line.contains("[markdown]") ? .markdown : line.contains("[raw]") ? .raw : .code
  }

  private func cell(_ range: Range<Int>) throws(LessonError) -> Script.Cell {
    let hasMarker = lines[range.lowerBound].hasPrefix(Script.marker)
    let kind = hasMarker ? ScriptReader.kind(ofMarker: lines[range.lowerBound]) : .code
    let start = range.lowerBound + (hasMarker ? 1 : 0)
    var cell = Script.Cell(kind: kind, range: range, recordPlace: start)
    var body: [String] = []
    var verbatim: [String]?
    var index = start
    while index < range.upperBound {
      let line = lines[index]
      index += 1
      if Script.isRecord(line), kind == .code {
        cell.recorded.append(index - 1)
        continue
      }
      if !Script.isBlank(line) { cell.recordPlace = index }
      if isDirective(line), try read(line, index - 1, into: &cell) {
        if let count = cell.directives.whole(.lines), verbatim == nil {
          let end = min(range.upperBound, index + min(count, lines.count))
          verbatim = Array(lines[index..<end])
          index = end
          cell.recordPlace = end
        }
      } else if isNote(line) {
        cell.notes.append(String(line.dropFirst(3)))
      } else {
        body.append(line)
      }
    }
    let content = verbatim ?? ScriptReader.trimmed(body)
    cell.text = (kind == .code ? content : content.map(ScriptReader.uncommented)).joined(separator: "\n")
    return cell
  }

  /// Whether a line is a directive that is known.
  private func read(_ line: String, _ index: Int, into cell: inout Script.Cell) throws(LessonError) -> Bool {
    do {
      _ = try cell.directives.read(Substring(line), isHead: false)
      return true
    } catch {
      if isStrict { throw fault(index, error.message) }
      return false
    }
  }

  /// Without blank lines at either end.
  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines[...]
    while let first = lines.first, Script.isBlank(first) { lines.removeFirst() }
    while let last = lines.last, Script.isBlank(last) { lines.removeLast() }
    return Array(lines)
  }

  private static func uncommented(_ line: String) -> String {
    if line.hasPrefix("# ") { return String(line.dropFirst(2)) }
    return line.hasPrefix("#") ? String(line.dropFirst()) : line
  }

  // MARK: A cell for each statement

  /// Each top-level statement with the comments above it; what does not parse is one cell.
  mutating func statements(from start: Int) throws(LessonError) -> [Script.Cell] {
    // The format's own lines are blank to the parser, so that lines keep their numbers.
    let code = lines.indices.map { index in
      let line = lines[index]
      let isOwn = index < start || Script.isRecord(line) || isDirective(line) || isNote(line)
      return isOwn ? "" : line
    }
    guard code.contains(where: { !Script.isBlank($0) }) else { return [] }
    var cells: [Script.Cell] = []
    var first = start
    guard let ends = statementEnds(code) else { return [try cell(start..<lines.count)] }
    for (place, end) in ends.enumerated() {
      let isLast = place + 1 == ends.count
      var next = max(first, min(end, lines.count))
      let recordPlace = next
      while next < lines.count, isLast || Script.isRecord(lines[next]) { next += 1 }
      var cell = try self.cell(first..<next)
      cell.recordPlace = recordPlace
      cells.append(cell)
      first = next
    }
    return cells
  }

  /// The lines behind top-level statements; statements that share a line count as one. Nil for what is no program.
  private func statementEnds(_ code: [String]) -> [Int]? {
    let source = Source(name: name, text: code.joined(separator: "\n"))
    guard let statements = (try? Parser.parse(source)) ?? (try? Parser.parse(ScriptReader.withoutMagics(source))),
      !statements.isEmpty
    else { return nil }
    var ends: [Int] = []
    for statement in statements {
      let first = source.line(at: statement.span.start) - 1
      let end = source.line(at: max(statement.span.end - 1, statement.span.start))
      if let last = ends.last, first < last { ends.removeLast() }
      ends.append(end)
    }
    return ends
  }

  /// The source with each line that begins `%`, `!` or `?` as a number of the same length.
  private static func withoutMagics(_ source: Source) -> Source {
    let lines = source.text.linesSplit.map { line in
      guard let first = line.utf8.first, "%!?".utf8.contains(first) else { return line }
      return "0" + String(repeating: " ", count: line.utf8.count - 1)
    }
    return Source(name: source.name, text: lines.joined(separator: "\n"))
  }
}
