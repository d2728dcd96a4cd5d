import Glibc

/// Searching and cutting text. Offsets are in code points, as Python counts; the work is done on UTF-8 bytes, which
/// is the same thing for finding, because no code point's bytes occur inside another's.
struct Haystack {
  let bytes: [UInt8]
  let isASCII: Bool
  /// The number of code points.
  let count: Int

  init(_ text: String, count: Int) {
    bytes = Array(text.utf8)
    self.count = count
    isASCII = count == bytes.count
  }

  /// The byte offset of a code point offset in `0...count`.
  func byteOffset(_ offset: Int) -> Int {
    if isASCII { return offset }
    var remaining = offset
    for (position, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if remaining == 0 { return position }
      remaining -= 1
    }
    return bytes.count
  }

  /// The code point offset of a byte offset.
  func offset(ofByte position: Int) -> Int {
    if isASCII { return position }
    return bytes[..<position].reduce(0) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
  }

  /// The first place of `needle` within a range of bytes.
  func first(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
    guard end - start >= needle.count, start <= end else { return nil }
    if needle.isEmpty { return start }
    return bytes.withUnsafeBytes { haystack -> Int? in
      guard let base = haystack.baseAddress else { return nil }
      let lastStart = end - needle.count
      var position = start
      while position <= lastStart, let found = memchr(base + position, Int32(needle[0]), lastStart - position + 1) {
        position = UnsafeRawPointer(found) - base
        if memcmp(base + position, needle, needle.count) == 0 { return position }
        position += 1
      }
      return nil
    }
  }

  /// The last place of `needle` within a range of bytes.
  func last(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
    guard end - start >= needle.count, start <= end else { return nil }
    var position = end - needle.count
    while position >= start {
      if bytes[position..<(position + needle.count)].elementsEqual(needle) { return position }
      position -= 1
    }
    return nil
  }

  /// How often `needle` occurs in a range of bytes without overlap; the empty one before and after each code point.
  func occurrences(_ needle: [UInt8], from start: Int, to end: Int) -> Int {
    guard start <= end else { return 0 }
    if needle.isEmpty { return bytes[start..<end].reduce(1) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 } }
    var result = 0
    var position = start
    while let found = first(needle, from: position, to: end) {
      result += 1
      position = found + needle.count
    }
    return result
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// `replace`: at most `limit` times when it is not negative.
  func replacing(_ needle: [UInt8], with replacement: [UInt8], limit: Int) -> String {
    var remaining = limit < 0 ? Int.max : limit
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    if needle.isEmpty {
      for byte in bytes {
        if byte & 0xC0 != 0x80, remaining > 0 {
          out += replacement
          remaining -= 1
        }
        out.append(byte)
      }
      if remaining > 0 { out += replacement }
      return String(decoding: out, as: UTF8.self)
    }
    var position = 0
    while remaining > 0, let found = first(needle, from: position, to: bytes.count) {
      out += bytes[position..<found]
      out += replacement
      position = found + needle.count
      remaining -= 1
    }
    out += bytes[position...]
    return String(decoding: out, as: UTF8.self)
  }

  /// `split(separator)`; the separator is not empty.
  func split(_ separator: [UInt8], limit: Int) -> [String] {
    var remaining = limit < 0 ? Int.max : limit
    var result: [String] = []
    var position = 0
    while remaining > 0, let found = first(separator, from: position, to: bytes.count) {
      result.append(string(position..<found))
      position = found + separator.count
      remaining -= 1
    }
    result.append(string(position..<bytes.count))
    return result
  }

  func splitFromEnd(_ separator: [UInt8], limit: Int) -> [String] {
    var remaining = limit < 0 ? Int.max : limit
    var result: [String] = []
    var end = bytes.count
    while remaining > 0, let found = last(separator, from: 0, to: end) {
      result.append(string((found + separator.count)..<end))
      end = found
      remaining -= 1
    }
    result.append(string(0..<end))
    return result.reversed()
  }
}
