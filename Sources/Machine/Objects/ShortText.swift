import Glibc

/// UTF-8 bytes in place, the unused ones zero.
struct ShortText: Equatable {
  static let capacity = 24

  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  /// Nothing.
  init() {}

  /// - Parameter bytes: At most `capacity`; more are left out.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    let count = Swift.min(bytes.count, ShortText.capacity)
    withUnsafeMutableBytes(of: &self) { room in
      if let room = room.baseAddress { memcpy(room, start, count) }
    }
  }

  /// Calls `body` with the first `count` bytes.
  @inline(__always) func withBytes<R>(_ count: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try withUnsafeBytes(of: self) { room in
      try body(
        UnsafeBufferPointer(start: room.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }
}
