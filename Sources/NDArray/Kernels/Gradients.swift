/// A derivative as a formula of the incoming gradient and up to three kept values.
public protocol DerivativeFormula {
  static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T
}

/// Runs derivative formulas over arrays in one pass, without the intermediate arrays that the same formula
/// on tensors would make; every step rounds alike, so the bits are the same.
public enum Gradients {
  /// Whether elements of this type are computed on as they are.
  @inlinable public static func isDirect(_ dtype: DType) -> Bool { dtype == .float32 || dtype == .float64 }

  /// - Parameters:
  ///   - g: The incoming gradient; the result has its shape.
  ///   - a: Kept values of the same dtype that stretch to the shape of `g`. What the formula does not read is nil.
  @inlinable public static func run<F: DerivativeFormula>(
    _: F.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray {
    if g.dtype == .float32 {
      if g.layout.rank == 0, let result = try single(F.self, g, a, b, y) { return result }
      return try loop(F.self, Float.self, g, a, b, y)
    }
    return try loop(F.self, Double.self, g, a, b, y)
  }

  @inlinable static func single<F: DerivativeFormula>(
    _: F.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray? {
    let x = g.float
    guard let p = scalar(a, x), let q = scalar(b, x), let r = scalar(y, x) else { return nil }
    return NDArray(try F.value(x, p, q, r))
  }

  @inlinable static func scalar(_ array: NDArray?, _ missing: Float) -> Float? {
    guard let array else { return missing }
    return array.layout.rank == 0 ? array.float : nil
  }

  @inlinable static func loop<F: DerivativeFormula, E: Arithmetic>(
    _: F.Type, _: E.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray {
    let result = try NDArray.uninitialized(g.layout, g.dtype)
    let row = result.layout
    let (g, stepG) = try operand(g, row)
    let (a, stepA) = try a.map { try operand($0, row) } ?? (g, stepG)
    let (b, stepB) = try b.map { try operand($0, row) } ?? (g, stepG)
    let (y, stepY) = try y.map { try operand($0, row) } ?? (g, stepG)
    guard let out = result.pointer(E.self), let pg = g.pointer(E.self), let pa = a.pointer(E.self),
      let pb = b.pointer(E.self), let py = y.pointer(E.self)
    else { return result }
    if stepG & stepA & stepB & stepY == 1 {
      for i in 0..<row.count { out[i] = try F.value(pg[i], pa[i], pb[i], py[i]) }
    } else {
      for i in 0..<row.count { out[i] = try F.value(pg[i &* stepG], pa[i &* stepA], pb[i &* stepB], py[i &* stepY]) }
    }
    return result
  }

  /// The array laid out in rows like the result, or a single element with step 0.
  @inlinable static func operand(_ array: NDArray, _ row: Layout) throws -> (NDArray, Int) {
    if array.layout === row { return (try array.inMemory(), 1) }
    if array.layout.count == 1 || array.layout.strides.allSatisfy({ $0 == 0 }) { return (try array.inMemory(), 0) }
    if array.layout.shape == row.shape { return (try array.contiguous().inMemory(), 1) }
    return (try array.inMemory().expanded(to: row.shape).copied(), 1)
  }
}
