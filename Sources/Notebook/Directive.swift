/// What a line `#| key: value` of a script can say, declared once: reading, errors and the documentation follow.
public struct Directive: Sendable {
  /// Where it may stand. At the head of the file it holds for every cell.
  public enum Place: Sendable { case file, cell, both }

  public enum Form: Sendable {
    /// `on` or `off`; the key alone is `on`.
    case flag
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// Words, which may be left out.
    case text
  }

  public let name: String
  public let place: Place
  public let form: Form
  /// One sentence, for the documentation.
  public let summary: String

  private init(_ name: String, _ place: Place, _ form: Form, _ summary: String) {
    self.name = name
    self.place = place
    self.form = form
    self.summary = summary
  }

  public static let title = Directive("title", .file, .text, "The lesson's name, above what is exported and performed.")
  public static let width = Directive(
    "width", .file, .whole(20...400), "The columns of a recorded terminal (`export --to cast`).")
  public static let seed = Directive(
    "seed", .both, .whole(0...Int.max),
    "Begins the random numbers of torch, random and numpy of this seed, before the cell or the first cell of the file.")
  public static let speed = Directive("speed", .both, .number(0.1...10_000), "Characters typed in a second.")
  public static let pause = Directive(
    "pause", .both, .number(0...3_600), "Seconds to wait after the output, where nobody presses a key.")
  public static let step = Directive(
    "step", .both, .flag, "Whether a performance waits for Enter; `off` types the cell and runs it by itself.")
  public static let clear = Directive("clear", .cell, .flag, "Clears the screen before the cell is performed.")
  public static let hide = Directive("hide", .both, .flag, "Runs the cell without showing it or what it says.")
  public static let skipCheck = Directive(
    "skip-check", .both, .flag, "Runs the cell without comparing or recording what it says.")
  public static let tolerance = Directive(
    "tol", .both, .number(0...1e9), "How far a number may be from the recorded one, relative to it where it is large.")
  public static let maxSeconds = Directive(
    "max-seconds", .both, .number(1e-3...1e9), "The time that the cell may take.")
  public static let ask = Directive(
    "ask", .cell, .text,
    "A question: the audience types the number that the cell will show, and is told how near it was.")
  public static let lines = Directive(
    "lines", .cell, .whole(0...Int.max), "That many lines after this one are the cell's text, whatever they look like.")
  public static let notebook = Directive(
    "ipynb", .both, .text, "What a Jupyter notebook keeps that has no other place here, as JSON.")

  public static let all = [
    title, width, seed, speed, pause, step, clear, hide, skipCheck, tolerance, maxSeconds, ask, lines, notebook,
  ]
}

/// What the directives of a cell, or of a file, say.
public struct Directives: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
  }

  private(set) var values: [String: Value] = [:]

  public init() {}

  public var isEmpty: Bool { values.isEmpty }

  public func flag(_ directive: Directive) -> Bool? {
    if case .flag(let value)? = values[directive.name] { value } else { nil }
  }

  public func whole(_ directive: Directive) -> Int? {
    if case .whole(let value)? = values[directive.name] { value } else { nil }
  }

  public func number(_ directive: Directive) -> Double? {
    if case .number(let value)? = values[directive.name] { value } else { nil }
  }

  public func text(_ directive: Directive) -> String? {
    if case .text(let value)? = values[directive.name] { value } else { nil }
  }

  /// These, and those of the file where these say nothing. What concerns the file as a whole is not taken over.
  func over(_ file: Directives) -> Directives {
    var result = self
    let inherited = [Directive.speed, .pause, .step, .hide, .skipCheck, .tolerance, .maxSeconds]
    for directive in inherited where result.values[directive.name] == nil {
      result.values[directive.name] = file.values[directive.name]
    }
    return result
  }

  mutating func set(_ directive: Directive, _ value: Value) { values[directive.name] = value }
}
