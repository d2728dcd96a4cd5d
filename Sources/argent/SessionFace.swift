import LineEditor
import Session
import Syntax

/// A session as the prompt sees it: translation only.
final class SessionFace: PromptSession {
  private let session: Session

  init(_ session: Session) { self.session = session }

  var nextCell: Int { session.cell + 1 }
  var isOver: Bool { session.isOver }

  func takeNextText() -> String {
    defer { session.nextText = nil }
    return session.nextText ?? ""
  }

  func rest() { session.rest() }
  var interruptFlag: UnsafeMutablePointer<Int32> { session.interruptFlag }

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

  func showHelp(in style: @escaping () -> HelpStyle) { session.showHelp(in: style) }

  func hint(for text: String, at cursor: Int, room: Int) -> StyledText? {
    session.hint(for: text, at: cursor, room: room).map { hint in
      StyledText(hint.parts.map { .init($0.text, $0.isMain ? PromptScreen.Look.hintMain : .dim) })
    }
  }
}
