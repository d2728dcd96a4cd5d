/// An array of numbers: a window on a storage. Knows nothing of gradients or text.
///
/// A 0-dim array may carry its value in `bits` and have no storage: then it is a plain value that
/// copying copies. `materialize()` moves it to memory before something is to share it.
///
/// Four words at most: an array then travels in registers, where five would be copied through memory at every call.
public struct NDArray {
  public var storage: Storage?
  public var layout: Layout
  /// `offset` where there is a storage, else `bits`.
  @usableFromInline var word: UInt64
  public let dtype: DType

  /// Position of the first element in the storage, in elements.
  @inlinable public var offset: Int {
    get { storage == nil ? 0 : Int(bitPattern: UInt(word)) }
    set { if storage != nil { word = UInt64(UInt(bitPattern: newValue)) } }
  }

  /// The bits of the only element, little-endian, in the low bytes. Where there is a storage they are only to be read.
  @inlinable public var bits: UInt64 {
    get { storage == nil ? word : storedBits }
    set { if storage == nil { word = newValue } }
  }

  @usableFromInline var storedBits: UInt64 {
    guard let storage else { return word }
    var result: UInt64 = 0
    withUnsafeMutableBytes(of: &result) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: storage.base + offset * dtype.size, count: dtype.size))
    }
    return result
  }

  @inlinable public init(storage: Storage, layout: Layout, offset: Int = 0, dtype: DType) {
    self.storage = storage
    self.layout = layout
    self.word = UInt64(UInt(bitPattern: offset))
    self.dtype = dtype
  }

  @inlinable public init(bits: UInt64, dtype: DType) {
    self.storage = nil
    self.layout = .scalar
    self.word = bits
    self.dtype = dtype
  }

  /// A 0-dim array.
  @inlinable public init(_ value: Float) { self.init(bits: UInt64(value.bitPattern), dtype: .float32) }
  @inlinable public init(_ value: Double) { self.init(bits: value.bitPattern, dtype: .float64) }

  /// The value of a 0-dim float32 array.
  @inlinable public var float: Float {
    if let storage { return storage.base.load(fromByteOffset: Int(bitPattern: UInt(word)) &* 4, as: Float.self) }
    return Float(bitPattern: UInt32(truncatingIfNeeded: word))
  }

  /// The value of a 0-dim float64 array.
  @inlinable public var double: Double {
    if let storage { return storage.base.load(fromByteOffset: Int(bitPattern: UInt(word)) &* 8, as: Double.self) }
    return Double(bitPattern: word)
  }

  public var shape: [Int] { layout.shape }
  public var count: Int { layout.count }
  @inlinable public var rank: Int { layout.rank }

  /// New memory for a shape, its contents not set.
  public static func uninitialized(_ layout: Layout, _ dtype: DType) throws -> NDArray {
    let row = layout.isRow ? layout : try Layout.contiguous(layout.shape)
    return NDArray(storage: try .make(byteCount: try byteCount(row, dtype)), layout: row, dtype: dtype)
  }

  public static func uninitialized(shape: [Int], _ dtype: DType) throws -> NDArray {
    try uninitialized(Layout.contiguous(shape), dtype)
  }

  public static func zeros(shape: [Int], _ dtype: DType) throws -> NDArray {
    let layout = try Layout.contiguous(shape)
    return NDArray(
      storage: try .make(byteCount: try byteCount(layout, dtype), zeroed: true), layout: layout, dtype: dtype)
  }

  private static func byteCount(_ layout: Layout, _ dtype: DType) throws -> Int {
    let (bytes, overflow) = layout.count.multipliedReportingOverflow(by: dtype.size)
    guard !overflow else { throw tooLarge(layout) }
    return bytes
  }

  private static func tooLarge(_ layout: Layout) -> EngineError {
    .runtime("Storage size calculation overflowed with sizes=\(Layout.text(layout.shape))")
  }

  /// Makes sure the array lives in memory, so that views can share it.
  @inlinable public mutating func materialize() throws {
    if storage == nil { try moveToMemory() }
  }

  @usableFromInline mutating func moveToMemory() throws {
    let memory = try Storage.make(byteCount: dtype.size)
    withUnsafeBytes(of: word) { memory.base.copyMemory(from: $0.baseAddress!, byteCount: dtype.size) }
    storage = memory
    word = 0
  }

  /// The same values, in memory.
  public func inMemory() throws -> NDArray {
    var copy = self
    try copy.materialize()
    return copy
  }

  /// Calls with the address of the first element. Only elements within the layout may be touched.
  @inlinable public func withBase<R>(_ body: (UnsafeRawPointer) throws -> R) rethrows -> R {
    if let storage {
      return try body(UnsafeRawPointer(storage.base + Int(bitPattern: UInt(word)) &* dtype.size))
    }
    return try withUnsafeBytes(of: word) { try body($0.baseAddress!) }
  }

  /// The address of the first element of an array that is in memory.
  @inlinable public func pointer<T>(_: T.Type) -> UnsafeMutablePointer<T>? {
    guard let storage else { return nil }
    return (storage.base + Int(bitPattern: UInt(word)) &* dtype.size).assumingMemoryBound(to: T.self)
  }
}
