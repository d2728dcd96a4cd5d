internal import CEdit
internal import Glibc

/// Who types where a cell is performed: characters come from it, and the keys that a person presses go to it.
public struct Performer {
  public enum Step {
    /// A text that comes after so many milliseconds, unless a key comes before it.
    case type(String, after: Int)
    /// Wait for a key, at most so many milliseconds; nil is for ever.
    case wait(Int?)
    /// The cell is entered as it stands.
    case enter
    /// The cell is taken off the screen.
    case leave
  }

  /// Asked again and again, with the cell's text so far.
  public var next: (String) -> Step
  /// Told of each key. Ctrl-C and Ctrl-Z are keys here.
  public var press: (Unicode.Scalar) -> Void

  public init(next: @escaping (String) -> Step, press: @escaping (Unicode.Scalar) -> Void) {
    self.next = next
    self.press = press
  }
}

extension LineEditor {
  /// libedit's reader of characters where a cell is performed; as `nextCharacter`.
  func nextCharacter(from performer: Performer, into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    func settle(_ verdict: Int32) -> Int32 {
      self.verdict = verdict
      character.pointee = wchar_t(LineEditor.settleKey.value)
      return 1
    }
    while true {
      let step = performer.next(draft.text)
      var limit: Int32 = -1
      switch step {
      case .enter:
        finish(.cell(draft.text))
        return settle(CC_NEWLINE)
      case .leave:
        abandon()
        errno = EINTR
        return -1
      case .type(_, let delay): limit = Int32(clamping: max(0, delay))
      case .wait(let delay): limit = delay.map { Int32(clamping: max(0, $0)) } ?? -1
      }
      switch waited(limit) {
      case nil:
        guard case .type(let text, _) = step else { continue }
        var draft = self.draft
        draft.move(to: draft.scalars.count)
        draft.insert(text)
        self.draft = draft
        return settle(CC_REFRESH)
      case .end: return 0
      case .signal(SIGINT): performer.press("\u{3}")
      case .signal(SIGTSTP): performer.press("\u{1A}")
      case .signal(let number):
        if let status = answer(number) {
          if status == 1 { character.pointee = wchar_t(LineEditor.settleKey.value) }
          return status
        }
      case .character(let scalar): performer.press(scalar)
      }
    }
  }

  /// Whether the terminal can show a performance: it can move its cursor.
  public var canPerform: Bool { !isDumb }

  /// Reads a row that is no cell: it does not join the history, and nothing is completed or hinted at.
  public func readAnswer(_ prompt: Prompt) -> Reading {
    let before = (completeness, completions, hint, styles)
    defer { (completeness, completions, hint, styles) = before }
    completeness = { _ in .complete }
    completions = { _, _ in .none }
    (hint, styles) = (nil, nil)
    return readOnce(prompt, text: "")
  }

  /// Takes the cell and its prompt off the screen.
  private func abandon() {
    let row = painter.libeditRow(scene(draft).layout)
    write((row > 0 ? "\u{1B}[\(row)A" : "") + "\r\u{1B}[J")
    result = .abandoned
  }

  /// Waits for a key with everything painted, and takes the paint away.
  private func waited(_ milliseconds: Int32) -> Keyboard.Event? {
    let shown = show()
    let event = keyboard.next(within: milliseconds)
    if let shown { write(painter.unpaint(shown)) }
    return event
  }
}
