/// Arrays drawn from a generator.
extension NDArray {
  /// Evenly spread over [from, to).
  public static func uniform(
    shape: [Int], _ dtype: DType, from: Double = 0, to: Double = 1, _ generator: Generator
  ) throws -> NDArray {
    // The bounds are looked at also where nothing is drawn.
    guard dtype.isFloatingPoint else { throw EngineError.notImplemented("check_uniform_bounds", dtype) }
    return try drawn(
      shape: shape, dtype, unsupported: "check_uniform_bounds",
      float: { buffer, format in
        if let format {
          generator.uniform(into: buffer, from: from, to: to, roundedTo: format)
        } else {
          generator.uniform(into: buffer, from: from, to: to)
        }
      },
      double: { generator.uniform(into: $0, from: from, to: to) })
  }

  /// Normal numbers.
  public static func normal(
    shape: [Int], _ dtype: DType, mean: Double = 0, std: Double = 1, contiguous: Bool = true, _ generator: Generator
  ) throws -> NDArray {
    try drawn(
      shape: shape, dtype, unsupported: "normal_kernel_cpu",
      float: { buffer, format in
        if let format {
          generator.normal(into: buffer, mean: mean, std: std, contiguous: contiguous, roundedTo: format)
        } else {
          generator.normal(into: buffer, mean: mean, std: std, contiguous: contiguous)
        }
      },
      double: { generator.normal(into: $0, mean: mean, std: std, contiguous: contiguous) })
  }

  /// Floating-point numbers that two closures draw.
  ///
  /// - Parameter unsupported: PyTorch's name of the kernel, for the error with whole numbers.
  public static func drawn(
    shape: [Int], _ dtype: DType, unsupported: String,
    float: (UnsafeMutableBufferPointer<Float>, NarrowFloat?) throws -> Void,
    double: (UnsafeMutableBufferPointer<Double>) throws -> Void
  ) throws -> NDArray {
    if let refusal = Generators.refusal { throw refusal }
    guard dtype.isFloatingPoint else {
      if shape.contains(0) { return try uninitialized(shape: shape, dtype) }
      throw EngineError(.notImplementedError, "\"\(unsupported)\" not implemented for '\(dtype.scalarTypeName)'")
    }
    let result = try uninitialized(shape: shape, dtype == .float64 ? .float64 : .float32)
    switch dtype {
    case .float64:
      if let out = result.pointer(Double.self) {
        try double(UnsafeMutableBufferPointer(start: out, count: result.count))
      }
    default:
      let format: NarrowFloat? = dtype == .float16 ? .float16 : dtype == .bfloat16 ? .bfloat16 : nil
      if let out = result.pointer(Float.self) {
        try float(UnsafeMutableBufferPointer(start: out, count: result.count), format)
      }
    }
    return try result.converted(to: dtype)
  }

  /// Whole numbers that a closure draws, in any dtype.
  public static func drawnIntegers(
    shape: [Int], _ dtype: DType, _ draw: (UnsafeMutableBufferPointer<Int64>) -> Void
  ) throws -> NDArray {
    if let refusal = Generators.refusal { throw refusal }
    let result = try uninitialized(shape: shape, .int64)
    if let out = result.pointer(Int64.self) { draw(UnsafeMutableBufferPointer(start: out, count: result.count)) }
    return try result.converted(to: dtype)
  }
}

extension WholeRange {
  public init(_ dtype: DType) {
    switch dtype {
    case .bool: self = .bool
    case .uint8: self = .uint8
    case .int8: self = .int8
    case .int16: self = .int16
    case .int32: self = .int32
    case .int64: self = .int64
    case .float16: self = .float16
    case .bfloat16: self = .bfloat16
    case .float32: self = .float32
    case .float64: self = .float64
    }
  }
}
