public import Session

/// A lesson's cells beside what is recorded of them.
public struct LessonCheck {
  public enum Verdict: String, Sendable {
    case same
    case different
    /// Told not to be compared, or never reached.
    case skipped
  }

  public struct Cell {
    /// The number that it is shown with; 0 when it was not run.
    public var number: Int
    public var verdict: Verdict
    /// A unified diff, headed with the file and the number.
    public var diff: [String] = []
    public var seconds = 0.0
  }

  /// The file's name as it was given.
  public var file: String
  public var cells: [Cell] = []
  /// Why the file could not be checked.
  public var fault: String?

  public init(file: String, fault: String? = nil) {
    self.file = file
    self.fault = fault
  }

  /// Runs a lesson and compares.
  ///
  /// - Parameter tolerance: How far numbers may be apart where the lesson does not say; nil compares their text.
  public init(
    _ lesson: Lesson, file: String, in session: Session, tolerance: Double? = nil, secondsPerCell: Double? = nil
  ) {
    self.file = file
    guard !lesson.isProgram else {
      fault = "\(file): a program without cells records no output"
      return
    }
    let run = LessonRun(lesson, in: session, secondsPerCell: secondsPerCell)
    for cell in lesson.cells where cell.isRun {
      let outcome = run.run(cell)
      cells.append(LessonCheck.compared(cell, in: lesson, file, outcome, tolerance))
    }
  }

  private static func compared(
    _ cell: Lesson.Cell, in lesson: Lesson, _ file: String, _ outcome: LessonRun.Outcome, _ tolerance: Double?
  ) -> Cell {
    let directives = lesson.directives(of: cell)
    guard let number = outcome.number else { return Cell(number: 0, verdict: .skipped) }
    var result = Cell(number: number, verdict: .same, seconds: outcome.seconds)
    if directives.flag(.skipCheck) == true || (cell.record == nil && lesson.leavesUnrecorded) {
      result.verdict = .skipped
      return result
    }
    let alignment = RecordAlignment(
      recorded: cell.record ?? [], now: RecordedOutput(outcome.events).lines,
      tolerance: directives.number(.tolerance) ?? tolerance ?? 0)
    guard !alignment.isEqual else { return result }
    result.verdict = .different
    result.diff =
      ["--- \(file) In [\(number)], recorded", "+++ \(file) In [\(number)], now"] + alignment.unifiedDiff()
    return result
  }

  public var hasDifferences: Bool { cells.contains { $0.verdict == .different } }

  public var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }

  func count(_ verdict: Verdict) -> Int { cells.count { $0.verdict == verdict } }

  /// One line that sums up what was checked.
  public static func summary(of checks: [LessonCheck]) -> String {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    func sum(_ verdict: Verdict) -> Int { checks.reduce(0) { $0 + $1.count(verdict) } }
    let cells = checks.reduce(0) { $0 + $1.cells.count }
    let (different, skipped) = (sum(.different), sum(.skipped))
    let faults = checks.count { $0.fault != nil }
    var line = "\(counted(checks.count, "file")), \(counted(cells, "cell")): \(sum(.same)) as recorded"
    line += different == 1 ? ", 1 differs" : ", \(different) differ"
    if skipped > 0 { line += ", \(skipped) not compared" }
    if faults > 0 { line += "; \(counted(faults, "file")) could not be checked" }
    return line
  }
}
