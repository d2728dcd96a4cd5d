import Diagnostics

/// What string tokens side by side mean together.
struct StringLiteral {
  let text: UnsafeBufferPointer<UInt8>
  /// How deep the parser has called itself already.
  let recursion: Int
  /// The height of the highest expression inside, 0 without any.
  private(set) var height = 0
  /// Called for every `{…}`; the fault finder puts itself here to say what is wrong in one.
  var readField: (inout StringLiteral, Range<Int>) throws -> Expression = { literal, range in
    try literal.parseField(range)
  }

  init(text: UnsafeBufferPointer<UInt8>, recursion: Int) {
    self.text = text
    self.recursion = recursion
  }

  /// A string token taken apart.
  struct Piece {
    var isRaw = false
    var isBytes = false
    var isFormatted = false
    let token: Token
    /// What stands between the quotes.
    let body: Range<Int>
  }

  mutating func value(of tokens: UnsafeBufferPointer<Token>) throws -> Expression.Kind {
    if tokens.count == 1 {
      let piece = piece(tokens[0])
      if piece.isBytes { return .constant(.bytes(try bytes(piece))) }
      if !piece.isFormatted { return .constant(.string(try string(piece.body, isRaw: piece.isRaw))) }
    }
    return try joined(tokens.map(piece))
  }

  private func piece(_ token: Token) -> Piece {
    var start = token.start
    var (isRaw, isBytes, isFormatted) = (false, false, false)
    while text[start] != UInt8(ascii: "'"), text[start] != UInt8(ascii: "\"") {
      switch text[start] | 0x20 {
      case UInt8(ascii: "r"): isRaw = true
      case UInt8(ascii: "b"): isBytes = true
      case UInt8(ascii: "f"): isFormatted = true
      default: break
      }
      start += 1
    }
    let quote = text[start]
    let isTriple = token.end - start >= 6 && text[start + 1] == quote && text[start + 2] == quote
    let width = isTriple ? 3 : 1
    return Piece(
      isRaw: isRaw, isBytes: isBytes, isFormatted: isFormatted, token: token,
      body: (start + width)..<(token.end - width))
  }

  private mutating func joined(_ pieces: [Piece]) throws -> Expression.Kind {
    let isBytes = pieces[0].isBytes
    var allBytes: [UInt8] = []
    var parts: [FormattedPart] = []
    var isFormatted = false
    for piece in pieces {
      // What is wrong in a piece comes before its being of the wrong kind.
      var text = ""
      if piece.isBytes {
        allBytes += try bytes(piece)
      } else if !piece.isFormatted {
        text = try string(piece.body, isRaw: piece.isRaw)
      }
      guard piece.isBytes == isBytes else {
        throw Literal.Fault(message: "cannot mix bytes and nonbytes literals")
      }
      if piece.isFormatted {
        isFormatted = true
        var index = piece.body.lowerBound
        parts += try formatted(piece, &index, depth: 0)
      } else {
        StringLiteral.add(text, to: &parts)
      }
    }
    if isBytes { return .constant(.bytes(allBytes)) }
    var merged: [FormattedPart] = []
    for part in parts {
      if case .text(let text) = part { StringLiteral.add(text, to: &merged) } else { merged.append(part) }
    }
    if isFormatted { return .formatted(merged) }
    guard case .text(let text)? = merged.first else { return .constant(.string("")) }
    return .constant(.string(text))
  }

  /// Adds text, to the text before it if there is some.
  static func add(_ text: String, to parts: inout [FormattedPart]) {
    if text.isEmpty { return }
    if case .text(let before)? = parts.last {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(.text(text))
    }
  }

  mutating func note(_ height: Int) { self.height = max(self.height, height) }
}
