/// The strong reference count of a Swift object, changed without a call.
///
/// The second word of an object counts the strong references beyond the first in its bits 33 to 62. As long as the
/// result is not negative the runtime itself does no more than add or subtract; a negative one says that the object
/// dies, is immortal or counts elsewhere, and is left to the runtime. `ReferenceCountTests` holds this in place. The
/// machine is single-threaded, so nothing here is atomic.
enum ReferenceCount {
  private static let one = 1 << 33

  @inline(__always) private static func place(_ bits: Int) -> UnsafeMutablePointer<Int> {
    UnsafeMutableRawPointer(bitPattern: bits).unsafelyUnwrapped.advanced(by: 8).assumingMemoryBound(to: Int.self)
  }

  /// Adds a reference to the object at an address.
  @inline(__always) static func increment(_ bits: Int) {
    let count = place(bits).pointee &+ one
    if _fastPath(count >= 0) { place(bits).pointee = count } else { incrementSlowly(bits) }
  }

  /// Takes a reference from the object at an address, and frees it with the last.
  @inline(__always) static func decrement(_ bits: Int) {
    let count = place(bits).pointee &- one
    if _fastPath(count >= 0) { place(bits).pointee = count } else { decrementSlowly(bits) }
  }

  @inline(never) private static func incrementSlowly(_ bits: Int) { _ = object(bits).retain() }
  @inline(never) private static func decrementSlowly(_ bits: Int) { object(bits).release() }

  @inline(__always) private static func object(_ bits: Int) -> Unmanaged<AnyObject> {
    Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: bits).unsafelyUnwrapped)
  }
}
