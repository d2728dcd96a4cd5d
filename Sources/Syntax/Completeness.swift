public import Diagnostics

/// Whether what a person has typed so far can be run, as IPython's prompt decides it.
public enum Completeness: Sendable {
  case complete
  /// More is expected; a prompt may put this many spaces before the next line.
  case incomplete(indentation: Int)
  case invalid(Diagnostic)

  /// - Parameter source: All lines so far. A block is complete when a blank line follows it: in the text that is a newline
  ///   with nothing but white space after it.
  public init(of source: Source) {
    let lexer = source.bytes.withUnsafeBufferPointer { Lexer($0) }
    if lexer.fault?.atEnd == true {
      self = .incomplete(indentation: source.lastIndentation)
      return
    }
    do {
      _ = try Parser.parse(source)
      self =
        lexer.endsInsideBlock && !source.endsInBlankLine
        ? .incomplete(indentation: source.lastIndentation) : .complete
    } catch {
      guard error.needsMore else {
        self = .invalid(error)
        return
      }
      let last = lexer.tokens.last { $0.kind.rawValue > Token.Kind.dedent.rawValue }
      if let last, last.kind == .colon {
        let line = source.lineRange(at: last.start)
        self = .incomplete(indentation: source.indentation(of: line) + Completeness.step)
      } else {
        self = .incomplete(indentation: source.lastIndentation)
      }
    }
  }

  /// How much deeper a new block stands.
  private static let step = 4
}

extension Source {
  fileprivate func indentation(of line: Range<Int>) -> Int {
    var columns = 0
    for byte in bytes[line] {
      guard byte == 0x20 || byte == 0x09 else { break }
      columns += byte == 0x09 ? 4 : 1
    }
    return columns
  }

  fileprivate var endsInBlankLine: Bool {
    bytes[lineRange(at: bytes.count)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The indentation of the last line; the nothing after a final newline is no line.
  fileprivate var lastIndentation: Int {
    indentation(of: lineRange(at: bytes.last == 0x0A ? bytes.count - 1 : bytes.count))
  }
}
