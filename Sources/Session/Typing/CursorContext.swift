/// Where in a cell the cursor stands: which brackets are open, whether in a string or a comment, and what comes before.
///
/// It reads the bytes before the cursor once, as the lexer would, but minds no mistake: what is being typed is rarely
/// right yet.
struct CursorContext {
  /// A bracket that is open at the cursor.
  struct Bracket {
    let byte: UInt8
    let offset: Int
    /// Where the argument begins in which the cursor stands, and how many came before it.
    var argumentStart: Int
    var arguments: Int
  }

  /// The string that the cursor stands in.
  struct OpenString {
    /// Of the first quote.
    let offset: Int
    /// Of the first character inside.
    let contents: Int
    let isFormatted: Bool
  }

  let bytes: [UInt8]
  private(set) var brackets: [Bracket] = []
  private(set) var string: OpenString?
  private(set) var isInComment = false
  /// Where the statement begins in which the cursor stands.
  private(set) var statementStart = 0
  /// Where the statements before it end.
  private var matches: [Int: Int] = [:]
  private var strings: [Int: Int] = [:]

  /// - Parameter cursor: A UTF-8 offset.
  init(_ text: String, at cursor: Int) {
    bytes = Array(text.utf8.prefix(max(0, cursor)))
    read()
  }

  private mutating func read() {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case Ascii.hash:
        while at < bytes.count, bytes[at] != Ascii.newline { at += 1 }
        isInComment = at == bytes.count
        continue
      case Ascii.quote, Ascii.doubleQuote: at = readString(at)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets.append(Bracket(byte: byte, offset: at, argumentStart: at + 1, arguments: 0))
        at += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let open = brackets.popLast() { matches[at] = open.offset }
        at += 1
      case UInt8(ascii: ","):
        if let last = brackets.indices.last {
          brackets[last].argumentStart = at + 1
          brackets[last].arguments += 1
        }
        at += 1
      case Ascii.newline, UInt8(ascii: ";"):
        at += 1
        if brackets.isEmpty { statementStart = at }
      case UInt8(ascii: "\\"): at += 2
      default: at += 1
      }
    }
  }

  /// Reads a string from its first quote; returns the place behind it.
  private mutating func readString(_ start: Int) -> Int {
    let quote = bytes[start]
    let isTriple = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    let contents = start + (isTriple ? 3 : 1)
    var at = contents
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      if bytes[at] == quote, !isTriple || at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote {
        at += isTriple ? 3 : 1
        strings[at] = start
        return at
      }
      // A string that is not ended on its line ends with it.
      if bytes[at] == Ascii.newline, !isTriple { return at }
      at += 1
    }
    let prefix = start > 0 ? bytes[start - 1] | 0x20 : 0
    string = OpenString(offset: start, contents: contents, isFormatted: prefix == UInt8(ascii: "f"))
    return bytes.count
  }

  // MARK: What stands before a place

  func text(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[max(0, range.lowerBound)..<max(range.lowerBound, min(range.upperBound, bytes.count))],
      as: UTF8.self)
  }

  /// Where the name begins that ends at `end`.
  func nameStart(before end: Int) -> Int {
    var start = end
    while start > 0, Ascii.isNamePart(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Where the expression begins that ends at `end` and to which `.name`, `(` or `[` may be added: names, calls,
  /// subscripts, strings. Nil where there is none.
  func primaryStart(before end: Int) -> Int? {
    var place = end
    while true {
      guard place > 0 else { return nil }
      if let open = matches[place - 1] {
        place = open
        // What is called or indexed stands right before the bracket.
        if place > 0, Ascii.isNamePart(bytes[place - 1]) || matches[place - 1] != nil || strings[place] != nil {
          continue
        }
      } else if let start = strings[place] {
        place = start
        while place > 0, Ascii.isNamePart(bytes[place - 1]) { place -= 1 }
      } else if Ascii.isNamePart(bytes[place - 1]) {
        place = nameStart(before: place)
      } else {
        return nil
      }
      guard place > 0, bytes[place - 1] == UInt8(ascii: ".") else { return place }
      place -= 1
    }
  }

  /// The words of the statement up to `end`.
  func statementWords(before end: Int) -> [Substring] {
    guard statementStart <= end else { return [] }
    return text(statementStart..<end).split { $0 == " " || $0 == "\n" || $0 == "\t" }
  }

  /// The innermost call around a place: the bracket, and the span of what is called.
  var call: (bracket: Bracket, callee: Range<Int>)? {
    guard let bracket = brackets.last, bracket.byte == UInt8(ascii: "("),
      let start = primaryStart(before: bracket.offset)
    else { return nil }
    let callee = start..<bracket.offset
    let name = text(callee)
    return CursorContext.noCallees.contains(name) ? nil : (bracket, callee)
  }

  /// Words before a parenthesis that call nothing.
  private static let noCallees: Set<String> = [
    "if", "elif", "while", "for", "in", "and", "or", "not", "return", "yield", "lambda", "assert", "del", "print_",
    "import", "from", "is", "else", "with", "as", "raise", "except", "def", "class", "match", "case",
  ]

  /// The names that assignments, parameters, imports and loops of the text give.
  func ownNames(of text: String) -> Set<String> {
    var names: Set<String> = []
    let all = Array(text.utf8)
    var at = 0
    while at < all.count {
      let byte = all[at]
      if byte == Ascii.hash {
        while at < all.count, all[at] != Ascii.newline { at += 1 }
      } else if byte == Ascii.quote || byte == Ascii.doubleQuote {
        at += 1
        while at < all.count, all[at] != byte, all[at] != Ascii.newline { at += all[at] == UInt8(ascii: "\\") ? 2 : 1 }
        at += 1
      } else if Ascii.isNamePart(byte), !(0x30...0x39).contains(byte) {
        let start = at
        while at < all.count, Ascii.isNamePart(all[at]) { at += 1 }
        // Neither an attribute nor the word that is being typed.
        if start == 0 || all[start - 1] != UInt8(ascii: "."), at != bytes.count {
          names.insert(String(decoding: all[start..<at], as: UTF8.self))
        }
      } else {
        at += 1
      }
    }
    return names
  }
}

/// Bytes by name.
enum Ascii {
  static let newline = UInt8(ascii: "\n")
  static let hash = UInt8(ascii: "#")
  static let quote = UInt8(ascii: "'")
  static let doubleQuote = UInt8(ascii: "\"")

  static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
