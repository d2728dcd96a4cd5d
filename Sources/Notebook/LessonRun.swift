import Glibc
public import Session

/// A lesson that is being run in a session, cell by cell, as its directives ask.
public struct LessonRun {
  public let session: Session
  public let lesson: Lesson
  let seconds: Double?

  /// - Parameters:
  ///   - session: A new one.
  ///   - secondsPerCell: What a cell may take where it does not say itself; nil leaves the session's limit as it is.
  public init(_ lesson: Lesson, in session: Session, secondsPerCell: Double? = nil) {
    self.session = session
    self.lesson = lesson
    seconds = secondsPerCell
    if seconds != nil { session.isTimedByCell = true }
    if let seed = lesson.directives.whole(.seed) { session.seed(seed) }
  }

  /// What came of a cell.
  public struct Outcome {
    /// Its number; nil when it was not run.
    public var number: Int?
    public var events: [Event] = []
    public var seconds = 0.0
  }

  /// Runs a cell and tells `sink` of everything it says, as it happens; what is no code is not run.
  public func run(_ cell: Lesson.Cell, into sink: @escaping (Event) -> Void = { _ in }) -> Outcome {
    guard cell.isRun, !session.isOver else { return Outcome() }
    prepare(cell)
    var events: [Event] = []
    let start = LessonRun.now
    session.run(cell.text) { event in
      events.append(event)
      sink(event)
    }
    var outcome = Outcome(events: events)
    outcome.seconds = LessonRun.now - start
    outcome.number = session.cell
    return outcome
  }

  /// What a cell's directives ask before it is run.
  func prepare(_ cell: Lesson.Cell) {
    if let seed = cell.directives.whole(.seed) { session.seed(seed) }
    guard let seconds else { return }
    session.secondsLimit = lesson.directives(of: cell).number(.maxSeconds) ?? seconds
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
