import Diagnostics

/// Whether bytes are text at all.
enum Encoding {
  /// What is wrong with the bytes of a source, if they are not UTF-8 or hold a NUL.
  static func fault(in source: Source) -> Diagnostic? {
    source.bytes.withUnsafeBufferPointer { bytes in
      var isASCII = true
      for (index, byte) in bytes.enumerated() {
        if byte == 0 {
          return Diagnostic(
            "SyntaxError", "source code cannot contain null bytes", in: source, at: Span(index, index + 1))
        }
        if byte >= 0x80 { isASCII = false }
      }
      guard !isASCII, let (span, reason) = firstInvalid(bytes) else { return nil }
      let hex = String(bytes[span.start], radix: 16)
      let place =
        span.end - span.start == 1
        ? "byte 0x\(hex) in position \(span.start)" : "bytes in position \(span.start)-\(span.end - 1)"
      return Diagnostic(
        "SyntaxError", "(unicode error) 'utf-8' codec can't decode \(place): \(reason)", in: source, at: span)
    }
  }

  /// The first bytes that are no character, with Python's word for what is wrong with them.
  private static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> (Span, String)? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      let count: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0..<0x80: count = 1
      case 0xC2...0xDF: count = 2
      case 0xE0...0xEF:
        count = 3
        if first == 0xE0 { second = 0xA0...0xBF }
        if first == 0xED { second = 0x80...0x9F }
      case 0xF0...0xF4:
        count = 4
        if first == 0xF0 { second = 0x90...0xBF }
        if first == 0xF4 { second = 0x80...0x8F }
      default: return (Span(index, index + 1), "invalid start byte")
      }
      for offset in 1..<max(count, 1) {
        guard index + offset < bytes.count else { return (Span(index, bytes.count), "unexpected end of data") }
        let allowed = offset == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[index + offset]) else {
          return (Span(index, index + offset), "invalid continuation byte")
        }
      }
      index += count
    }
    return nil
  }
}
