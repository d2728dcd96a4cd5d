/// A piece of a session copied from a screen or a page: prompts before the code, output between.
///
/// Known are `In [3]:` with `   ...:`, and `>>>` with `...`. A text whose first line has no prompt is code as it is.
struct PastedSession {
  /// A line of the text: what stands before the code, if that is a prompt, and the code.
  private enum Line {
    case first(Substring)
    case further(Substring)
    case bare(Substring)

    var isPrompt: Bool {
      if case .bare = self { false } else { true }
    }

    var isBlank: Bool {
      if case .bare(let text) = self { text.allSatisfy(\.isWhitespace) } else { false }
    }
  }

  private let text: String
  private let lines: [Line]

  init(_ text: String) {
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(PastedSession.line)
  }

  /// The code alone.
  ///
  /// Lines without a prompt are output, and go. But code copied from behind its first prompt keeps the lines that
  /// follow, as long as it is not whole without them; and a prompt alone on its line, as transcripts have it, is
  /// followed by code up to a blank line.
  ///
  /// - Parameter isOpen: Whether a text needs more lines.
  func code(isOpen: (String) -> Bool) -> String {
    guard let start = lines.first(where: { !$0.isBlank }), start.isPrompt else { return text }
    var result: [Substring] = []
    var cell: [Substring] = []
    var takesBareLines = false
    for (index, line) in lines.enumerated() {
      switch line {
      case .first(let code):
        result += cell
        cell = code.isEmpty ? [] : [code]
        let isFollowedByPrompt = index + 1 < lines.count && lines[index + 1].isPrompt
        takesBareLines = !isFollowedByPrompt && (code.isEmpty || isOpen(String(code)))
      case .further(let code):
        cell.append(code)
        takesBareLines = false
      case .bare(let text):
        guard takesBareLines else { continue }
        if line.isBlank, !isOpen(cell.joined(separator: "\n") + "\n"), !continues(after: index) {
          takesBareLines = false
        } else {
          cell.append(text)
        }
      }
    }
    return PastedSession.trimmed(result + cell).joined(separator: "\n")
  }

  /// Whether the code goes on behind a blank line: the next line is indented.
  private func continues(after index: Int) -> Bool {
    guard case .bare(let next)? = lines[(index + 1)...].first(where: { !$0.isBlank }) else { return false }
    return next.first == " " || next.first == "\t"
  }

  private static func line(_ text: Substring) -> Line {
    let body = text.drop { $0 == " " }
    if body.hasPrefix("In ["), let close = body.firstIndex(of: "]") {
      let number = body[body.index(body.startIndex, offsetBy: 4)..<close]
      let rest = body[body.index(after: close)...]
      if number.allSatisfy({ $0.isNumber || $0 == " " || $0 == "*" }), rest.hasPrefix(":") {
        return .first(code(rest.dropFirst()))
      }
    }
    if body.hasPrefix(">>>") { return .first(code(body.dropFirst(3))) }
    if body.hasPrefix("...:") { return .further(code(body.dropFirst(4))) }
    if body == "..." || body.hasPrefix("... ") { return .further(code(body.dropFirst(3))) }
    return .bare(text)
  }

  /// One blank belongs to the prompt.
  private static func code(_ text: Substring) -> Substring { text.first == " " ? text.dropFirst() : text }

  private static func trimmed(_ lines: [Substring]) -> ArraySlice<Substring> {
    var lines = lines[...]
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines
  }
}
