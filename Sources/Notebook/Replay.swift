import Diagnostics
public import Session

/// Runs a lesson from its first cell to its last.
public struct Replay {
  public enum Style: Equatable {
    /// Cells with their numbers, and what they said.
    case session
    /// What they said alone.
    case outputs
  }

  let session: Session
  let style: Style
  /// Go on after a cell that fails.
  let keepsGoing: Bool
  /// Where the transcript goes, and where errors of a plain program do.
  let out: (String) -> Void
  let complain: (String) -> Void
  /// Draws a picture on the terminal that is written to; nil where none is.
  let draw: ((Event.Picture) -> [String])?

  public init(
    session: Session, style: Style, keepsGoing: Bool, out: @escaping (String) -> Void,
    complain: @escaping (String) -> Void, draw: ((Event.Picture) -> [String])? = nil
  ) {
    self.session = session
    self.style = style
    self.keepsGoing = keepsGoing
    self.out = out
    self.complain = complain
    self.draw = draw
  }

  /// What came of a replay.
  public struct Outcome {
    /// What came of each cell.
    public var cells: [LessonRun.Outcome] = []
    public var hasFailed = false
    /// The exit status that a program asked for.
    public var status: Int32 = 0
  }

  public func run(_ lesson: Lesson, name: String) -> Outcome {
    var outcome = Outcome()
    if lesson.isProgram {
      runProgram(lesson.cells.first?.text ?? "", name: name, &outcome)
      return outcome
    }
    let run = LessonRun(lesson, in: session)
    for cell in lesson.cells {
      guard cell.kind == .code else {
        outcome.cells.append(.init())
        continue
      }
      let isBlank = cell.text.allSatisfy(\.isWhitespace)
      if isBlank || session.isOver || (outcome.hasFailed && !keepsGoing) {
        outcome.cells.append(.init())
        continue
      }
      run.prepare(cell)
      let events = self.run(cell, isHidden: lesson.directives(of: cell).flag(.hide) == true)
      if let failure = events.lazy.compactMap(\.failure).first {
        outcome.hasFailed = true
        if !keepsGoing { complain("argent: stopped at In [\(session.cell)]: \(failure.headline)\n") }
      }
      outcome.cells.append(.init(number: session.cell, events: events))
    }
    return outcome
  }

  private func runProgram(_ text: String, name: String, _ outcome: inout Outcome) {
    var events: [Event] = []
    session.runProgram(Source(name: name, text: text)) { event in
      events.append(event)
      switch event {
      case .output(let text): out(text)
      case .complaint(let text): complain(text)
      case .result: break
      case .picture(let picture): for line in draw?(picture) ?? [] { out(line + "\n") }
      case .failure(let failure): complain(failure.lines().joined(separator: "\n") + "\n")
      }
    }
    outcome.hasFailed = events.contains(where: \.isFailure)
    outcome.status = session.exitStatus
    outcome.cells.append(.init(number: 1, events: events))
  }

  /// One cell, shown as it happens: `In [n]:`, the code, a blank line, the output, a blank line.
  private func run(_ cell: Lesson.Cell, isHidden: Bool) -> [Event] {
    if isHidden { return session.run(cell.text) }
    if style == .session { out("In [\(session.cell + 1)]:\n\(cell.text)\n\n") }
    var events: [Event] = []
    var column = 0
    func put(_ text: String) {
      out(text)
      if !text.isEmpty { column = text.utf8.last == 0x0A ? 0 : 1 }
    }
    func line(_ text: String) {
      if column != 0 { put("\n") }
      put(text + "\n")
    }
    session.run(cell.text) { event in
      events.append(event)
      switch event {
      case .output(let text), .complaint(let text): put(text)
      case .result(let value): line(value.text)
      case .picture(let picture): for text in draw?(picture) ?? [] { line(text) }
      case .failure(let failure): line(failure.lines().joined(separator: "\n"))
      }
    }
    if column != 0 { put("\n") }
    if style == .session, events.contains(where: { !$0.isPicture || draw != nil }) { out("\n") }
    return events
  }
}

extension Event {
  /// What ended the cell early.
  var failure: Failure? {
    if case .failure(let failure) = self { return failure }
    return nil
  }

  /// Whether this is something to look at.
  var isPicture: Bool {
    if case .picture = self { return true }
    return false
  }

  /// Whether this ended the cell early.
  public var isFailure: Bool {
    if case .failure = self { return true }
    return false
  }
}
