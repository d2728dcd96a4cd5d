internal import CKernels

/// Formulas with parameters of their own, as closures. Half types go through float32.
extension Elementwise {
  /// - Parameters:
  ///   - unsupported: PyTorch's name of the kernel, for the error with whole numbers; nil where those become floating
  ///     point.
  ///   - withoutHalf: PyTorch's name of the kernel, for the error with half types; nil where those are computed.
  public static func each(
    _ x: NDArray, unsupported: String? = nil, withoutHalf: String? = nil, float: (Float) -> Float,
    double: (Double) -> Double
  ) throws -> NDArray {
    switch x.dtype {
    case .float32: return try apply(x, float)
    case .float64: return try apply(x, double)
    case .float16, .bfloat16:
      if let withoutHalf { throw EngineError.notImplemented(withoutHalf, x.dtype) }
      return try apply(x.converted(to: .float32), float).converted(to: x.dtype)
    default:
      if let unsupported { throw EngineError.notImplemented(unsupported, x.dtype) }
      return try each(x.converted(to: DefaultDType.current), float: float, double: double)
    }
  }

  @usableFromInline static func apply<E>(_ x: NDArray, _ formula: (E) -> E) throws -> NDArray {
    if !x.layout.isRow, let result = try MemoryOrder.run([x], { try apply($0[0].contiguous(), formula) }) {
      return result
    }
    let source = try x.contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, x.dtype).inMemory()
    guard let from = source.pointer(E.self), let to = result.pointer(E.self) else { return result }
    for i in 0..<source.count { to[i] = formula(from[i]) }
    return result
  }

  /// Runs an operation on single elements with the operands in the order in which PyTorch would lay out the result.
  public static func arranged(_ operands: [NDArray], _ body: ([NDArray]) throws -> NDArray) throws -> NDArray {
    try MemoryOrder.run(operands, body) ?? body(operands)
  }

  /// A combination of two arrays as truth values, which are laid out as the arrays are, not as the truth values.
  public static func truths(
    _ a: NDArray, _ b: NDArray, _ combine: (NDArray, NDArray) throws -> NDArray
  ) throws -> NDArray {
    let type = promotedType(a, b)
    let operands = try [a, b].map { try $0.layout.rank > 0 ? $0.converted(to: type) : $0 }
    return try arranged(operands) { try combine($0[0].converted(to: .bool), $0[1].converted(to: .bool)) }
  }

  /// gelu of several contiguous floats, which PyTorch takes from a library of its own.
  public static func geluOfContiguous(_ x: NDArray) throws -> NDArray {
    let source = try x.contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, .float32).inMemory()
    guard let from = source.pointer(Float.self), let to = result.pointer(Float.self) else { return result }
    ag_gelu_contiguousf_run(from, to, source.count)
    return result
  }

  /// gelu of floats that lie apart, one by one.
  public static func geluOneByOne(_ x: NDArray) throws -> NDArray { try apply(x) { $0.gelu() as Float } }

  /// A bool array that says where a question about single elements, widened to double, is answered yes.
  public static func ask(_ x: NDArray, _ question: (Double) -> Bool) throws -> NDArray {
    if !x.layout.isRow, let result = try MemoryOrder.run([x], { try ask($0[0].contiguous(), question) }) {
      return result
    }
    let source = try x.converted(to: .float64).contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, .bool).inMemory()
    guard let from = source.pointer(Double.self), let to = result.pointer(Bool.self) else { return result }
    for i in 0..<source.count { to[i] = question(from[i]) }
    return result
  }
}

extension EngineError {
  /// `"silu_cpu" not implemented for 'Long'`
  public static func notImplemented(_ kernel: String, _ dtype: DType) -> EngineError {
    EngineError(.notImplementedError, "\"\(kernel)\" not implemented for '\(dtype.scalarTypeName)'")
  }
}

extension DType {
  /// - Throws: PyTorch's `NotImplementedError` for a kernel that truth values have none of.
  public func refuseBool(_ kernel: String) throws {
    if self == .bool { throw EngineError.notImplemented(kernel, self) }
  }

  /// - Throws: PyTorch's `NotImplementedError` for a kernel of floating-point numbers alone.
  public func requireFloatingPoint(_ kernel: String) throws {
    if !isFloatingPoint { throw EngineError.notImplemented(kernel, self) }
  }

  /// - Throws: PyTorch's `NotImplementedError` for a kernel that the half types have none of.
  public func refuseHalf(_ kernel: String) throws {
    if self == .float16 || self == .bfloat16 { throw EngineError.notImplemented(kernel, self) }
  }
}
