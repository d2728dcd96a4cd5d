/// The elements of a Swift array of values where the runtime keeps them, read and added to without a call.
///
/// An array is one reference to an object: after the two words of its header come the number of elements and twice the
/// room for them (with a flag in the lowest bit), then the elements. `ElementMemoryTests` holds this in place.
struct ElementMemory {
  private let storage: UnsafeMutableRawPointer

  /// Of an array that something else keeps alive, and unchanged.
  @inline(__always) init(_ array: [Value]) {
    storage = UnsafeMutableRawPointer(bitPattern: unsafeBitCast(array, to: UInt.self)).unsafelyUnwrapped
  }

  @inline(__always) var count: Int { storage.load(fromByteOffset: 16, as: Int.self) }

  /// The place of an element, which is known to be there.
  @inline(__always) subscript(index: Int) -> Slot {
    (storage + 32).assumingMemoryBound(to: Value.self) + index
  }

  /// Moves a value in behind the last element, where there is room and nobody else has the array; false otherwise.
  @inline(__always) func append(_ value: Slot) -> Bool {
    let count = count
    // Strong references beyond the first, and a dying object's mark, are in the upper half of the header's second word.
    guard storage.load(fromByteOffset: 8, as: UInt.self) >> 32 == 0,
      count < storage.load(fromByteOffset: 24, as: Int.self) >> 1
    else { return false }
    self[count].overwrite(bits: value.bits, tag: value.tag)
    value.overwrite(bits: 0, tag: Tag.int)
    storage.storeBytes(of: count &+ 1, toByteOffset: 16, as: Int.self)
    return true
  }
}
