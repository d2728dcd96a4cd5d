import Glibc

/// Searching and cutting text where its bytes lie, valid while they do. Offsets that a person sees are in code points,
/// as Python counts; the work is done on UTF-8 bytes, which is the same thing for finding, because no code point's
/// bytes occur inside another's.
struct Haystack {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  let bytes: Bytes
  /// Whether offsets in code points are offsets in bytes.
  let isASCII: Bool

  /// Text, or bytes that count one by one.
  init(_ bytes: Bytes, isASCII: Bool = true) {
    self.bytes = bytes
    self.isASCII = isASCII
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
  @inline(__always) func first(_ needle: Bytes, from start: Int, to end: Int) -> Int? {
    guard end - start >= needle.count, start <= end else { return nil }
    guard let wanted = needle.baseAddress, let base = bytes.baseAddress, !needle.isEmpty else {
      return needle.isEmpty ? start : nil
    }
    if needle.count == 1, end - start <= Haystack.shortest {
      let only = wanted.pointee
      var position = start
      while position < end, base[position] != only { position += 1 }
      return position < end ? position : nil
    }
    return firstByWord(needle, from: start, to: end)
  }

  /// Up to this many bytes a simple loop finds a byte sooner than a call.
  private static let shortest = 32

  @inline(never) private func firstByWord(_ needle: Bytes, from start: Int, to end: Int) -> Int? {
    guard let wanted = needle.baseAddress, let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    let places = end - needle.count + 1
    // What may be compared in vain; text that is too much like the needle is searched in another way.
    var patience = (1 << 16) + (end - start) * 16
    var position = start
    while position < places, let found = memchr(base + position, Int32(wanted[0]), places - position) {
      position = UnsafeRawPointer(found) - base
      if memcmp(base + position + 1, wanted + 1, needle.count - 1) == 0 { return position }
      position += 1
      patience -= needle.count
      if patience < 0 { return firstWithoutGoingBack(needle, from: position, to: end) }
    }
    return nil
  }

  /// The same in time that grows with the lengths alone (Knuth, Morris and Pratt): after a mismatch the longest beginning
  /// of the needle that may stand there already is known.
  private func firstWithoutGoingBack(_ needle: Bytes, from start: Int, to end: Int) -> Int? {
    var borders = [Int](repeating: 0, count: needle.count)
    var matched = 0
    for at in 1..<needle.count {
      while matched > 0, needle[at] != needle[matched] { matched = borders[matched - 1] }
      if needle[at] == needle[matched] { matched += 1 }
      borders[at] = matched
    }
    matched = 0
    for at in start..<end {
      while matched > 0, bytes[at] != needle[matched] { matched = borders[matched - 1] }
      if bytes[at] == needle[matched] { matched += 1 }
      if matched == needle.count { return at + 1 - matched }
    }
    return nil
  }

  /// The last place of `needle` within a range of bytes.
  func last(_ needle: Bytes, from start: Int, to end: Int) -> Int? {
    guard end - start >= needle.count, start <= end else { return nil }
    var position = end - needle.count
    while position >= start {
      if begins(with: needle, at: position) { return position }
      position -= 1
    }
    return nil
  }

  /// Whether `part` stands at a byte offset, with room for it.
  func begins(with part: Bytes, at position: Int) -> Bool {
    guard position >= 0, part.count <= bytes.count - position else { return false }
    guard let wanted = part.baseAddress, let base = bytes.baseAddress, !part.isEmpty else { return true }
    return memcmp(base + position, wanted, part.count) == 0
  }

  /// How often `needle` occurs in a range of bytes without overlap; the empty one before and after each code point.
  func occurrences(_ needle: Bytes, from start: Int, to end: Int) -> Int {
    guard start <= end else { return 0 }
    if needle.isEmpty {
      return isASCII ? end - start + 1 : bytes[start..<end].reduce(1) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
    }
    var result = 0
    if needle.count == 1, let base = bytes.baseAddress {
      // No way out of the loop, so that many bytes are compared at once.
      for position in start..<end { result &+= base[position] == needle[0] ? 1 : 0 }
      return result
    }
    var position = start
    while let found = first(needle, from: position, to: end) {
      result += 1
      position = found + needle.count
    }
    return result
  }

  /// The bytes of a range.
  @inline(__always) func part(_ range: Range<Int>) -> Bytes {
    Bytes(start: bytes.baseAddress.map { $0 + range.lowerBound }, count: range.count)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: part(range), as: UTF8.self) }

  /// `replace`: at most `limit` times when it is not negative; nil when nothing is to be replaced.
  func replacing(_ needle: Bytes, with replacement: Bytes, limit: Int) throws -> [UInt8]? {
    var remaining = limit < 0 ? Int.max : limit
    let places = bytes.count / Swift.max(needle.count, 1) + 1
    let most = Swift.min(places, remaining).multipliedReportingOverflow(by: replacement.count)
    if most.overflow || most.partialValue > MemoryCap.smallestAsked {
      let found = Swift.min(occurrences(needle, from: 0, to: bytes.count), remaining)
      try MemoryCap.check(elements: found, ofSize: replacement.count)
    }
    if !needle.isEmpty, first(needle, from: 0, to: bytes.count) == nil { return nil }
    var out = GrowingText()
    if needle.isEmpty {
      for (at, byte) in bytes.enumerated() {
        if isASCII || byte & 0xC0 != 0x80, remaining > 0 {
          try out.append(replacement)
          remaining -= 1
        }
        try out.append(part(at..<at + 1))
      }
      if remaining > 0 { try out.append(replacement) }
      return out.bytes
    }
    var position = 0
    while remaining > 0, let found = first(needle, from: position, to: bytes.count) {
      try out.append(part(position..<found))
      try out.append(replacement)
      position = found + needle.count
      remaining -= 1
      if remaining % SequenceOperators.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
    }
    try out.append(part(position..<bytes.count))
    return out.bytes
  }

  /// The ranges that `split(separator)` gives; the separator is not empty.
  @inline(__always) func split(_ separator: Bytes, limit: Int, _ body: (Range<Int>) throws -> Void) rethrows {
    var remaining = limit < 0 ? Int.max : limit
    var position = 0
    while remaining > 0, let found = first(separator, from: position, to: bytes.count) {
      try body(position..<found)
      position = found + separator.count
      remaining -= 1
    }
    try body(position..<bytes.count)
  }

  /// The ranges that `rsplit(separator)` gives, the last one first.
  func splitFromEnd(_ separator: Bytes, limit: Int, _ body: (Range<Int>) throws -> Void) rethrows {
    var remaining = limit < 0 ? Int.max : limit
    var end = bytes.count
    while remaining > 0, let found = last(separator, from: 0, to: end) {
      try body((found + separator.count)..<end)
      end = found
      remaining -= 1
    }
    try body(0..<end)
  }
}

extension StringObject {
  /// Calls `body` with the text as something to search.
  @inline(__always) final func withHaystack<R>(_ body: (Haystack) throws -> R) rethrows -> R {
    let isASCII = isASCII
    return try withBytes { try body(Haystack($0, isASCII: isASCII)) }
  }
}
