import Diagnostics

/// One token: what it is and the bytes it covers.
struct Token {
  var kind: Kind
  var start: Int
  var end: Int

  var span: Span { Span(start, end) }

  enum Kind: UInt8 {
    case end, newline, indent, dedent
    case name, number, string
    /// Text the lexer could not read: always the last token, and `Lexer.fault` says why.
    case fault
    /// A character Python has no use for, such as `$`.
    case unknown

    // Brackets and punctuation.
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, colon, semicolon, dot, ellipsis, arrow, walrus, assign, at

    // Operators.
    case plus, minus, star, slash, doubleSlash, percent, doubleStar
    case leftShift, rightShift, ampersand, bar, caret, tilde
    case less, lessEqual, greater, greaterEqual, equal, notEqual, lessGreater

    // Augmented assignment.
    case plusAssign, minusAssign, starAssign, slashAssign, doubleSlashAssign, percentAssign, doubleStarAssign
    case atAssign, leftShiftAssign, rightShiftAssign, ampersandAssign, barAssign, caretAssign

    // Keywords.
    case `false`, none, `true`
    case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally
    case `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`
    case `while`, with, yield
  }
}

/// The words that are no names.
public enum Keyword {
  public static var all: [String] { Token.Kind.keywords.map(\.0) }
}

extension Token.Kind {
  static let keywords: [(String, Token.Kind)] = [
    ("False", .false), ("None", .none), ("True", .true), ("and", .and), ("as", .as), ("assert", .assert),
    ("async", .async), ("await", .await), ("break", .break), ("class", .class), ("continue", .continue),
    ("def", .def), ("del", .del), ("elif", .elif), ("else", .else), ("except", .except), ("finally", .finally),
    ("for", .for), ("from", .from), ("global", .global), ("if", .if), ("import", .import), ("in", .in), ("is", .is),
    ("lambda", .lambda), ("nonlocal", .nonlocal), ("not", .not), ("or", .or), ("pass", .pass), ("raise", .raise),
    ("return", .return), ("try", .try), ("while", .while), ("with", .with), ("yield", .yield),
  ]

  /// Keywords by their first byte, so that most names are told apart by one look.
  private static let keywordsByFirstByte: [[([UInt8], Token.Kind)]] = {
    var table: [[([UInt8], Token.Kind)]] = Array(repeating: [], count: 128)
    for (word, kind) in keywords {
      let bytes = Array(word.utf8)
      table[Int(bytes[0])].append((bytes, kind))
    }
    return table
  }()

  /// The keyword that `bytes` spell, or `.name`.
  static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Token.Kind {
    guard let first = bytes.first, first < 128, (2...8).contains(bytes.count) else { return .name }
    for (word, kind) in keywordsByFirstByte[Int(first)] where word.count == bytes.count && word.elementsEqual(bytes) {
      return kind
    }
    return .name
  }

  var isKeyword: Bool { rawValue >= Token.Kind.false.rawValue }
}
