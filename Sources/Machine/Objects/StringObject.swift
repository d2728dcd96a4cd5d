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
    if cachedCount < 0 { cachedCount = text.unicodeScalars.count }
    return cachedCount
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
    return a.utf8.elementsEqual(b.utf8)
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
