/// A type that arrays store. Arithmetic happens in one of three wider types.
@usableFromInline protocol Element {
  init(narrowing value: Double)
  init(narrowing value: Int)
  var asDouble: Double { get }
  var asInt: Int { get }
}

extension Double {
  /// The whole number towards zero, as C converts on x86-64: what does not fit is the lowest int64.
  @inlinable var truncatedToInt: Int { Int(exactly: rounded(.towardZero)) ?? Int.min }
}

extension Float: Element {
  @inlinable init(narrowing value: Double) { self = Float(value) }
  @inlinable init(narrowing value: Int) { self = Float(value) }
  @inlinable public var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { Double(self).truncatedToInt }
}
extension Double: Element {
  @inlinable init(narrowing value: Double) { self = value }
  @inlinable init(narrowing value: Int) { self = Double(value) }
  @inlinable public var asDouble: Double { self }
  @inlinable var asInt: Int { truncatedToInt }
}

/// float32 without its low half, rounded to even.
@frozen @usableFromInline struct BFloat16: Element {
  @usableFromInline var pattern: UInt16
  @inlinable init(_ value: Float) {
    let bits = value.bitPattern
    pattern = value.isNaN ? 0x7FC0 : UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ ((bits >> 16) & 1)) >> 16)
  }
  @inlinable init(narrowing value: Double) { self.init(Float(value)) }
  @inlinable init(narrowing value: Int) { self.init(Float(value)) }
  @inlinable var asDouble: Double { Double(Float(bitPattern: UInt32(pattern) << 16)) }
  @inlinable var asInt: Int { asDouble.truncatedToInt }
}

#if arch(x86_64) || arch(arm64)
  extension Float16: Element {
    @inlinable init(narrowing value: Double) { self = Float16(Float(value)) }
    @inlinable init(narrowing value: Int) { self = Float16(Float(value)) }
    @inlinable var asDouble: Double { Double(self) }
    @inlinable var asInt: Int { asDouble.truncatedToInt }
  }
#endif

extension Int: Element {
  @inlinable init(narrowing value: Double) { self = value.truncatedToInt }
  @inlinable init(narrowing value: Int) { self = value }
  @inlinable var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { self }
}

extension FixedWidthInteger {
  /// As x86-64 converts to signed numbers of 32 bits, of which the smaller ones are a part: what does not fit is the lowest.
  @inlinable init(wrapping value: Double) {
    self = Self(truncatingIfNeeded: Int32(exactly: value.rounded(.towardZero)) ?? Int32.min)
  }
}
extension UInt8: Element {
  @inlinable init(narrowing value: Double) { self = UInt8(truncatingIfNeeded: value.truncatedToInt) }
  @inlinable init(narrowing value: Int) { self = UInt8(truncatingIfNeeded: value) }
  @inlinable var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { Int(self) }
}
extension Int8: Element {
  @inlinable init(narrowing value: Double) { self.init(wrapping: value) }
  @inlinable init(narrowing value: Int) { self = Int8(truncatingIfNeeded: value) }
  @inlinable var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { Int(self) }
}
extension Int16: Element {
  @inlinable init(narrowing value: Double) { self.init(wrapping: value) }
  @inlinable init(narrowing value: Int) { self = Int16(truncatingIfNeeded: value) }
  @inlinable var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { Int(self) }
}
extension Int32: Element {
  @inlinable init(narrowing value: Double) { self.init(wrapping: value) }
  @inlinable init(narrowing value: Int) { self = Int32(truncatingIfNeeded: value) }
  @inlinable var asDouble: Double { Double(self) }
  @inlinable var asInt: Int { Int(self) }
}
/// One byte, 0 or 1.
@frozen @usableFromInline struct Boolean: Element {
  @usableFromInline var byte: UInt8
  @inlinable init(narrowing value: Double) { byte = value != 0 ? 1 : 0 }
  @inlinable init(narrowing value: Int) { byte = value != 0 ? 1 : 0 }
  @inlinable var asDouble: Double { byte != 0 ? 1 : 0 }
  @inlinable var asInt: Int { byte != 0 ? 1 : 0 }
}

/// Work that is the same for every element type.
protocol ElementWork {
  associatedtype Result
  func run<E: Element>(_: E.Type) throws -> Result
}

extension DType {
  func with<W: ElementWork>(_ work: W) throws -> W.Result {
    switch self {
    case .uint8: try work.run(UInt8.self)
    case .int8: try work.run(Int8.self)
    case .int16: try work.run(Int16.self)
    case .int32: try work.run(Int32.self)
    case .int64: try work.run(Int.self)
    case .float16: try work.run(Float16.self)
    case .float32: try work.run(Float.self)
    case .float64: try work.run(Double.self)
    case .bool: try work.run(Boolean.self)
    case .bfloat16: try work.run(BFloat16.self)
    }
  }
}
