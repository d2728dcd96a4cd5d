internal import LineEditor
internal import Session

/// What the prompt asks of a session, and nothing else: the prompt knows no language.
protocol PromptSession: AnyObject {
  /// The number of the cell that comes next.
  var nextCell: Int { get }
  /// Whether the person asked to leave.
  var isOver: Bool { get }
  /// What the next cell begins with, which is then forgotten.
  func takeNextText() -> String
  /// Called when nothing runs and nothing is waited for but the person.
  func rest()
  /// A Ctrl-C that came before is not for the cell that runs next.
  func forgetInterrupts()

  /// Whether a cell is whole. The last row counts: a block is whole when a blank row ends it.
  func completeness(of text: String) -> LineEditor.Completeness
  /// Runs a cell and tells `sink` of everything it says, as it happens. Never throws.
  func run(_ text: String, into sink: @escaping (PromptEvent) -> Void)
  /// What could stand at the cursor, a UTF-8 offset, without running anything of the person's.
  func completions(in text: String, at cursor: Int) -> Completions
  /// A few words for the right edge, at most `room` columns, while the cursor, a UTF-8 offset, stands there.
  func hint(for text: String, at cursor: Int, room: Int) -> StyledText?
  /// Says how pages of help are to be shown.
  func showHelp(in style: @escaping () -> HelpStyle)
  /// The styles of stretches of the text, as UTF-8 ranges in order.
  func styles(of text: String) -> [(range: Range<Int>, style: Style)]
}

extension PromptSession {
  func showHelp(in style: @escaping () -> HelpStyle) {}
  func hint(for text: String, at cursor: Int, room: Int) -> StyledText? { nil }
  func styles(of text: String) -> [(range: Range<Int>, style: Style)] { [] }

  /// A pasted text without the prompts and the output of the session it was copied from.
  func withoutPrompts(_ pasted: String) -> String {
    PastedSession(pasted).code { text in
      if case .incomplete = completeness(of: text) { true } else { false }
    }
  }
}

/// What a running cell says.
enum PromptEvent {
  /// Text for standard output, as printed.
  case output(String)
  /// Text for standard error, as printed.
  case complaint(String)
  /// The cell's value, as shown; without a newline at its end.
  case result(String)
  case failure(Failure)
  /// A picture; drawn as wide as the screen.
  case picture(Event.Picture)
}
