extension NDArray {
  /// A 0-dim array of a number, rounded to `dtype`.
  @inlinable public init(_ number: Number, _ dtype: DType) {
    if dtype == .float32 {
      self.init(Float(number.asDouble))
    } else {
      self.init(rounding: number, dtype)
    }
  }

  @usableFromInline init(rounding number: Number, _ dtype: DType) {
    switch dtype {
    case .float32: self.init(Float(number.asDouble))
    case .float64: self.init(number.asDouble)
    case .int64: self.init(bits: UInt64(bitPattern: Int64(number.asInt)), dtype: .int64)
    case .bool: self.init(bits: number.asDouble != 0 ? 1 : 0, dtype: .bool)
    default:
      self.init(bits: 0, dtype: dtype)
      let work = StoreNumber(number: number)
      bits = (try? dtype.with(work)) ?? 0
    }
  }

  private struct StoreNumber: ElementWork {
    let number: Number
    func run<E: Element>(_: E.Type) throws -> UInt64 {
      var word: UInt64 = 0
      let value: E =
        if case .float(let d) = number { E(narrowing: d) } else { E(narrowing: number.asInt) }
      withUnsafeMutableBytes(of: &word) { $0.baseAddress!.storeBytes(of: value, as: E.self) }
      return word
    }
  }

  /// The number at a distance, in elements, from the first one. The caller keeps within the layout.
  public func number(atOffset position: Int) -> Number {
    withBase { base in
      let address = base + position * dtype.size
      switch dtype {
      case .float32: return .float(Double(address.loadUnaligned(as: Float.self)))
      case .float64: return .float(address.loadUnaligned(as: Double.self))
      case .float16: return .float(address.loadUnaligned(as: Float16.self).asDouble)
      case .bfloat16: return .float(address.loadUnaligned(as: BFloat16.self).asDouble)
      case .int64: return .int(address.loadUnaligned(as: Int.self))
      case .int32: return .int(Int(address.loadUnaligned(as: Int32.self)))
      case .int16: return .int(Int(address.loadUnaligned(as: Int16.self)))
      case .int8: return .int(Int(address.loadUnaligned(as: Int8.self)))
      case .uint8: return .int(Int(address.loadUnaligned(as: UInt8.self)))
      case .bool: return .bool(address.loadUnaligned(as: UInt8.self) != 0)
      }
    }
  }

  /// The only element of a one-element array.
  public var item: Number { number(atOffset: 0) }

  /// Every element in row-major order, as Python numbers.
  public func numbers() -> [Number] {
    var result: [Number] = []
    result.reserveCapacity(count)
    forEachOffset { result.append(number(atOffset: $0)) }
    return result
  }

  /// Every element in row-major order, widened to double.
  public func doubles() -> [Double] { numbers().map(\.asDouble) }
  public func ints() -> [Int] { numbers().map(\.asInt) }

  /// Visits the elements' distances from the first one, in row-major order.
  public func forEachOffset(_ body: (Int) -> Void) {
    if layout.isContiguous {
      for i in 0..<layout.count { body(i) }
      return
    }
    Walk.runs(layout.shape, layout.strides) { start, _, length, step in
      for i in 0..<length { body(start + i * step) }
    }
  }

  /// Sets every element.
  public mutating func fill(_ number: Number) throws {
    if storage == nil {
      bits = NDArray(number, dtype).bits
      return
    }
    if dtype == .float32, layout.isContiguous, let out = pointer(Float.self) {
      let value: Float = if case .float(let d) = number { Float(d) } else { Float(number.asInt) }
      return out.update(repeating: value, count: layout.count)
    }
    try dtype.with(Fill(array: self, number: number))
  }

  private struct Fill: ElementWork {
    let array: NDArray
    let number: Number
    func run<E: Element>(_: E.Type) throws {
      guard let out = array.pointer(E.self) else { return }
      let value: E =
        if case .float(let d) = number { E(narrowing: d) } else { E(narrowing: number.asInt) }
      if array.layout.isContiguous {
        out.update(repeating: value, count: array.count)
      } else {
        array.forEachOffset { out[$0] = value }
      }
    }
  }

  /// One number throughout, where the layout is a new array's.
  public static func filled(_ layout: Layout, _ value: Float) throws -> NDArray {
    guard layout.isRow, layout.count < Deferral.least else {
      return try filled(shape: layout.shape, .float(Double(value)), .float32)
    }
    let result = try uninitialized(layout, .float32)
    result.pointer(Float.self)?.update(repeating: value, count: layout.count)
    return result
  }

