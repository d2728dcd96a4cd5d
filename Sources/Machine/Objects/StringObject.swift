import Glibc

/// `str`. Counts and indices are in code points, as in Python.
open class StringObject: Object {
  public final let text: String
  @usableFromInline final var cachedHash = 0
  @usableFromInline final var cachedCount = -1
  /// Whether this is the one object of its text that names in code use, so that identity decides equality.
  public internal(set) final var isInterned = false

  public init(_ text: String) {
    self.text = text
    super.init(.string)
  }

  init(_ text: String, isSubclassInstance: Bool) {
    self.text = text
    super.init(.string, isSubclassInstance: isSubclassInstance)
  }

  open override var type: TypeObject { .str }

  /// The number of code points.
  public final var count: Int {
    if cachedCount < 0 {
      cachedCount = withBytes { StringObject.codePoints($0) }
    }
    return cachedCount
  }

  /// How many code points begin in UTF-8 bytes: every byte begins one but those that go on with one.
  private static func codePoints(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    let count = bytes.count
    var at = 0
    // Eight at a time while they are ASCII, which is to the end for most text.
    while at + 8 <= count, start.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      at += 8
    }
    var result = at
    while at < count {
      if bytes[at] & 0xC0 != 0x80 { result += 1 }
      at += 1
    }
    return result
  }

  /// Calls `body` with the text as UTF-8, where it lies.
  @inline(__always) final func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    var copy = text
    return try copy.withUTF8(body)
  }

  /// Strings in one piece, with a separator between them; what is no string is left out.
  static func joined(_ items: UnsafeBufferPointer<Value>, separator: StringObject? = nil) -> StringObject {
    var length = (separator?.text.utf8.count ?? 0) * Swift.max(items.count - 1, 0)
    for item in items { length += item.asString?.text.utf8.count ?? 0 }
    return StringObject(
      String(unsafeUninitializedCapacity: length) { buffer in
        guard var end = buffer.baseAddress else { return 0 }
        @inline(__always) func append(_ text: StringObject) {
          if text.text.utf8.count < 16 {
            for byte in text.text.utf8 {
              end.pointee = byte
              end += 1
            }
            return
          }
          text.withBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            memcpy(end, start, bytes.count)
            end += bytes.count
          }
        }
        for at in 0..<items.count {
          if at > 0, let separator { append(separator) }
          if let text = items[at].asString { append(text) }
        }
        return length
      })
  }

  /// The string of UTF-8 bytes; short ASCII ones are shared.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> StringObject {
    if bytes.count <= 1 {
      guard let only = bytes.first else { return .empty }
      if only < 0x80 { return ascii[Int(only)] }
    }
    return StringObject(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether every code point is one byte, so that indices are byte offsets.
  public final var isASCII: Bool { count == text.utf8.count }

  public final var hash: Int {
    if cachedHash == 0 { cachedHash = StringHash.hash(text) }
    return cachedHash
  }

  /// Whether both hold the same code points; unlike `==` on `String`, canonical equivalents differ, as in Python.
  @inline(__always) public final func hasSameText(as other: StringObject) -> Bool {
    if self === other { return true }
    if isInterned && other.isInterned { return false }
    return StringObject.sameText(text, other.text)
  }

  static func sameText(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    var (left, right) = (a, b)
    return left.withUTF8 { left in right.withUTF8 { Haystack(left).begins(with: $0, at: 0) } }
  }

  nonisolated(unsafe) private static var internTable: [String: StringObject] = [:]

  /// The one object for this text.
  public static func interned(_ text: String) -> StringObject {
    if let known = internTable[text], sameText(known.text, text) { return known }
    let object = StringObject(text)
    if internTable[text] == nil {
      object.isInterned = true
      internTable[text] = object
    }
    return object
  }

  nonisolated(unsafe) public static let empty = interned("")
  nonisolated(unsafe) static let ascii: [StringObject] = (0..<128).map { interned(String(UnicodeScalar(UInt8($0)))) }

  /// The string of one code point; ASCII ones are shared.
  public static func character(_ scalar: Unicode.Scalar) -> StringObject {
    scalar.value < 128 ? ascii[Int(scalar.value)] : StringObject(String(scalar))
  }
}
