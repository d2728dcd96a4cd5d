import Diagnostics
import Syntax

/// The magics in a cell's text: lines that begin with `%` or `!`, and `name = %magic`.
///
/// Each is written over by `0` and blanks, so that the rest keeps its places and parses; in the tree the calls take the
/// place of those numbers.
struct MagicLines {
  struct Line {
    /// Where the sign stands.
    let offset: Int
    /// Without the sign; `!` for a shell command.
    let name: String
    let rest: String
    /// Where `rest` begins.
    let restOffset: Int
    let end: Int
  }

  /// A cell that is a cell magic as a whole.
  struct Whole {
    let name: String
    let rest: String
    let offset: Int
    let restOffset: Int
    /// Where the body begins: the end of the text where there is none.
    let bodyOffset: Int
    let body: String
  }

  let lines: [Line]
  private let bytes: [UInt8]

  /// Nil where there is none, which is told at once.
  init?(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "!") }) else { return nil }
    self.bytes = bytes
    lines = MagicLines.found(in: bytes)
    if lines.isEmpty { return nil }
  }

  /// The cell magic that the text begins with.
  static func whole(_ bytes: [UInt8]) -> Whole? {
    guard let start = bytes.firstIndex(where: { $0 != 0x0A && $0 != 0x20 && $0 != 0x0D }),
      bytes[start...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "%")])
    else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let name = bytes[(start + 2)..<end].prefix { !isBlank($0) }
    let rest = bytes[name.endIndex..<end].drop(while: isBlank)
    let body = end < bytes.count ? end + 1 : end
    return Whole(
      name: String(decoding: name, as: UTF8.self), rest: String(decoding: rest, as: UTF8.self), offset: start,
      restOffset: rest.startIndex, bodyOffset: body, body: String(decoding: bytes[body...], as: UTF8.self))
  }

  /// The text with the magics written over.
  var masked: [UInt8] {
    var result = bytes
    for line in lines {
      for at in line.offset..<line.end { result[at] = 0x20 }
      result[line.offset] = UInt8(ascii: "0")
    }
    return result
  }

  /// The text as `In` keeps it: with calls in the place of the magics.
  var expanded: String {
    var result: [UInt8] = []
    var at = 0
    for line in lines {
      result += bytes[at..<line.offset]
      let call =
        line.name == "!" ? "system(\(quoted(line.rest)))" : "run_line_magic(\(quoted(line.name)), \(quoted(line.rest)))"
      result += Array("get_ipython().\(call)".utf8)
      at = line.end
    }
    result += bytes[at...]
    return String(decoding: result, as: UTF8.self)
  }

  static func expanded(_ whole: Whole) -> String {
    "get_ipython().run_cell_magic(\(quoted(whole.name)), \(quoted(whole.rest)), "
      + "\(quoted(whole.body + (whole.body.hasSuffix("\n") ? "" : "\n"))))"
  }

  private func quoted(_ text: String) -> String { MagicLines.quoted(text) }

  /// As Python writes a string.
  private static func quoted(_ text: String) -> String {
    let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var body = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    if quote == "'" { body = body.replacing("'", with: "\\'") }
    return quote + body + quote
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  // MARK: Finding

  /// Goes through the text as a lexer would, to know where statements begin.
  private static func found(in bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var at = 0
    var depth = 0
    var isStart = true
    while at < bytes.count {
      if isStart, let line = line(at: at, in: bytes) {
        lines.append(line)
        at = line.end
        isStart = false
        continue
      }
      isStart = false
      switch bytes[at] {
      case UInt8(ascii: "#"): at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      case UInt8(ascii: "'"), UInt8(ascii: "\""): at = endOfString(from: at, in: bytes)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        at += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        at += 1
      case UInt8(ascii: "\\"): at += 2
      case 0x0A:
        at += 1
        isStart = depth == 0
      default: at += 1
      }
    }
    return lines
  }

  /// The magic of the line that begins here: at its start, or behind `name =`.
  private static func line(at start: Int, in bytes: [UInt8]) -> Line? {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    var at = bytes[start..<end].firstIndex { !isBlank($0) } ?? end
    guard at < end else { return nil }
    if bytes[at] != UInt8(ascii: "%"), bytes[at] != UInt8(ascii: "!") {
      guard let value = assigned(at, end, in: bytes) else { return nil }
      at = value
    }
    let isShell = bytes[at] == UInt8(ascii: "!")
    let name = isShell ? bytes[at..<at] : bytes[(at + 1)..<end].prefix { !isBlank($0) }
    let rest = bytes[(isShell ? at + 1 : name.endIndex)..<end].drop(while: isBlank)
    return Line(
      offset: at, name: isShell ? "!" : String(decoding: name, as: UTF8.self),
      rest: String(decoding: rest, as: UTF8.self), restOffset: rest.startIndex, end: end)
  }

  /// Where the magic in `a, b = %magic` stands.
  private static func assigned(_ start: Int, _ end: Int, in bytes: [UInt8]) -> Int? {
    guard let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let isTarget = bytes[start..<equals].allSatisfy { byte in
      byte >= 0x80 || isBlank(byte) || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x5F, 0x2C, 0x2E].contains(byte)
    }
    guard isTarget, let value = bytes[(equals + 1)..<end].firstIndex(where: { !isBlank($0) }),
      bytes[value] == UInt8(ascii: "%") || bytes[value] == UInt8(ascii: "!")
    else { return nil }
    return value
  }

  private static func endOfString(from start: Int, in bytes: [UInt8]) -> Int {
    let quote = bytes[start]
    let isLong = bytes[start...].starts(with: [quote, quote, quote])
    var at = start + (isLong ? 3 : 1)
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 2
      } else if bytes[at] == 0x0A, !isLong {
        return at
      } else if bytes[at] == quote, !isLong || bytes[at...].starts(with: [quote, quote, quote]) {
        return at + (isLong ? 3 : 1)
      } else {
        at += 1
      }
    }
    return bytes.count
  }
}
