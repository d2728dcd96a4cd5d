/// Formulas with parameters of their own, as closures. Half types go through float32.
extension Elementwise {
  /// - Parameter unsupported: PyTorch's name of the kernel, for the error with whole numbers; nil where those become
  ///   floating point.
  public static func each(
    _ x: NDArray, unsupported: String? = nil, float: (Float) -> Float, double: (Double) -> Double
  ) throws -> NDArray {
    switch x.dtype {
    case .float32: return try apply(x, float)
    case .float64: return try apply(x, double)
    case .float16, .bfloat16: return try apply(x.converted(to: .float32), float).converted(to: x.dtype)
    default:
      if let unsupported { throw EngineError.notImplemented(unsupported, x.dtype) }
      return try each(x.converted(to: DefaultDType.current), float: float, double: double)
    }
  }

  private static func apply<E>(_ x: NDArray, _ formula: (E) -> E) throws -> NDArray {
    if !x.layout.isRow, let result = try MemoryOrder.run([x], { try apply($0[0].contiguous(), formula) }) {
      return result
    }
    let source = try x.contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, x.dtype).inMemory()
    guard let from = source.pointer(E.self), let to = result.pointer(E.self) else { return result }
    for i in 0..<source.count { to[i] = formula(from[i]) }
    return result
  }

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
