/// A piece of program text with the name it is known by: a cell such as `In [3]`, or a file.
///
/// Line ends are unified to `\n` when the source is made, so every offset anywhere in Argent counts bytes of `bytes`.
public final class Source: Sendable {
  public let name: String
  /// The text as UTF-8. Not checked: what is read from a file may hold anything.
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes.contains(0x0D) ? Source.unifyingLineEnds(bytes) : bytes
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The whole text; what is not UTF-8 reads as U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  private static func unifyingLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0D else {
        result.append(byte)
        continue
      }
      result.append(0x0A)
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    }
    return result
  }
}

extension Source {
  /// The 1-based line that `offset` stands in.
  ///
  /// - Complexity: O(offset); places are asked for when something went wrong, so no table of lines is kept.
  public func line(at offset: Int) -> Int {
    var line = 1
    for byte in bytes[..<clamped(offset)] where byte == 0x0A { line += 1 }
    return line
  }

  /// The 0-based column of `offset`, in characters as Python counts them (code points).
  public func column(at offset: Int) -> Int {
    let offset = clamped(offset)
    var column = 0
    // Continuation bytes (10xxxxxx) belong to the character before them.
    for byte in bytes[lineRange(at: offset).lowerBound..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return column
  }

  /// The offsets of the line that `offset` stands in, without its newline.
  public func lineRange(at offset: Int) -> Range<Int> {
    let offset = clamped(offset)
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return start..<end
  }

  /// The text of the line that `offset` stands in, without its newline.
  public func lineText(at offset: Int) -> String {
    String(decoding: bytes[lineRange(at: offset)], as: UTF8.self)
  }

  /// The text of a span.
  public subscript(span: Span) -> String {
    let start = clamped(span.start)
    return String(decoding: bytes[start..<max(start, clamped(span.end))], as: UTF8.self)
  }

  private func clamped(_ offset: Int) -> Int { min(max(offset, 0), bytes.count) }
}
