/// Cutting text at white space and at line breaks.
enum Words {
  /// `split()` without a separator.
  static func split(_ text: String, limit: Int) -> [String] {
    var result: [String] = []
    split(text, limit: limit) { result.append(String($0)) }
    return result
  }

  /// The same word by word.
  static func split(_ text: String, limit: Int, _ body: (Substring) throws -> Void) rethrows {
    let scalars = text.unicodeScalars
    var remaining = limit < 0 ? Int.max : limit
    var position = scalars.startIndex
    while true {
      while position < scalars.endIndex, scalars[position].isPythonSpace { position = scalars.index(after: position) }
      if position == scalars.endIndex { return }
      if remaining == 0 { return try body(text[position...]) }
      let start = position
      while position < scalars.endIndex, !scalars[position].isPythonSpace { position = scalars.index(after: position) }
      try body(text[start..<position])
      remaining -= 1
    }
  }

  /// `split()` of ASCII text.
  static func asciiWords(_ bytes: UnsafeBufferPointer<UInt8>) throws -> [Value] {
    @inline(__always) func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
    }
    var parts = Parts()
    var position = 0
    while true {
      while position < bytes.count, isSpace(bytes[position]) { position += 1 }
      if position == bytes.count { return parts.values }
      let start = position
      while position < bytes.count, !isSpace(bytes[position]) { position += 1 }
      try MemoryCap.check(position - start)
      try parts.append(.object(StringObject.of(UnsafeBufferPointer(rebasing: bytes[start..<position]), isASCII: true)))
    }
  }

  /// `rsplit()` without a separator, the last word first.
  static func splitFromEnd(_ text: String, limit: Int, _ body: (Substring) throws -> Void) rethrows {
    let scalars = text.unicodeScalars
    var remaining = limit < 0 ? Int.max : limit
    var end = scalars.endIndex
    while true {
      while end > scalars.startIndex, scalars[scalars.index(before: end)].isPythonSpace {
        end = scalars.index(before: end)
      }
      if end == scalars.startIndex { return }
      if remaining == 0 { return try body(text[..<end]) }
      let stop = end
      while end > scalars.startIndex, !scalars[scalars.index(before: end)].isPythonSpace {
        end = scalars.index(before: end)
      }
      try body(text[end..<stop])
      remaining -= 1
    }
  }

  /// `splitlines`.
  static func lines(_ text: String, keepEnds: Bool) -> [String] {
    var result: [String] = []
    eachLine(text, keepEnds: keepEnds) { result.append(String($0)) }
    return result
  }

  /// The same line by line.
  static func eachLine(_ text: String, keepEnds: Bool, _ body: (Substring) throws -> Void) rethrows {
    let scalars = text.unicodeScalars
    var position = scalars.startIndex
    while position < scalars.endIndex {
      let start = position
      while position < scalars.endIndex, !scalars[position].isLineBreak { position = scalars.index(after: position) }
      let stop = position
      if position < scalars.endIndex {
        let wasReturn = scalars[position] == "\r"
        position = scalars.index(after: position)
        if wasReturn, position < scalars.endIndex, scalars[position] == "\n" {
          position = scalars.index(after: position)
        }
      }
      try body(text[start..<(keepEnds ? position : stop)])
    }
  }

  /// `strip` and its halves.
  static func trimmed(_ text: Substring, start: Bool, end: Bool, where test: (Unicode.Scalar) -> Bool) -> String {
    String(trim(text, start: start, end: end, where: test))
  }

  /// The same as a part of the text.
  static func trim(_ text: Substring, start: Bool, end: Bool, where test: (Unicode.Scalar) -> Bool) -> Substring {
    let scalars = text.unicodeScalars
    var low = scalars.startIndex
    var high = scalars.endIndex
    if start { while low < high, test(scalars[low]) { low = scalars.index(after: low) } }
    if end {
      while low < high {
        let before = scalars.index(before: high)
        guard test(scalars[before]) else { break }
        high = before
      }
    }
    return text[low..<high]
  }

  /// `expandtabs`; columns begin anew after `\n` and `\r`.
  static func expandingTabs(_ text: String, size: Int) throws(TextFault) -> String {
    var out = String.UnicodeScalarView()
    var column = 0
    // What memory has room for, in an array that grows.
    let most = Swift.max(MemoryCap.smallestAsked, MemoryCap.available / 4)
    var written = text.utf8.count
    if written > most { throw .outOfMemory }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t":
        guard size > 0 else { continue }
        let missing = size - column % size
        written += missing
        if missing > TextFault.longestPadding || written > most { throw .outOfMemory }
        for _ in 0..<missing { out.append(" ") }
        column += missing
      case "\n", "\r":
        out.append(scalar)
        column = 0
      default:
        out.append(scalar)
        column += 1
      }
    }
    return String(out)
  }
}
