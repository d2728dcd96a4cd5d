public import Session

/// A lesson in front of an audience: which cell comes next, and the true state before each.
///
/// It knows no keyboard and no screen; whoever has them asks it what to type and tells it where to go.
public final class Performance {
  /// A cell that is run, with what is said before it.
  public struct Scene {
    /// Lines for the audience: text cells, and the comments above the cell's code.
    public let spoken: [String]
    /// What only the presenter sees.
    public let notes: [String]
    /// What is typed.
    public let code: String
    /// The number that `argent check` shows it with.
    public let number: Int
    let cell: Lesson.Cell
    let directives: Directives

    public var isHidden: Bool { directives.flag(.hide) == true }
    public var clearsScreen: Bool { directives.flag(.clear) == true }
    /// Whether a key is waited for before it is typed and run.
    public var waits: Bool { directives.flag(.step) != false }
    public var pause: Double { directives.number(.pause) ?? 0 }
    /// What the audience is asked before it sees what the cell shows.
    public var question: String? {
      directives.text(.ask).map { $0.isEmpty ? "What will it show?" : $0 }
    }
  }

  public let scenes: [Scene]
  /// Said after the last cell.
  public let closing: [String]
  /// The cell that comes next; the count of scenes when all are done.
  public private(set) var place = 0
  /// Questions answered, and those answered right.
  public private(set) var score = (asked: 0, right: 0)
  public let session: Session
  private let run: LessonRun
  private let speed: Double?
  /// The session before each scene, as far as it was reached.
  private var checkpoints: [Int: Checkpoint] = [:]

  /// - Parameter speed: Characters in a second, whatever the lesson says.
  public init(_ lesson: Lesson, in session: Session, speed: Double? = nil) {
    self.session = session
    self.speed = speed
    run = LessonRun(lesson, in: session)
    var spoken = lesson.notes.isEmpty ? [] : [String]()
    var notes = lesson.notes
    var scenes: [Scene] = []
    for cell in lesson.cells where cell.kind != .raw {
      notes += cell.notes
      guard cell.isRun else {
        if cell.kind == .markdown { spoken += (spoken.isEmpty ? [] : [""]) + cell.text.linesSplit }
        continue
      }
      let lines = cell.text.linesSplit
      let comments = lines.prefix { $0.hasPrefix("#") || Script.isBlank($0) }
      let isAllComment = comments.count == lines.count
      let said = comments.filter { $0.hasPrefix("#") }.map { String($0.drop { $0 == "#" }.trimmed) }
      scenes.append(
        Scene(
          spoken: spoken + (spoken.isEmpty || said.isEmpty ? [] : [""]) + said, notes: notes,
          code: (isAllComment ? [] : Array(lines[comments.count...])).joined(separator: "\n"),
          number: scenes.count + 1, cell: cell, directives: lesson.directives(of: cell)))
      (spoken, notes) = ([], [])
    }
    self.scenes = scenes
    closing = spoken
  }

  /// The scene that comes next; nil at the end.
  public var scene: Scene? { place < scenes.count ? scenes[place] : nil }

  /// How the scene is typed; the same each time.
  public var pace: Pace {
    Pace(speed: speed ?? scene?.directives.number(.speed) ?? Pace.usual, seed: UInt64(place))
  }

  // MARK: Going on

  /// Keeps the session as it is before the scene, to come back to.
  public func arrive() {
    checkpoints[place] = session.checkpoint()
  }

  /// Runs the scene and goes to the next one.
  public func perform(into sink: @escaping (Event) -> Void) -> [Event] {
    guard let scene else { return [] }
    let outcome = run.run(scene.cell, into: sink)
    place += 1
    return outcome.events
  }

  /// Goes on without running the scene.
  public func skip() { place = min(place + 1, scenes.count) }

  /// Goes to the scene before, the session as it was then.
  ///
  /// - Returns: What went wrong, in a line; nil when it went well.
  public func back() -> String? {
    guard let before = scenes[..<place].lastIndex(where: { !$0.isHidden }) else { return "this is the first cell" }
    return restore(before)
  }

  /// Goes to the scene with a number. Those on the way there are run unseen, so that the state is true.
  public func go(to number: Int) -> String? {
    guard let target = scenes.firstIndex(where: { $0.number == number }) else {
      return "there is no cell \(number); the last is \(scenes.count)"
    }
    if target <= place { return target == place ? nil : restore(target) }
    while place < target, !session.isOver {
      arrive()
      _ = perform { _ in }
    }
    return nil
  }

  private func restore(_ target: Int) -> String? {
    // A scene that was skipped over was never arrived at; the one before it has the same state.
    guard let index = (0...target).last(where: { checkpoints[$0] != nil }), let checkpoint = checkpoints[index] else {
      return "there is no way back"
    }
    do {
      try session.restore(checkpoint)
    } catch {
      return "there is no way back: \(error.description)"
    }
    place = target
    return nil
  }

  // MARK: Questions

  /// Whether a text is a number, or several.
  public static func isAnswer(_ text: String) -> Bool { Answer.given(text) != nil }

  /// Compares an answer with what the cell shows.
  ///
  /// - Returns: A line that says how near it was; nil where the answer is no number.
  public func graded(_ answer: String, _ events: [Event], tolerance: Double? = nil) -> String? {
    let shown = RecordedOutput(events).lines.joined(separator: "\n")
    let right = Answer.numbers(in: shown)
    guard let given = Answer.given(answer) else { return nil }
    let limit = tolerance ?? scenes[max(0, place - 1)].directives.number(.tolerance) ?? Answer.tolerance
    score.asked += 1
    guard given.count == right.count, zip(given, right).allSatisfy({ Answer.isNear($0, $1, limit) }) else {
      return "\(answer.trimmed) was predicted; it is \(Answer.text(right))."
    }
    score.right += 1
    return "\(answer.trimmed) is right."
  }
}
