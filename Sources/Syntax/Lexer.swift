import Diagnostics

/// Cuts a source into tokens, as Python's tokenizer does: indentation becomes `indent` and `dedent`, brackets join lines.
///
/// The whole text is read at once. A fault ends the tokens with one of kind `.fault`; whether a person hears of it is the
/// parser's decision, because a mistake in the grammar may stand before it.
struct Lexer {
  /// Why reading stopped.
  struct Fault {
    var type = "SyntaxError"
    var message: String
    var span: Span
    /// The text ended too early: more of it could make this right.
    var atEnd = false
    /// Found while cutting a token; Python reports it even if it stands after a mistake in the grammar.
    var isInToken = true
  }

  struct Bracket {
    let byte: UInt8
    let offset: Int
  }

  private(set) var tokens: [Token] = []
  private(set) var fault: Fault?
  /// The brackets open where reading stopped.
  private(set) var brackets: [Bracket] = []
  /// The first token that exists only because the text ended: what closes open blocks, and the end itself.
  private(set) var firstAtEnd = 0
  /// Whether the last line with code on it was indented.
  private(set) var endsInsideBlock = false

  static let mostBrackets = 200
  static let mostIndentations = 100

  var text: UnsafeBufferPointer<UInt8>
  var index: Int
  /// One past the last byte to read.
  let limit: Int
  /// Reading what stands between the braces of an f-string.
  private let isField: Bool

