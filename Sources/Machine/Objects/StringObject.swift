import Glibc

/// `str`. Counts and indices are in code points, as in Python.
///
/// Short text lies in the object itself, so that making and freeing it is one allocation; a `String` of it is made when
/// one is asked for. Longer text is a `String` from the start.
open class StringObject: Object {
  /// Whether this is the one object of its text that names in code use, so that identity decides equality.
  public internal(set) final var isInterned = false
  /// The length in UTF-8.
  public final let byteCount: Int
  private final var cachedHash = 0
  private final var cachedCount = -1
  /// The text; empty when it is short and was not asked for yet.
  private final var whole: String
  /// The text where it is short.
  private final let short: ShortText

  public init(_ text: String) {
    (whole, byteCount, short) = StringObject.stored(text)
    super.init(.string)
  }

  init(_ text: String, isSubclassInstance: Bool) {
    (whole, byteCount, short) = StringObject.stored(text)
    super.init(.string, isSubclassInstance: isSubclassInstance)
  }

  /// - Parameters:
  ///   - bytes: Valid UTF-8.
  ///   - isASCII: Whether that is known; otherwise it is found out when it matters.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
    byteCount = bytes.count
    if isASCII { cachedCount = bytes.count }
    if bytes.count <= ShortText.capacity {
      short = ShortText(bytes)
      whole = ""
    } else {
      short = ShortText()
      whole = StringObject.string(bytes)
    }
    super.init(.string)
  }

  private static func stored(_ text: String) -> (String, Int, ShortText) {
    var copy = text
    let (count, short) = copy.withUTF8 { ($0.count, $0.count <= ShortText.capacity ? ShortText($0) : ShortText()) }
    return (text, count, short)
  }

  private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let start = bytes.baseAddress else { return "" }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
      buffer.baseAddress?.update(from: start, count: bytes.count)
      return bytes.count
    }
  }

  open override var type: TypeObject { .str }

  public final var text: String {
    if byteCount <= ShortText.capacity, byteCount > 0, whole.isEmpty { whole = withBytes(StringObject.string) }
    return whole
  }

  public final var isEmpty: Bool { byteCount == 0 }

  /// The number of code points.
  public final var count: Int { cachedCount < 0 ? counted() : cachedCount }

  private final func counted() -> Int {
    cachedCount = withBytes { StringObject.codePoints($0) }
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
    if byteCount <= ShortText.capacity { return try short.withBytes(byteCount, body) }
    var copy = whole
    return try copy.withUTF8(body)
  }

  /// Strings in one piece, with a separator between them; what is no string is left out.
  static func joined(_ items: UnsafeBufferPointer<Value>, separator: StringObject? = nil) -> StringObject {
    var length = (separator?.byteCount ?? 0) * Swift.max(items.count - 1, 0)
    var isASCII = separator?.isASCII ?? true
    for item in items {
      guard let text = item.asString else { continue }
      length += text.byteCount
      isASCII = isASCII && text.isASCII
    }
    return written(length, isASCII: isASCII) { buffer in
      guard var end = buffer.baseAddress else { return }
      for at in 0..<items.count {
        if at > 0, let separator { separator.write(to: &end) }
        if let text = items[at].asString { text.write(to: &end) }
      }
    }
  }

  /// Two strings in one piece.
  static func concatenated(_ first: StringObject, _ second: StringObject) -> StringObject {
    written(first.byteCount + second.byteCount, isASCII: first.isASCII && second.isASCII) { buffer in
      guard var end = buffer.baseAddress else { return }
      first.write(to: &end)
      second.write(to: &end)
    }
  }

  /// Copies the bytes to where there is room for them, and goes behind them.
  @inline(__always) final func write(to end: inout UnsafeMutablePointer<UInt8>) {
    withBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      memcpy(end, start, bytes.count)
      end += bytes.count
    }
  }

  /// A string whose bytes, `length` of them and valid UTF-8, are written by `body`.
  @inline(__always) static func written(
    _ length: Int, isASCII: Bool, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> StringObject {
    if length <= ShortText.capacity {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortText.capacity) { buffer in
        body(buffer)
        return of(UnsafeBufferPointer(rebasing: buffer[..<length]), isASCII: isASCII)
      }
    }
    let result = StringObject(
      String(unsafeUninitializedCapacity: length) { buffer in
        body(buffer)
        return length
      })
    if isASCII { result.cachedCount = length }
    return result
  }

  /// The string of UTF-8 bytes; ASCII ones of one character are shared.
  ///
  /// - Parameter isASCII: Whether that is known; otherwise it is found out when it matters.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool = false) -> StringObject {
    if bytes.count <= 1 {
      guard let only = bytes.first else { return .empty }
      if only < 0x80 { return ascii[Int(only)] }
    }
    return StringObject(bytes, isASCII: isASCII)
  }

  /// Whether every code point is one byte, so that indices are byte offsets.
  public final var isASCII: Bool { count == byteCount }

  public final var hash: Int {
    if cachedHash == 0 { cachedHash = withBytes(StringHash.hash(utf8:)) }
    return cachedHash
  }

  /// Whether both hold the same code points; unlike `==` on `String`, canonical equivalents differ, as in Python.
  @inline(__always) public final func hasSameText(as other: StringObject) -> Bool {
    if self === other { return true }
    if isInterned && other.isInterned || byteCount != other.byteCount { return false }
    return byteCount <= ShortText.capacity ? short == other.short : hasSameLongText(as: other)
  }

  final func hasText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    byteCount == bytes.count && withBytes { Haystack($0).begins(with: bytes, at: 0) }
  }

  @inline(never) private final func hasSameLongText(as other: StringObject) -> Bool {
    withBytes { left in other.withBytes { Haystack(left).begins(with: $0, at: 0) } }
  }

  static func sameText(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    var (left, right) = (a, b)
    return left.withUTF8 { left in right.withUTF8 { Haystack(left).begins(with: $0, at: 0) } }
  }

  nonisolated(unsafe) private static var interned = InternTable()

  /// The one object for this text.
  public static func interned(_ text: String) -> StringObject {
    var copy = text
    return copy.withUTF8 { bytes in
      let hash = StringHash.hash(utf8: bytes)
      return interned.object(bytes, hash: hash) {
        let object = StringObject(text)
        object.isInterned = true
        object.cachedHash = hash
        return object
      }
    }
  }

  nonisolated(unsafe) public static let empty = interned("")
  nonisolated(unsafe) static let ascii: [StringObject] = (0..<128).map { interned(String(UnicodeScalar(UInt8($0)))) }

  /// The string of one code point; ASCII ones are shared.
  public static func character(_ scalar: Unicode.Scalar) -> StringObject {
    scalar.value < 128 ? ascii[Int(scalar.value)] : StringObject(String(scalar))
  }
}
