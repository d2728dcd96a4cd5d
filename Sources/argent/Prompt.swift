internal import Glibc
internal import LineEditor

/// The notebook at the prompt: reads a cell, runs it, shows what it said, until the person leaves.
struct Prompt {
  let session: any PromptSession
  let editor: LineEditor
  private let screen: PromptScreen

  init(_ session: any PromptSession, editor: LineEditor) {
    self.session = session
    self.editor = editor
    screen = PromptScreen(isColoured: editor.isColoured)
    session.showHelp(in: screen.helpStyle)
    editor.completeness = { session.completeness(of: $0) }
    editor.completions = { session.completions(in: $0, at: $1) }
    editor.hint = { session.hint(for: $0, at: $1, room: $2) }
    editor.styles = { session.styles(of: $0) }
    editor.whenIdle = { session.rest() }
    editor.cleanPaste = { session.withoutPrompts($0) }
  }

  /// Whether a person sits at both ends, so that a prompt makes sense.
  static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Runs until Ctrl-D, `quit`, or the terminal goes away.
  ///
  /// - Parameter welcome: One line above the first prompt.
  func run(welcome: String? = nil) {
    if let welcome {
      screen.putLine(StyledText(welcome, .dim))
      screen.separate()
    }
    _ = readCells(until: nil)
  }

  /// Runs until a cell is `word`, and does not run that.
  ///
  /// - Returns: Whether the word was said, and not leave taken.
  func run(until word: String) -> Bool { readCells(until: word) }

  private func readCells(until word: String?) -> Bool {
    while !session.isOver {
      switch editor.read(Prompt.text(cell: session.nextCell), text: session.takeNextText()) {
      case .end: return false
      case .abandoned: break
      case .cell(let text):
        if let word, text.split(whereSeparator: \.isWhitespace) == [Substring(word)] {
          screen.separate()
          return true
        }
        session.forgetInterrupts()
        if text.contains(where: { !$0.isWhitespace }) { session.run(text) { screen.show($0) } }
      }
      if !session.isOver { screen.separate() }
    }
    return false
  }

  /// `In [1]: `, and `   ...: ` of the same width.
  static func text(cell: Int) -> LineEditor.Prompt {
    let number = String(cell)
    return LineEditor.Prompt(
      first: StyledText([
        .init("In [", PromptScreen.Look.prompt), .init(number, PromptScreen.Look.number),
        .init("]:", PromptScreen.Look.prompt), .init(" "),
      ]),
      continuation: StyledText([
        .init(String(repeating: " ", count: number.count + 2) + "...:", PromptScreen.Look.prompt), .init(" "),
      ]))
  }
}
