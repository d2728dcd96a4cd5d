internal import Diagnostics
internal import Glibc
internal import LineEditor

/// What stands between two prompts: the output of a cell, its result bare, its error in colour, and a blank line.
final class PromptScreen {
  private let isColoured: Bool
  private var isAtLineStart = true

  init(isColoured: Bool) { self.isColoured = isColoured }

  func show(_ event: PromptEvent) {
    switch event {
    case .output(let text), .complaint(let text): put(text)
    case .result(let text): putLine(StyledText(text))
    case .failure(let diagnostic):
      // The terminal has shown `^C` where the cursor stood.
      if diagnostic.type == "KeyboardInterrupt" { put("\n") }
      for line in PromptScreen.report(diagnostic, width: width) { putLine(line) }
    }
  }

  /// Leaves a blank line for the next prompt to stand under.
  func separate() {
    if !isAtLineStart { put("\n") }
    put("\n")
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

  private var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// A diagnostic as lines: the exception's own line, then where and what to do, set apart by colour.
  static func report(_ diagnostic: Diagnostic, width: Int) -> [StyledText] {
    let tail = diagnostic.headline.dropFirst(diagnostic.type.count)
    var lines = [StyledText([.init(diagnostic.type, Look.exception), .init(String(tail))])]
    if let source = diagnostic.source, let span = diagnostic.span {
      for (index, line) in Excerpt(of: source, at: span, width: width).lines.enumerated() {
        let isCarets = line.contains("^") && line.allSatisfy { $0 == " " || $0 == "^" }
        lines.append(StyledText(line, index == 0 ? Look.place : isCarets ? Look.carets : .plain))
      }
    }
    return lines + diagnostic.hintLines(width: width).map { StyledText($0, Look.hint) }
  }

  /// The colours of the prompt, IPython's where it has them.
  enum Look {
    static let prompt = Style("32")
    static let number = Style("1;92")
    static let exception = Style("31")
    static let place = Style("36")
    static let carets = Style("1;31")
    static let hint = Style("33")
  }
}
