import Glibc

/// Bytes in the making: a place to write text before its length is known.
///
/// It is kept between uses; what one use leaves in it the next one writes over.
struct TextScratch {
  private var start: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var count = 0

  /// More than this is given back after use.
  private static let keptCapacity = 1 << 16

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Forgets what was written.
  mutating func clear() {
    count = 0
    if capacity > TextScratch.keptCapacity {
      start?.deallocate()
      start = nil
      capacity = 0
    }
  }

  /// Where `length` more bytes can be written; nil without memory.
  @inline(__always) private mutating func room(for length: Int) -> UnsafeMutablePointer<UInt8>? {
    if capacity - count < length { grow(by: length) }
    return start.map { $0 + count }
  }

  @inline(never) private mutating func grow(by length: Int) {
    let wanted = Swift.max(2 * capacity, count + length, 512)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    if let start {
      larger.update(from: start, count: count)
      start.deallocate()
    }
    start = larger
    capacity = wanted
  }

  mutating func append(_ text: StringObject) {
    guard var end = room(for: text.byteCount) else { return }
    text.write(to: &end)
    count += text.byteCount
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let end = room(for: bytes.count), let start = bytes.baseAddress else { return }
      end.update(from: start, count: bytes.count)
      count += bytes.count
    }
  }

  mutating func append(_ number: Int, _ layout: PlainInteger) {
    guard let end = room(for: PlainInteger.mostBytes) else { return }
    count += layout.write(number, to: end)
  }

  /// Whether the number was one that the layout can write.
  mutating func append(_ number: Double, _ layout: FixedPoint) -> Bool {
    guard let end = room(for: FixedPoint.mostBytes), let length = layout.write(number, to: end) else { return false }
    count += length
    return true
  }
}