  public static func filled(shape: [Int], _ number: Number, _ dtype: DType) throws -> NDArray {
    if shape.isEmpty { return NDArray(number, dtype) }
    if dtype == .float32 || dtype == .float64 {
      let layout = try Layout.contiguous(shape)
      if layout.count >= Deferral.least { return try Deferral.filled(number.asDouble, layout, dtype) }
    }
    var result = try uninitialized(shape: shape, dtype)
    try result.fill(number)
    return result
  }
}

extension DType {
  /// - Throws: PyTorch's `RuntimeError` for a number that elements of this dtype cannot hold.
  public func checkHolds(_ number: Number) throws {
    guard !holds(number) else { return }
    let names: [DType: String] = [
      .uint8: "uint8_t", .int8: "int8_t", .int16: "int16_t", .int32: "int", .int64: "int64_t", .float32: "float",
      .float16: "c10::Half", .bfloat16: "c10::BFloat16",
    ]
    throw EngineError.runtime("value cannot be converted to type \(names[self] ?? name) without overflow")
  }

  /// The same for a number that so many elements are filled with: PyTorch looks at one element of a half type alone not.
  public func checkFills(_ number: Number, count: Int) throws {
    if count != 1 || self != .float16 && self != .bfloat16 { try checkHolds(number) }
  }

  /// The greatest finite number of a floating-point dtype.
  public var greatest: Double {
    switch self {
    case .float64: .greatestFiniteMagnitude
    case .float16: 65504
    case .bfloat16: 3.3895313892515355e38
    default: Double(Float.greatestFiniteMagnitude)
    }
  }

  /// The dtype that PyTorch sums elements of this one in.
  public var accumulating: DType { self == .float16 || self == .bfloat16 ? .float32 : .float64 }

  /// Whether elements of this dtype can hold a number, rounded or without its fraction.
  public func holds(_ number: Number) -> Bool {
    let value = number.asDouble
    switch self {
    case .bool, .float64: return true
    case .float32, .float16, .bfloat16: return !value.isFinite || Swift.abs(value) <= greatest
    case .int64: return number.category < 2 || value >= -0x1p63 && value < 0x1p63
    default:
      let bounds = integerBounds
      // Unsigned numbers may be given by their negative, too, where that is a whole number.
      let low = self == .uint8 && number.category < 2 ? -bounds.upperBound : bounds.lowerBound
      return value >= Double(low) && value <= Double(bounds.upperBound)
    }
  }
}

extension NDArray {
  /// A number as an element of a dtype.
  ///
  /// - Throws: PyTorch's `RuntimeError` where elements of the dtype cannot hold it.
  public static func holding(_ number: Number, _ dtype: DType) throws -> NDArray {
    try dtype.checkHolds(number)
    return NDArray(number, dtype)
  }

  /// The same where half types are reached from single precision, and so by any number.
  public static func reaching(_ number: Number, _ dtype: DType) throws -> NDArray {
    if dtype != .float16, dtype != .bfloat16 { try dtype.checkHolds(number) }
    return NDArray(number, dtype)
  }

  /// Such an array of a shape. One element of a half type is reached from single precision, several are not.
  public static func filling(_ shape: [Int], _ number: Number, _ dtype: DType) throws -> NDArray {
    try dtype.checkFills(number, count: shape.reduce(1) { $0.times($1) })
    return try filled(shape: shape, number, dtype)
  }

  /// An int64 array of these values.
  public static func ints(_ values: [Int], shape: [Int]) throws -> NDArray {
    let result = try uninitialized(shape: shape, .int64).inMemory()
    guard result.count == values.count, let out = result.pointer(Int.self) else { return result }
    for i in values.indices { out[i] = values[i] }
    return result
  }

  /// An array of these values, rounded to `dtype`.
  public static func doubles(_ values: [Double], shape: [Int], _ dtype: DType) throws -> NDArray {
    let result = try uninitialized(shape: shape, .float64).inMemory()
    guard result.count == values.count, let out = result.pointer(Double.self) else { return result }
    for i in values.indices { out[i] = values[i] }
    return try result.converted(to: dtype)
  }

  /// A float32 array of these values, in row-major order.
  public init(values: [Float], shape: [Int]) throws {
    self = try NDArray.uninitialized(shape: shape, .float32).inMemory()
    guard let out = pointer(Float.self) else { return }
    for (index, value) in values.prefix(count).enumerated() { out[index] = value }
  }
}
