public import Session

/// A lesson's file, and what is to be recorded in it anew.
public struct LessonRecording {
  /// A change of one cell's record.
  public struct Change {
    /// The cell's place among those of the file.
    let cell: Int
    /// The number that it is shown with.
    public let number: Int
    let alignment: RecordAlignment

    /// The change in parts, each a unified diff that begins `@@`.
    public var hunks: [[String]] { alignment.hunks.map(alignment.diff) }
  }

  public let path: String
  public private(set) var changes: [Change] = []
  private let original: String
  private let script: Script

  /// Runs a lesson.
  ///
  /// - Throws: One line that says why the file cannot be recorded in.
  public init(_ path: String, in session: Session, secondsPerCell: Double? = nil) throws(LessonError) {
    self.path = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isPython = name.lowercased().hasSuffix(".py")
    guard isPython || name.lowercased().hasSuffix(".ag") else {
      throw LessonError("\(path): only .ag lessons, and .py files with '# %%', hold recorded output")
    }
    let bytes = try LessonFile.bytes(of: path)
    script = try Script(try Lesson.decoded(bytes, name: name), name: name, isStrict: !isPython)
    guard script.isMarked || !isPython else {
      throw LessonError("\(path): a program without cells records no output")
    }
    original = String(decoding: bytes, as: UTF8.self)
    let lesson = Lesson(script)
    let run = LessonRun(lesson, in: session, secondsPerCell: secondsPerCell)
    for (index, cell) in lesson.cells.enumerated() where cell.isRun {
      let outcome = run.run(cell)
      let directives = lesson.directives(of: cell)
      guard let number = outcome.number, directives.flag(.skipCheck) != true else { continue }
      let alignment = RecordAlignment(
        recorded: cell.record ?? [], now: RecordedOutput(outcome.events).lines,
        tolerance: directives.number(.tolerance) ?? 0)
      if !alignment.isEqual { changes.append(Change(cell: index, number: number, alignment: alignment)) }
    }
  }

  /// The two lines above a change's diff.
  public func heading(of change: Change) -> [String] {
    ["--- \(path) In [\(change.number)], recorded", "+++ \(path) In [\(change.number)], now"]
  }

  /// The file's text with changes made.
  ///
  /// - Parameter isAccepted: Whether a hunk, by the change's place and its own, is to be made.
  public func text(where isAccepted: (_ change: Int, _ hunk: Int) -> Bool = { _, _ in true }) -> String {
    var records = [[String]?](repeating: nil, count: script.cells.count)
    for (index, change) in changes.enumerated() {
      records[change.cell] = change.alignment.updated { isAccepted(index, $0) }
    }
    let text = script.text(recording: records)
    // The script speaks of lines only; what ends them, and a mark at the start, are the file's own.
    let mark = original.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
    return mark + (original.utf8.contains(0x0D) ? text.replacing("\n", with: "\r\n") : text)
  }

  /// Writes the file, if anything in it changes.
  public func write(_ text: String) throws(LessonError) {
    if !changes.isEmpty, text != original { try LessonFile.write(text, to: path) }
  }
}
