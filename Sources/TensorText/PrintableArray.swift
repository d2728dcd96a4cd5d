/// The element types that can be printed, by the names PyTorch and numpy share.
public enum PrintableElement: String, CaseIterable, Sendable {
  case bool, uint8, int8, int16, int32, int64, uint16, uint32, uint64
  case float16, bfloat16, float32, float64
  case complex64, complex128

  /// How many bytes one element takes.
  public var byteCount: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  var isFloat: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }

  var isComplex: Bool { self == .complex64 || self == .complex128 }
}

/// What a printer needs to see of an array: memory, element type, shape and strides.
///
/// It borrows the memory, which has to live as long as the printing. Nothing outside the elements that shape and
/// strides reach is read, and of a summarised array only what is shown.
public struct PrintableArray {
  /// The element at index 0, 0, …; may be nil when there are no elements.
  public var base: UnsafeRawPointer?
  public var element: PrintableElement
  public var shape: [Int]
  /// Steps from one index to the next, in elements.
  public var strides: [Int]

  public init(base: UnsafeRawPointer?, element: PrintableElement, shape: [Int], strides: [Int]) {
    self.base = base
    self.element = element
    self.shape = shape
    self.strides = strides
  }

  /// An array laid out row by row.
  public init(base: UnsafeRawPointer?, element: PrintableElement, shape: [Int]) {
    self.init(base: base, element: element, shape: shape, strides: Self.rowMajorStrides(shape))
  }

  private static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 0, count: shape.count)
    var step = 1
    for axis in shape.indices.reversed() {
      strides[axis] = step
      step = step.multipliedReportingOverflow(by: max(shape[axis], 1)).partialValue
    }
    return strides
  }

  /// How many elements there are; 0 also when there is no memory to read them from.
  public var count: Int {
    guard base != nil, strides.count >= shape.count, shape.allSatisfy({ $0 > 0 }) else { return 0 }
    return shape.reduce(1) { product, size in
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      return overflow ? .max : next
    }
  }
}

// MARK: - Reading elements

extension PrintableArray {
  func load<T>(_ offset: Int, as type: T.Type) -> T? {
    base?.loadUnaligned(fromByteOffset: offset * MemoryLayout<T>.size, as: type)
  }

  /// The float, or the real part, at an offset in elements.
  func real(_ offset: Int) -> Double {
    switch element {
    case .float64: load(offset, as: Double.self) ?? 0
    case .float32: Double(load(offset, as: Float.self) ?? 0)
    case .float16: Double(load(offset, as: Float16.self) ?? 0)
    case .bfloat16: Double(Float(bitPattern: UInt32(load(offset, as: UInt16.self) ?? 0) << 16))
    case .complex64: Double(load(2 * offset, as: Float.self) ?? 0)
    case .complex128: load(2 * offset, as: Double.self) ?? 0
    default: Double(integer(offset).value)
    }
  }

  func imaginary(_ offset: Int) -> Double {
    switch element {
    case .complex64: Double(load(2 * offset + 1, as: Float.self) ?? 0)
    case .complex128: load(2 * offset + 1, as: Double.self) ?? 0
    default: 0
    }
  }

  /// The integer at an offset; `huge` when it is an unsigned one that `value` holds only as a bit pattern.
  func integer(_ offset: Int) -> (value: Int64, huge: Bool) {
    switch element {
    case .int64: return (load(offset, as: Int64.self) ?? 0, false)
    case .int32: return (Int64(load(offset, as: Int32.self) ?? 0), false)
    case .int16: return (Int64(load(offset, as: Int16.self) ?? 0), false)
    case .int8: return (Int64(load(offset, as: Int8.self) ?? 0), false)
    case .uint8, .bool: return (Int64(load(offset, as: UInt8.self) ?? 0), false)
    case .uint16: return (Int64(load(offset, as: UInt16.self) ?? 0), false)
    case .uint32: return (Int64(load(offset, as: UInt32.self) ?? 0), false)
    case .uint64:
      let bits = load(offset, as: UInt64.self) ?? 0
      return (Int64(bitPattern: bits), bits > UInt64(Int64.max))
    default: return (0, false)
    }
  }

  /// The offsets of the elements that stay visible when dimensions longer than twice `edge` lose their middle; all of
  /// them when `edge` is nil. In row-major order.
  func offsets(edge: Int?) -> [Int] {
    guard count > 0 else { return [] }
    var result = [0]
    for (size, stride) in zip(shape, strides) {
      let shown = Self.shown(size, edge: edge)
      if shown.count == 1 && result.count == 1 { continue }
      var next: [Int] = []
      next.reserveCapacity(result.count * shown.count)
      for start in result {
        for index in shown { next.append(start + index * stride) }
      }
      result = next
    }
    return result
  }

  private static func shown(_ size: Int, edge: Int?) -> [Int] {
    guard let edge, edge < (size + 1) / 2 else { return Array(0..<size) }
    return Array(0..<edge) + Array(size - edge..<size)
  }
}
