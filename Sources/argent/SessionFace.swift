import LineEditor
import Session
import Syntax

/// A session as the prompt sees it: translation only.
///
/// The session is made when something of it is needed first, which is while the first prompt stands already: to declare
/// the language and its library takes longer than all that comes before.
final class SessionFace: PromptSession {
  private let make: () -> Session
  private var made: Session?
  private var helpStyle: (() -> HelpStyle)?

  /// - Parameter make: Called once.
  init(making make: @escaping () -> Session) { self.make = make }

  /// The face of a session that is there already.
  convenience init(_ session: Session) {
    self.init { session }
    _ = self.session
  }

  private var session: Session {
    if let made { return made }
    let session = make()
    made = session
    if let helpStyle { session.showHelp(in: helpStyle) }
    LineEditor.catchInterrupts(session.interruptFlag)
    return session
  }

  var nextCell: Int { (made?.cell ?? 0) + 1 }
  var isOver: Bool { made?.isOver ?? false }

  func takeNextText() -> String {
    defer { made?.nextText = nil }
    return made?.nextText ?? ""
  }

  func rest() { session.rest() }
  func forgetInterrupts() { session.forgetInterrupts() }

  func completeness(of text: String) -> LineEditor.Completeness {
    switch session.completeness(of: text) {
    case .complete: .complete
    case .incomplete(let indentation): .incomplete(indent: indentation)
    case .invalid: .invalid
    }
  }

  func run(_ text: String, into sink: @escaping (PromptEvent) -> Void) {
    let labelled = session.labelsResults
    session.run(text) { sink(SessionFace.shown($0, labelled: labelled)) }
  }

  static func shown(_ event: Event, labelled: Bool = false) -> PromptEvent {
    switch event {
    case .output(let text): .output(text)
    case .complaint(let text): .complaint(text)
    case .result(let value): .result(labelled ? SessionFace.labelled(value) : value.text)
    case .failure(let failure): .failure(failure)
    case .picture(let picture): .picture(picture)
    }
  }

  /// A value behind `Out[3]: `, for those who want that.
  private static func labelled(_ value: Event.Result) -> String {
    "Out[\(value.cell)]: " + (value.text.contains("\n") ? "\n" : "") + value.text
  }

  func completions(in text: String, at cursor: Int) -> Completions {
    let found = session.completions(in: text, at: cursor)
    return Completions(start: found.start, candidates: found.names)
  }

  func showHelp(in style: @escaping () -> HelpStyle) {
    helpStyle = style
    made?.showHelp(in: style)
  }

  func hint(for text: String, at cursor: Int, room: Int) -> StyledText? {
    if made == nil, text.isEmpty { return nil }
    return session.hint(for: text, at: cursor, room: room).map { hint in
      StyledText(hint.parts.map { .init($0.text, $0.isMain ? PromptScreen.Look.hintMain : .dim) })
    }
  }
}
