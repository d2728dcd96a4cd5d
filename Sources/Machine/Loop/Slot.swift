/// A register, a place on the stack or in a code object's constants.
typealias Slot = UnsafeMutablePointer<Value>

/// How a `Value` lies in memory: eight bytes of content, then one byte that says which case it is. Reading and writing
/// these directly spares the loop reference counting that the compiler cannot prove away.
enum Tag {
  static let bool: UInt8 = 0
  static let int: UInt8 = 1
  static let float: UInt8 = 2
  static let object: UInt8 = 3
  static let native: UInt8 = 4
  /// `none` (content 0) and `undefined` (content 1).
  static let empty: UInt8 = 5

  @inline(__always) static func isReference(_ tag: UInt8) -> Bool { tag &- object <= native - object }
}

extension UnsafeMutablePointer {
  /// The place as many bytes further on as an instruction says.
  @inline(__always) func at(_ distance: Int32) -> Self {
    UnsafeMutableRawPointer(self).advanced(by: Int(distance)).assumingMemoryBound(to: Pointee.self)
  }
}

extension UnsafeMutablePointer where Pointee == Value {
  @inline(__always) var tag: UInt8 { UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self) }
  @inline(__always) var bits: Int { UnsafeRawPointer(self).load(as: Int.self) }
  @inline(__always) var double: Double { UnsafeRawPointer(self).load(as: Double.self) }
  @inline(__always) var holdsReference: Bool { Tag.isReference(tag) }
  @inline(__always) var isUndefined: Bool { tag == Tag.empty && bits == 1 }

  /// The kind tag of the object here, or 0xff.
  @inline(__always) var kindTag: UInt8 {
    guard tag == Tag.object else { return 0xff }
    // The first stored property of a Swift object follows its two words of header.
    return UnsafeRawPointer(bitPattern: bits).unsafelyUnwrapped.load(fromByteOffset: 16, as: UInt8.self)
  }

  /// The object here, which is known to be of this class.
  @inline(__always) func reference<T: AnyObject>(_ type: T.Type) -> Unmanaged<T> {
    Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: bits).unsafelyUnwrapped)
  }

  /// Writes without letting go of what is here: only over values that are not references.
  @inline(__always) func overwrite(bits: Int, tag: UInt8) {
    let raw = UnsafeMutableRawPointer(self)
    raw.storeBytes(of: bits, as: Int.self)
    raw.storeBytes(of: tag, toByteOffset: 8, as: UInt8.self)
  }

  /// Writes a value that is no reference over whatever is here.
  @inline(__always) func replace(bits: Int, tag: UInt8) {
    let (oldBits, oldTag) = (self.bits, self.tag)
    overwrite(bits: bits, tag: tag)
    if Tag.isReference(oldTag) { ReferenceCount.decrement(oldBits) }
  }

  @inline(__always) func set(_ value: Int) { replace(bits: value, tag: Tag.int) }

  @inline(__always) func set(_ value: Double) { replace(bits: Int(bitPattern: UInt(value.bitPattern)), tag: Tag.float) }

  @inline(__always) func set(_ value: Bool) { replace(bits: value ? 1 : 0, tag: Tag.bool) }

  /// Lets go of what is here; the place is `undefined` afterwards.
  @inline(__always) func release() { replace(bits: 1, tag: Tag.empty) }

  /// Lets go of a temporary value, whose place is not looked at again before it is written.
  @inline(__always) func drop() { replace(bits: 0, tag: Tag.int) }

  /// Marks as `undefined` a place that holds no reference.
  @inline(__always) func forget() { overwrite(bits: 1, tag: Tag.empty) }

  /// Takes the value out; the place is `undefined` afterwards.
  @inline(__always) func takeOut() -> Value {
    let value = move()
    forget()
    return value
  }

  /// Moves the value of a temporary place here.
  @inline(__always) func takeOver(_ other: Slot) {
    let (bits, tag) = (other.bits, other.tag)
    other.overwrite(bits: 0, tag: Tag.int)
    replace(bits: bits, tag: tag)
  }

  /// Whether this is an int or a float.
  @inline(__always) var isNumber: Bool { tag == Tag.int || tag == Tag.float }

  /// The number here, which is known to be one.
  @inline(__always) var number: Double { tag == Tag.float ? double : Double(bits) }

  /// Copies the value of another place here.
  @inline(__always) func copy(_ other: Slot) {
    let (bits, tag) = (other.bits, other.tag)
    if Tag.isReference(tag) { ReferenceCount.increment(bits) }
    replace(bits: bits, tag: tag)
  }

  /// Takes a value in.
  @inline(__always) func put(_ value: consuming Value) {
    let (oldBits, oldTag) = (bits, tag)
    initialize(to: value)
    if Tag.isReference(oldTag) { ReferenceCount.decrement(oldBits) }
  }
}
