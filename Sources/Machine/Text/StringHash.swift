/// The hash of text and bytes: SipHash-1-3 with a key of zero, over the characters in the narrowest of one, two or four
/// bytes each. It is what CPython does with `PYTHONHASHSEED=0`, so that a set of strings has the same order on every run
/// and the one that CPython can be asked for.
enum StringHash {
  static func hash(_ text: String) -> Int {
    var copy = text
    return copy.withUTF8(hash(utf8:))
  }

  static func hash(utf8: UnsafeBufferPointer<UInt8>) -> Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return hash(UnsafeRawBufferPointer(utf8)) }
    let scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars
    switch scalars.reduce(0, { Swift.max($0, $1.value) }) {
    case ..<0x100: return scalars.map { UInt8(truncatingIfNeeded: $0.value) }.withUnsafeBytes(hash)
    case ..<0x10000: return scalars.map { UInt16(truncatingIfNeeded: $0.value) }.withUnsafeBytes(hash)
    default: return scalars.map(\.value).withUnsafeBytes(hash)
    }
  }

  static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    if bytes.isEmpty { return 0 }
    var state = State()
    var at = 0
    while at + 8 <= bytes.count {
      state.take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    var shift: UInt64 = 0
    while at < bytes.count {
      last |= UInt64(bytes[at]) << shift
      shift += 8
      at += 1
    }
    let result = state.finished(with: last)
    return result == -1 ? -2 : result
  }

  private struct State {
    var a: UInt64 = 0x736f_6d65_7073_6575
    var b: UInt64 = 0x646f_7261_6e64_6f6d
    var c: UInt64 = 0x6c79_6765_6e65_7261
    var d: UInt64 = 0x7465_6462_7974_6573

    @inline(__always) private static func turned(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }

    @inline(__always) private mutating func round() {
      a = a &+ b
      c = c &+ d
      b = State.turned(b, 13) ^ a
      d = State.turned(d, 16) ^ c
      a = State.turned(a, 32)
      c = c &+ b
      a = a &+ d
      b = State.turned(b, 17) ^ c
      d = State.turned(d, 21) ^ a
      c = State.turned(c, 32)
    }

    @inline(__always) mutating func take(_ word: UInt64) {
      d ^= word
      round()
      a ^= word
    }

    mutating func finished(with last: UInt64) -> Int {
      take(last)
      c ^= 0xff
      for _ in 0..<3 { round() }
      return Int(bitPattern: UInt((a ^ b) ^ (c ^ d)))
    }
  }
}
