internal import Glibc
internal import LineEditor
internal import Session

/// What stands between two prompts: the output of a cell, its result bare, its error in colour, and a blank line.
final class PromptScreen {
  private let isColoured: Bool
  private var isAtLineStart = true

  init(isColoured: Bool) { self.isColoured = isColoured }

  func show(_ event: PromptEvent) {
    switch event {
    case .output(let text), .complaint(let text): put(text)
    case .result(let text): putLine(StyledText(text))
    case .picture(let picture):
      if !isAtLineStart { put("\n") }
      let colors = isColoured ? ScreenColors.current : .none
      for line in picture.screen(columns: width, colors: colors) { put(line + "\n") }
    case .failure(let failure):
      // The terminal has shown `^C` where the cursor stood.
      if failure.isInterrupt { put("\n") }
      for line in PromptScreen.report(failure, width: width) { putLine(line) }
    }
  }

  /// Leaves a blank line for the next prompt to stand under.
  func separate() {
    if !isAtLineStart { put("\n") }
    put("\n")
  }

  /// An empty screen.
  func clear() {
    put("\u{1B}[2J\u{1B}[H")
    isAtLineStart = true
  }

  func putLine(_ line: StyledText) {
    if !isAtLineStart { put("\n") }
    put(line.rendered(coloured: isColoured) + "\n")
  }

  /// Writes at once: what a long cell says is to be seen while it runs.
  private func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let last = bytes.last else { return }
      isAtLineStart = last == UInt8(ascii: "\n")
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR && errno != EAGAIN {
          return
        }
      }
    }
  }

  /// How pages of help look on this screen, in its width of the moment.
  func helpStyle() -> HelpStyle {
    let isColoured = isColoured
    return HelpStyle(width: width) { text, role in
      let style: Style =
        switch role {
        case .title: Look.helpTitle
        case .kind: .dim
        case .label: Look.helpLabel
        case .code: .plain
        }
      return StyledText(text, style).rendered(coloured: isColoured)
    }
  }

  var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// A failure as lines: the exception's own line, then where and what to do, set apart by colour.
  static func report(_ failure: Failure, width: Int) -> [StyledText] {
    failure.report(width: width).map { line in
      switch line.role {
      case .headline:
        let name = line.text.prefix { $0 != ":" }
        return StyledText([.init(String(name), Look.exception), .init(String(line.text.dropFirst(name.count)))])
      case .place: return StyledText(line.text, Look.place)
      case .carets: return StyledText(line.text, Look.carets)
      case .hint: return StyledText(line.text, Look.hint)
      case .code, .link: return StyledText(line.text)
      }
    }
  }

  /// The colours of the prompt, IPython's where it has them.
  enum Look {
    static let prompt = Style("32")
    static let number = Style("1;92")
    static let exception = Style("31")
    static let place = Style("36")
    static let carets = Style("1;31")
    static let hint = Style("33")
    /// What matters in the words at the right edge.
    static let hintMain = Style("36")
    static let helpTitle = Style("1")
    static let helpLabel = Style("36")
  }
}
