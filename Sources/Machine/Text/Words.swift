/// Cutting text at white space and at line breaks.
enum Words {
  /// `split()` without a separator.
  static func split(_ text: String, limit: Int) -> [String] {
    let scalars = text.unicodeScalars
    var remaining = limit < 0 ? Int.max : limit
    var result: [String] = []
    var position = scalars.startIndex
    while true {
      while position < scalars.endIndex, scalars[position].isPythonSpace { position = scalars.index(after: position) }
      if position == scalars.endIndex { return result }
      if remaining == 0 {
        result.append(String(text[position...]))
        return result
      }
      let start = position
      while position < scalars.endIndex, !scalars[position].isPythonSpace { position = scalars.index(after: position) }
      result.append(String(text[start..<position]))
      remaining -= 1
    }
  }

  /// `split()` of ASCII text.
  static func asciiWords(_ bytes: UnsafeBufferPointer<UInt8>) -> [Value] {
    @inline(__always) func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
    }
    var result: [Value] = []
    var position = 0
    while true {
      while position < bytes.count, isSpace(bytes[position]) { position += 1 }
      if position == bytes.count { return result }
      let start = position
      while position < bytes.count, !isSpace(bytes[position]) { position += 1 }
      result.append(.object(StringObject.of(UnsafeBufferPointer(rebasing: bytes[start..<position]))))
    }
  }

  static func splitFromEnd(_ text: String, limit: Int) -> [String] {
    let scalars = text.unicodeScalars
    var remaining = limit < 0 ? Int.max : limit
    var result: [String] = []
    var end = scalars.endIndex
    while true {
      while end > scalars.startIndex, scalars[scalars.index(before: end)].isPythonSpace {
        end = scalars.index(before: end)
      }
      if end == scalars.startIndex { return result.reversed() }
      if remaining == 0 {
        result.append(String(text[..<end]))
        return result.reversed()
      }
      let stop = end
      while end > scalars.startIndex, !scalars[scalars.index(before: end)].isPythonSpace {
        end = scalars.index(before: end)
      }
      result.append(String(text[end..<stop]))
      remaining -= 1
    }
  }

  /// `splitlines`.
  static func lines(_ text: String, keepEnds: Bool) -> [String] {
    let scalars = text.unicodeScalars
    var result: [String] = []
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
      result.append(String(text[start..<(keepEnds ? position : stop)]))
    }
    return result
  }

  /// `strip` and its halves.
  static func trimmed(_ text: Substring, start: Bool, end: Bool, where test: (Unicode.Scalar) -> Bool) -> String {
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
    return String(text[low..<high])
  }

  /// `expandtabs`; columns begin anew after `\n` and `\r`.
  static func expandingTabs(_ text: String, size: Int) throws(TextFault) -> String {
    var out = String.UnicodeScalarView()
    var column = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t":
        guard size > 0 else { continue }
        let missing = size - column % size
        if missing > TextFault.longestPadding { throw .outOfMemory }
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
