/// An `.ag` file as it stands: all of its lines, and which of them are what to which cell.
///
/// Nothing is lost on the way in: `lines` joined are the file, and a change replaces lines and leaves the others.
public struct Script {
  public struct Cell {
    public var kind: Lesson.Cell.Kind
    /// Its lines, from the marker, or from the line behind the cell before it where there are no markers.
    public var range: Range<Int>
    public var directives = Directives()
    /// What only the presenter sees.
    public var notes: [String] = []
    /// What is run, or, in a text cell, read: without directives, notes and recorded output.
    public var text = ""
    /// The lines that hold recorded output.
    public var recorded: [Int] = []
    /// The line before which output is to be recorded.
    public var recordPlace: Int
  }

  /// Without their ends.
  public private(set) var lines: [String]
  public private(set) var cells: [Cell] = []
  /// What the head of the file says.
  public private(set) var directives = Directives()
  /// Notes at the head of the file.
  public private(set) var notes: [String] = []
  /// The lines of the head, which belongs to no cell.
  private(set) var head = 0..<0
  /// Whether cells begin with `# %%`; else every statement is one.
  public let isMarked: Bool

  /// Reads the lines of a file.
  ///
  /// - Parameters:
  ///   - name: What errors call the file.
  ///   - isStrict: Whether an unknown directive is an error; else it is a comment, and so are notes.
  public init(_ text: String, name: String, isStrict: Bool = true) throws(LessonError) {
    lines = text.linesOfFile
    isMarked = lines.contains { $0.hasPrefix(Script.marker) }
    var reader = ScriptReader(lines: lines, name: name, isStrict: isStrict, isMarked: isMarked)
    head = try reader.readHead()
    cells = try isMarked ? reader.marked(from: head.upperBound) : reader.statements(from: head.upperBound)
    directives = reader.fileDirectives
    notes = reader.fileNotes
  }

  static let marker = "# %%"

  /// The recorded output of a cell; nil when there is none.
  public func record(of cell: Cell) -> [String]? {
    cell.recorded.isEmpty ? nil : cell.recorded.map { Script.content(ofRecord: lines[$0]) }
  }

  /// The file's text with other recorded outputs. What stays the same stays where it is.
  ///
  /// - Parameter records: One for each cell; nil leaves the cell's as it is.
  public func text(recording records: [[String]?]) -> String {
    var inserted: [Int: [String]] = [:]
    var dropped: Set<Int> = []
    for (cell, record) in zip(cells, records) {
      guard let record, record != self.record(of: cell) ?? [] else { continue }
      dropped.formUnion(cell.recorded)
      inserted[cell.recordPlace, default: []] += record.map(Script.recordLine)
    }
    var result: [String] = []
    for index in 0...lines.count {
      result += inserted[index] ?? []
      if index < lines.count, !dropped.contains(index) { result.append(lines[index]) }
    }
    return result.joined(separator: "\n") + "\n"
  }

  static func recordLine(_ content: String) -> String { content.isEmpty ? "#>" : "#> \(content)" }

  static func isRecord(_ line: String) -> Bool { line == "#>" || line.hasPrefix("#> ") }

  static func content(ofRecord line: String) -> String { String(line.dropFirst(3)) }

  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C } }
}

extension String {
  /// The lines of a text; what a newline at its end is followed by is no line. Only U+000A ends a line.
  var linesOfFile: [String] {
    var lines = linesSplit
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The parts between newlines. As `Character`s, a newline after a return would not be found.
  var linesSplit: [String] {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}
