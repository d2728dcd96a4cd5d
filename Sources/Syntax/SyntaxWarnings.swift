import Diagnostics

/// What CPython warns of in programs that are right: probably not what the person meant.
enum SyntaxWarnings {
  /// The warnings of a program, in the order CPython gives them: those about its tokens come first.
  static func of(
    _ statements: [Statement], _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var isSuspicious = false
    for (place, token) in tokens.enumerated().dropLast() {
      let next = tokens[place + 1]
      switch token.kind {
      case .is: isSuspicious = true
      case .assert where next.kind == .leftParenthesis: isSuspicious = true
      case .number:
        if next.start == token.end, mayTouchNumber(next.kind) {
          found.append(warning("invalid \(kind(ofNumber: text[token.start..<token.end])) literal", token.span))
        }
        isSuspicious = isSuspicious || next.kind.opensTrailer
      case .string:
        if let escape = firstUnknownEscape(text[token.start..<token.end]) {
          found.append(
            Diagnostic(
              "DeprecationWarning", "invalid escape sequence '\\\(escape)'", at: token.span))
        }
        isSuspicious = isSuspicious || next.kind.opensTrailer || isFormatted(text[token.start..<token.end])
      case .rightParenthesis, .rightBracket, .rightBrace, .none, .true, .false, .ellipsis:
        isSuspicious = isSuspicious || next.kind.opensTrailer
      default: break
      }
    }
    guard isSuspicious else { return found }
    var check = WarningCheck()
    check.visit(statements)
    return found + check.found
  }

  static func warning(_ message: String, _ span: Span) -> Diagnostic { Diagnostic("SyntaxWarning", message, at: span) }

  /// The keywords that could always stand behind a number without a space.
  private static func mayTouchNumber(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .and, .else, .for, .if, .in, .is, .not, .or: true
    default: false
    }
  }

  private static func kind(ofNumber digits: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    if digits.last.map({ $0 | 0x20 }) == UInt8(ascii: "j") { return "imaginary" }
    guard digits.first == UInt8(ascii: "0"), digits.count > 1 else { return "decimal" }
    switch digits[digits.startIndex + 1] | 0x20 {
    case UInt8(ascii: "x"): return "hexadecimal"
    case UInt8(ascii: "o"): return "octal"
    case UInt8(ascii: "b"): return "binary"
    default: return "decimal"
    }
  }

  /// Whether expressions may stand in a string token.
  private static func isFormatted(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    token.prefix(2).contains { $0 | 0x20 == UInt8(ascii: "f") } && token.contains(UInt8(ascii: "{"))
  }

  /// The character behind the first backslash of a string token that begins no escape.
  private static func firstUnknownEscape(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Character? {
    guard token.contains(UInt8(ascii: "\\")) else { return nil }
    let prefix = token.prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    guard !prefix.contains(where: { $0 | 0x20 == UInt8(ascii: "r") }) else { return nil }
    let isBytes = prefix.contains { $0 | 0x20 == UInt8(ascii: "b") }
    let known = "\n\\'\"abfnrtv01234567x".utf8
    var index = token.startIndex
    while index < token.endIndex - 1 {
      guard token[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let next = token[index + 1]
      let isKnown = known.contains(next) || !isBytes && "uUN".utf8.contains(next)
      if !isKnown { return String(decoding: token[(index + 1)...].prefix(4), as: UTF8.self).first }
      index += 2
    }
    return nil
  }
}

extension Token.Kind {
  /// Whether a call or a subscript may begin with it.
  fileprivate var opensTrailer: Bool { self == .leftParenthesis || self == .leftBracket }
}
