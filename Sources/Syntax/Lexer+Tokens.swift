import Diagnostics

// Words, numbers, strings and operators.
extension Lexer {
  // MARK: Words

  /// A name, a keyword, or the prefix of a string.
  mutating func readWord() {
    let start = index
    var isASCII = true
    var byte = current
    while isWordByte(byte), index < limit {
      if byte >= 0x80 { isASCII = false }
      index += 1
      byte = current
    }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""), isStringPrefix(start..<index) {
      return readString(from: start)
    }
    if !isASCII, !checkWord(start..<index) { return }
    append(Token.Kind.word(UnsafeBufferPointer(rebasing: text[start..<index])), from: start)
  }

  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private func isStringPrefix(_ range: Range<Int>) -> Bool {
    guard range.count <= 2 else { return false }
    let first = text[range.lowerBound] | 0x20
    guard range.count == 2 else { return [0x62, 0x66, 0x72, 0x75].contains(first) }
    let second = text[range.lowerBound + 1] | 0x20
    // rb br rf fr
    return first == 0x72 && (second == 0x62 || second == 0x66) || second == 0x72 && (first == 0x62 || first == 0x66)
  }

  /// Whether all characters of a word with some beyond ASCII may stand in a name.
  private mutating func checkWord(_ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      let fits =
        offset == range.lowerBound ? scalar == "_" || properties.isXIDStart : properties.isXIDContinue
      let end = offset + UTF8.width(scalar)
      guard fits else {
        index = end
        stop(Lexer.invalidCharacter(scalar), Span(offset, end))
        return false
      }
      offset = end
    }
    return true
  }

  private static func invalidCharacter(_ scalar: Unicode.Scalar) -> String {
    let hex = hexadecimal(scalar.value, width: 4)
    return isPrintable(scalar)
      ? "invalid character '\(Character(scalar))' (U+\(hex))" : "invalid non-printable character U+\(hex)"
  }

  private static func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Python's `str.isprintable` of one character.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  // MARK: Numbers

  mutating func readNumber() {
    let start = index
    if current == UInt8(ascii: "0") {
      switch byte(index + 1) | 0x20 {
      case UInt8(ascii: "x"):
        return readRadix("hexadecimal", from: start) { $0 &- 0x30 < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
      case UInt8(ascii: "o"): return readRadix("octal", from: start) { $0 &- 0x30 < 8 }
      case UInt8(ascii: "b"): return readRadix("binary", from: start) { $0 &- 0x30 < 2 }
      default: break
      }
    }
    let startsWithZero = current == UInt8(ascii: "0")
    var zerosEnd = start
    if current != UInt8(ascii: ".") {
      if startsWithZero {
        while current == UInt8(ascii: "0") || current == UInt8(ascii: "_") && isDigit(byte(index + 1)) {
          index += 1
        }
        zerosEnd = index
        if current == UInt8(ascii: "_") { return stop("invalid decimal literal", before: index + 1) }
      }
      if isDigit(current), !readDigits() { return }
    }
    let wholeEnd = index
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      if isDigit(current), !readDigits() { return }
    }
    if current | 0x20 == UInt8(ascii: "e") {
      let sign = byte(index + 1)
      let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      if isDigit(byte(index + (hasSign ? 2 : 1))) {
        isWhole = false
        index += hasSign ? 2 : 1
        if !readDigits() { return }
      } else if hasSign {
        return stop("invalid decimal literal", before: index + 2)
      } else {
        // Before `else` Python lets even leading zeros pass.
        if checkEnd("decimal", start) { append(.number, from: start) }
        return
      }
    }
    if current | 0x20 == UInt8(ascii: "j") {
      index += 1
      if checkEnd("imaginary", start) { append(.number, from: start) }
      return
    }
    if startsWithZero, isWhole, refuseLeadingZeros(start, zerosEnd, wholeEnd) { return }
    if checkEnd("decimal", start) { append(.number, from: start) }
  }

  private mutating func refuseLeadingZeros(_ start: Int, _ zerosEnd: Int, _ wholeEnd: Int) -> Bool {
    guard text[zerosEnd..<wholeEnd].contains(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") }) else {
      return false
    }
    stop(
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      Span(start, zerosEnd))
    return true
  }

  /// Digits with single underscores between them.
  private mutating func readDigits() -> Bool {
    while true {
      while isDigit(current) { index += 1 }
      guard current == UInt8(ascii: "_") else { return true }
      index += 1
      guard isDigit(current) else {
        stop("invalid decimal literal", before: index)
        return false
      }
    }
  }

  private mutating func readRadix(_ name: String, from start: Int, _ isDigit: (UInt8) -> Bool) {
    index += 2
    repeat {
      if current == UInt8(ascii: "_") { index += 1 }
      guard isDigit(current), index < limit else {
        if self.isDigit(current) { return refuseDigit(name) }
        return stop("invalid \(name) literal", before: index)
      }
      while isDigit(current), index < limit { index += 1 }
    } while current == UInt8(ascii: "_")
    if self.isDigit(current) { return refuseDigit(name) }
    if checkEnd(name, start) { append(.number, from: start) }
  }

  private mutating func refuseDigit(_ name: String) {
    let digit = Character(Unicode.Scalar(current))
    index += 1
    stop("invalid digit '\(digit)' in \(name) literal", before: index)
  }

  /// A number may not run into a word, but for the keywords that can follow one (`1if x else y`).
  private mutating func checkEnd(_ name: String, _ start: Int) -> Bool {
    guard isWordByte(current), current < 0x80, index < limit, !startsKeywordAfterNumber() else { return true }
    // Python points at the last character it took for the number's.
    stop("invalid \(name) literal", before: index)
    return false
  }

  private func startsKeywordAfterNumber() -> Bool {
    // Of `if`, `in` and `is` Python looks at no more than the two letters.
    if current == UInt8(ascii: "i") { return "fns".utf8.contains(byte(index + 1)) }
    for word in ["and", "else", "for", "or", "not"] {
      let end = index + word.utf8.count
      if text[index..<min(limit, end)].elementsEqual(word.utf8) { return !isWordByte(byte(end)) }
    }
    return false
  }

  // MARK: Strings

  /// A string from `start`, where its prefix begins, with `index` at the quote.
  mutating func readString(from start: Int) {
    let quote = current
    let isTriple = byte(index + 1) == quote && byte(index + 2) == quote
    if !isTriple, byte(index + 1) == quote {
      index += 2
      return append(.string, from: start)
    }
    index += isTriple ? 3 : 1
    while index < limit {
      let byte = text[index]
      if byte == quote, !isTriple || self.byte(index + 1) == quote && self.byte(index + 2) == quote {
        index += isTriple ? 3 : 1
        return append(.string, from: start)
      }
      if byte == 0x0A, !isTriple { break }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index, limit)
    let kind = isTriple ? "unterminated triple-quoted string literal" : "unterminated string literal"
    // The nothing after a final newline is no line.
    let line = lines(upTo: index == limit && limit > 0 && text[limit - 1] == 0x0A ? limit - 1 : index)
    stop("\(kind) (detected at line \(line))", Span(start, start + 1), atEnd: isTriple)
  }

  // MARK: Operators

  mutating func readOperator() {
    let start = index
    let (first, second, third) = (current, byte(index + 1), byte(index + 2))
    func has(_ character: Unicode.Scalar) -> Bool { second == UInt8(ascii: character) }
    let equals = second == UInt8(ascii: "=")
    let (kind, length): (Token.Kind, Int)
    switch first {
    case UInt8(ascii: "("): return open(first, .leftParenthesis)
    case UInt8(ascii: "["): return open(first, .leftBracket)
    case UInt8(ascii: "{"): return open(first, .leftBrace)
    case UInt8(ascii: ")"): return close(first, .rightParenthesis)
    case UInt8(ascii: "]"): return close(first, .rightBracket)
    case UInt8(ascii: "}"): return close(first, .rightBrace)
    case UInt8(ascii: ","): (kind, length) = (.comma, 1)
    case UInt8(ascii: ";"): (kind, length) = (.semicolon, 1)
    case UInt8(ascii: "~"): (kind, length) = (.tilde, 1)
    case UInt8(ascii: ":"): (kind, length) = equals ? (.walrus, 2) : (.colon, 1)
    case UInt8(ascii: "="): (kind, length) = equals ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!") where equals: (kind, length) = (.notEqual, 2)
    case UInt8(ascii: "+"): (kind, length) = equals ? (.plusAssign, 2) : (.plus, 1)
    case UInt8(ascii: "-"): (kind, length) = equals ? (.minusAssign, 2) : has(">") ? (.arrow, 2) : (.minus, 1)
    case UInt8(ascii: "%"): (kind, length) = equals ? (.percentAssign, 2) : (.percent, 1)
    case UInt8(ascii: "&"): (kind, length) = equals ? (.ampersandAssign, 2) : (.ampersand, 1)
    case UInt8(ascii: "|"): (kind, length) = equals ? (.barAssign, 2) : (.bar, 1)
    case UInt8(ascii: "^"): (kind, length) = equals ? (.caretAssign, 2) : (.caret, 1)
    case UInt8(ascii: "@"): (kind, length) = equals ? (.atAssign, 2) : (.at, 1)
    case UInt8(ascii: "*"):
      if has("*") {
        (kind, length) = third == UInt8(ascii: "=") ? (.doubleStarAssign, 3) : (.doubleStar, 2)
      } else {
        (kind, length) = equals ? (.starAssign, 2) : (.star, 1)
      }
    case UInt8(ascii: "/"):
      if has("/") {
        (kind, length) = third == UInt8(ascii: "=") ? (.doubleSlashAssign, 3) : (.doubleSlash, 2)
      } else {
        (kind, length) = equals ? (.slashAssign, 2) : (.slash, 1)
      }
    case UInt8(ascii: "<"):
      if has("<") {
        (kind, length) = third == UInt8(ascii: "=") ? (.leftShiftAssign, 3) : (.leftShift, 2)
      } else {
        (kind, length) = equals ? (.lessEqual, 2) : has(">") ? (.lessGreater, 2) : (.less, 1)
      }
    case UInt8(ascii: ">"):
      if has(">") {
        (kind, length) = third == UInt8(ascii: "=") ? (.rightShiftAssign, 3) : (.rightShift, 2)
      } else {
        (kind, length) = equals ? (.greaterEqual, 2) : (.greater, 1)
      }
    default:
      guard first >= 0x20, first != 0x7F else {
        index += 1
        let hex = String(first, radix: 16, uppercase: true)
        return stop(
          "invalid non-printable character U+\(String(repeating: "0", count: 4 - hex.count))\(hex)", before: index)
      }
      (kind, length) = (.unknown, 1)
    }
    index += length
    append(kind, from: start)
  }
}