  /// Reads all of `text`.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.init(text, from: text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, to: text.count, isField: false)
    run()
  }

  /// Reads the expression in `range`, between the virtual brackets at `range.lowerBound - 1` and `range.upperBound`:
  /// what stands between the braces of an f-string.
  init(_ text: UnsafeBufferPointer<UInt8>, field range: Range<Int>) {
    self.init(text, from: range.lowerBound, to: range.upperBound, isField: true)
    let open = range.lowerBound - 1
    tokens.append(Token(kind: .leftParenthesis, start: open, end: range.lowerBound))
    brackets.append(Bracket(byte: UInt8(ascii: "("), offset: open))
    runField()
  }

  private mutating func runField() {
    while fault == nil, readToken() {}
    guard fault == nil else { return finishWithFault() }
    tokens.append(Token(kind: .rightParenthesis, start: limit, end: limit + 1))
    firstAtEnd = tokens.count
    tokens.append(Token(kind: .newline, start: limit + 1, end: limit + 1))
    tokens.append(Token(kind: .end, start: limit + 1, end: limit + 1))
  }

  private init(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isField: Bool) {
    self.isField = isField
    self.text = text
    index = start
    limit = end
    tokens.reserveCapacity((end - start) / 3 + 8)
  }

  // MARK: Bytes

  /// The byte at `offset`, or 0 outside of the text; NUL bytes in a source are refused before it is read.
  func byte(_ offset: Int) -> UInt8 {
    offset < limit ? text[offset] : 0
  }

  var current: UInt8 { byte(index) }

  /// Stops reading: the fault stands at the character before `offset`.
  mutating func stop(_ message: String, before offset: Int) {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    stop(message, Span(max(start, 0), offset))
  }

  mutating func stop(
    _ message: String, _ span: Span, type: String = "SyntaxError", atEnd: Bool = false,
    isInToken: Bool = true
  ) {
    if fault == nil { fault = Fault(type: type, message: message, span: span, atEnd: atEnd, isInToken: isInToken) }
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, start: start, end: index))
  }

  // MARK: Lines

  private mutating func run() {
    var indentation = Indentation()
    while fault == nil, index < limit {
      indentation.begin(&self)
      if fault != nil { break }
      while readToken() {}
      if fault != nil { break }
    }
    guard fault == nil else { return finishWithFault() }
    endsInsideBlock = indentation.depth > 0
    if let last = tokens.last, last.kind != .newline { tokens.append(Token(kind: .newline, start: limit, end: limit)) }
    firstAtEnd = tokens.count
    // For Python a text ends where its last line does, before the newline.
    let end = limit > 0 && text[limit - 1] == 0x0A ? limit - 1 : limit
    for _ in 0..<indentation.depth { tokens.append(Token(kind: .dedent, start: end, end: end)) }
    tokens.append(Token(kind: .end, start: end, end: end))
  }

  private mutating func finishWithFault() {
    firstAtEnd = fault?.atEnd == true ? tokens.count : Int.max
    let span = fault?.span ?? Span(index, index)
    tokens.append(Token(kind: .fault, start: span.start, end: span.end))
  }

  /// Reads one token of the current line; false at the line's end, after a fault, and at the end of the text.
  private mutating func readToken() -> Bool {
    while true {
      switch current {
      case 0x20, 0x09, 0x0C:
        index += 1
        continue
      case 0x0A where index < limit:
        if brackets.isEmpty {
          append(.newline, from: index)
          index += 1
          return false
        }
        index += 1
        continue
      case UInt8(ascii: "#"):
        let start = index
        while index < limit, text[index] != 0x0A { index += 1 }
        guard brackets.isEmpty else { continue }
        append(.newline, from: start)
        index += 1
        return false
      case UInt8(ascii: "\\"):
        guard continueLine() else { return false }
        continue
      default: break
      }
      break
    }
    guard index < limit else {
      stopAtOpenBracket()
      return false
    }
    let start = index
    switch current {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF:
      readWord()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readNumber()
    case UInt8(ascii: "."):
      if isDigit(byte(index + 1)) {
        readNumber()
      } else if byte(index + 1) == UInt8(ascii: "."), byte(index + 2) == UInt8(ascii: ".") {
        index += 3
        append(.ellipsis, from: start)
      } else {
        index += 1
        append(.dot, from: start)
      }
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      readString(from: start)
    default:
      readOperator()
    }
    return fault == nil
  }

  private mutating func stopAtOpenBracket() {
    guard let open = brackets.last, !isField || brackets.count > 1 else { return }
    let character = Character(Unicode.Scalar(open.byte))
    stop("'\(character)' was never closed", Span(open.offset, open.offset + 1), atEnd: true, isInToken: false)
  }

  /// Steps over a backslash and the line end after it.
  mutating func continueLine() -> Bool {
    guard byte(index + 1) == 0x0A, index + 1 < limit else {
      if index + 1 >= limit {
        stopAtOpenBracket()
        stop("unexpected EOF while parsing", Span(index + 1, index + 1), atEnd: true, isInToken: false)
      } else {
        stop("unexpected character after line continuation character", Span(index + 1, index + 2), isInToken: false)
      }
      return false
    }
    index += 2
    if index >= limit {
      stopAtOpenBracket()
      stop("unexpected EOF while parsing", Span(index, index), atEnd: true, isInToken: false)
      return false
    }
    return true
  }

  mutating func open(_ byte: UInt8, _ kind: Token.Kind) {
    guard brackets.count < Lexer.mostBrackets else {
      stop("too many nested parentheses", Span(index, index + 1))
      return
    }
    brackets.append(Bracket(byte: byte, offset: index))
    index += 1
    append(kind, from: index - 1)
  }

  mutating func close(_ byte: UInt8, _ kind: Token.Kind) {
    let place = Span(index, index + 1)
    let closing = Character(Unicode.Scalar(byte))
    guard let open = brackets.popLast() else {
      stop("unmatched '\(closing)'", place)
      return
    }
    // In ASCII `)` follows `(` at once, the other pairs are two apart.
    guard byte == open.byte + (open.byte == UInt8(ascii: "(") ? 1 : 2) else {
      let opening = Character(Unicode.Scalar(open.byte))
      var message = "closing parenthesis '\(closing)' does not match opening parenthesis '\(opening)'"
      let lines = lines(upTo: open.offset)
      if lines != self.lines(upTo: index) { message += " on line \(lines)" }
      stop(message, place)
      return
    }
    index += 1
    append(kind, from: index - 1)
  }

  /// The 1-based line of an offset.
  func lines(upTo offset: Int) -> Int {
    text[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// The columns at which the open blocks began.
private struct Indentation {
  /// Columns with tabs going to multiples of 8, and with tabs counting 1: where the two disagree about which line is
  /// deeper, the program means different things in different editors, and Python refuses it.
  private var columns: [(wide: Int, narrow: Int)] = [(0, 0)]

  var depth: Int { columns.count - 1 }

  /// Reads the white space a line begins with, and opens and closes blocks; blank lines are stepped over.
  mutating func begin(_ lexer: inout Lexer) {
    var wide = 0
    var narrow = 0
    measuring: while true {
      switch lexer.current {
      case 0x20:
        wide += 1
        narrow += 1
      case 0x09:
        wide = (wide / 8 + 1) * 8
        narrow += 1
      case 0x0C:
        wide = 0
        narrow = 0
      case UInt8(ascii: "\\"):
        // The indentation of a line that goes on is that of its first part.
        let (w, n) = (wide, narrow)
        guard lexer.continueLine() else { return }
        while [0x20, 0x09, 0x0C].contains(lexer.current) { lexer.index += 1 }
        (wide, narrow) = (w, n)
        if lexer.current == UInt8(ascii: "\\") { continue measuring }
        break measuring
      default:
        break measuring
      }
      lexer.index += 1
    }
    guard lexer.index < lexer.limit else { return }
    if lexer.current == UInt8(ascii: "#") {
      while lexer.index < lexer.limit, lexer.current != 0x0A { lexer.index += 1 }
      lexer.index += 1
      return begin(&lexer)
    }
    if lexer.current == 0x0A {
      lexer.index += 1
      return begin(&lexer)
    }
    place((wide, narrow), &lexer)
  }

  private mutating func place(_ column: (wide: Int, narrow: Int), _ lexer: inout Lexer) {
    guard var last = columns.last else { return }
    if column.wide > last.wide {
      guard columns.count < Lexer.mostIndentations else {
        return lexer.stop(
          "too many levels of indentation", Span(lexer.index, lexer.index), type: "IndentationError", isInToken: false)
      }
      guard column.narrow > last.narrow else { return inconsistent(&lexer) }
      columns.append(column)
      lexer.append(.indent, from: lexer.index)
      return
    }
    guard let outer = columns.last(where: { $0.wide <= column.wide }), outer.wide == column.wide else {
      return lexer.stop(
        "unindent does not match any outer indentation level", lexer.currentLine, type: "IndentationError",
        isInToken: false)
    }
    while column.wide < last.wide {
      columns.removeLast()
      lexer.append(.dedent, from: lexer.index)
      last = columns.last ?? outer
    }
    if column.narrow != last.narrow { inconsistent(&lexer) }
  }

  private func inconsistent(_ lexer: inout Lexer) {
    lexer.stop(
      "inconsistent use of tabs and spaces in indentation", lexer.currentLine, type: "TabError", isInToken: false)
  }
}

extension Lexer {
  /// The line `index` stands in, without its indentation.
  fileprivate var currentLine: Span {
    var end = index
    while end < limit, text[end] != 0x0A { end += 1 }
    return Span(index, end)
  }
}
