import Diagnostics

// f-strings, cut up as CPython 3.11 does: first the extent of each field is found by its brackets and quotes, then what
// stands in it is read as an expression in parentheses.
extension StringLiteral {
  /// The parts from `index` to the end of the string, or, in a format spec (`depth` > 0), to the brace that closes it.
  mutating func formatted(_ piece: Piece, _ index: inout Int, depth: Int) throws -> [FormattedPart] {
    var parts: [FormattedPart] = []
    let end = piece.body.upperBound
    while index < end {
      let start = index
      var brace: UInt8 = 0
      while index < end {
        let byte = text[index]
        if byte == UInt8(ascii: "\\"), !piece.isRaw, index + 1 < end {
          skipEscape(&index, end)
          continue
        }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
          brace = byte
          break
        }
        index += 1
      }
      if brace != 0, depth == 0, index + 1 < end, text[index + 1] == brace {
        // A doubled brace stands for itself.
        StringLiteral.add(try string(start..<(index + 1), isRaw: piece.isRaw), to: &parts)
        index += 2
        continue
      }
      StringLiteral.add(try string(start..<index, isRaw: piece.isRaw), to: &parts)
      if brace == UInt8(ascii: "{") {
        parts.append(try field(piece, &index, depth: depth))
      } else if brace != 0 {
        if depth > 0 { return parts }
        throw Literal.Fault(message: "f-string: single '}' is not allowed")
      }
    }
    return parts
  }

  /// Steps over a backslash and what belongs to it, so that the braces of `\N{…}` open no field.
  private func skipEscape(_ index: inout Int, _ end: Int) {
    let next = text[index + 1]
    if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
      index += 1
      return
    }
    index += 2
    guard next == UInt8(ascii: "N"), index < end, text[index] == UInt8(ascii: "{") else { return }
    while index < end, text[index] != UInt8(ascii: "}") { index += 1 }
    index = min(index + 1, end)
  }

  private mutating func field(_ piece: Piece, _ index: inout Int, depth: Int) throws -> FormattedPart {
    guard depth < 2 else { throw Literal.Fault(message: "f-string: expressions nested too deeply") }
    let end = piece.body.upperBound
    index += 1
    let start = index
    try findFieldEnd(&index, end)
    guard index < end else { throw StringLiteral.unfinished }
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0C]
    if text[start..<index].allSatisfy(blanks.contains) {
      let stop = Character(Unicode.Scalar(text[index]))
      throw Literal.Fault(
        message: stop == "}"
          ? "f-string: empty expression not allowed" : "f-string: expression required before '\(stop)'")
    }
    let expression = try readField(&self, start..<index)

    var label: String?
    if text[index] == UInt8(ascii: "=") {
      index += 1
      while index < end, blanks.contains(text[index]) || text[index] == 0x0B { index += 1 }
      guard index < end else { throw StringLiteral.unfinished }
      label = String(decoding: text[start..<index], as: UTF8.self)
    }
    var conversion: Character?
    if text[index] == UInt8(ascii: "!") { conversion = try self.conversion(&index, end) }
    var spec: [FormattedPart] = []
    var hasSpec = false
    if text[index] == UInt8(ascii: ":") {
      hasSpec = true
      index += 1
      guard index < end else { throw StringLiteral.unfinished }
      spec = try formatted(piece, &index, depth: depth + 1)
    }
    guard index < end, text[index] == UInt8(ascii: "}") else { throw StringLiteral.unfinished }
    index += 1
    if label != nil, !hasSpec, conversion == nil { conversion = "r" }
    return .field(expression, label: label, conversion: conversion, spec: spec)
  }

  private static let unfinished = Literal.Fault(message: "f-string: expecting '}'")

  /// From the first byte of a field to the `!`, `:`, `=` or `}` that ends its expression.
  private func findFieldEnd(_ index: inout Int, _ end: Int) throws {
    var open: [UInt8] = []
    var quote: UInt8 = 0
    var isTriple = false
    func fault(_ message: String) -> Literal.Fault { Literal.Fault(message: message) }
    func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
    func isTripled(_ byte: UInt8, _ index: Int) -> Bool {
      index + 2 < end && text[index + 1] == byte && text[index + 2] == byte
    }
    scanning: while index < end {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"): throw fault("f-string expression part cannot include a backslash")
      case quote where quote != 0:
        if isTriple {
          if isTripled(byte, index) {
            index += 2
            quote = 0
          }
        } else {
          quote = 0
        }
      case _ where quote != 0: break
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        isTriple = isTripled(byte, index)
        if isTriple { index += 2 }
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
        guard open.count < Lexer.mostBrackets else { throw fault("f-string: too many nested parenthesis") }
        open.append(byte)
      case UInt8(ascii: "#"): throw fault("f-string expression part cannot include '#'")
      case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
        guard open.isEmpty else { break }
        if index + 1 < end, text[index + 1] == UInt8(ascii: "=") {
          index += 1
        } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "=") {
          break scanning
        }
      case UInt8(ascii: ":") where open.isEmpty, UInt8(ascii: "}") where open.isEmpty: break scanning
      case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
        guard let opening = open.popLast() else { throw fault("f-string: unmatched '\(character(byte))'") }
        guard byte == opening + (opening == UInt8(ascii: "(") ? 1 : 2) else {
          throw fault(
            "f-string: closing parenthesis '\(character(byte))' does not match opening parenthesis "
              + "'\(character(opening))'")
        }
      default: break
      }
      index += 1
    }
    if quote != 0 { throw fault("f-string: unterminated string") }
    if let opening = open.last { throw fault("f-string: unmatched '\(character(opening))'") }
  }

  private func conversion(_ index: inout Int, _ end: Int) throws -> Character {
    index += 1
    guard index < end else { throw StringLiteral.unfinished }
    let written = text[index]
    index += 1
    guard [UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a")].contains(written) else {
      throw Literal.Fault(message: "f-string: invalid conversion character: expected 's', 'r', or 'a'")
    }
    guard index < end else { throw StringLiteral.unfinished }
    return Character(Unicode.Scalar(written))
  }

  /// The expression that fills `range`.
  mutating func parseField(_ range: Range<Int>) throws -> Expression {
    let lexer = Lexer(text, field: range)
    return try lexer.tokens.withUnsafeBufferPointer { tokens in
      var parser = Parser(text: text, tokens: tokens, recursion: recursion + 1)
      let expression = try parser.starExpressions()
      try parser.expect(.newline)
      note(parser.height)
      return expression
    }
  }
}
