/// A derivative as a formula of the incoming gradient and up to three kept values.
public protocol DerivativeFormula: TileFormula {
  /// Whose order of memory the result has, where that of several could be.
  static var leader: Leader { get }
  static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T
}

/// The operand that comes first in PyTorch's formula of a derivative: the result lies in memory as it does.
public enum Leader: Sendable {
  case gradient, a, b, result
}

extension DerivativeFormula {
  @inlinable public static var leader: Leader { .gradient }
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

  @inlinable static func loop<F: DerivativeFormula, E: TileElement>(
    _: F.Type, _: E.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray {
    if !isPlain(g) || !isPlain(a) || !isPlain(b) || !isPlain(y), let result = try inOrder(F.self, E.self, g, a, b, y) {
      return result
    }
    if g.layout.count >= Deferral.least, let result = try Deferral.derivative(F.self, g, a, b, y) { return result }
    let result = try NDArray.uninitialized(g.layout, g.dtype)
    guard let out = result.pointer(E.self) else { return result }
    let row = result.layout
    let pg = try Operand<E>(g, row)
    let pa = try a.map { try Operand<E>($0, row) } ?? pg
    let pb = try b.map { try Operand<E>($0, row) } ?? pg
    let py = try y.map { try Operand<E>($0, row) } ?? pg
    try fill(F.self, out, row.count, pg, pa, pb, py)
    withExtendedLifetime(pg.copy) {}
    withExtendedLifetime(pa.copy) {}
    withExtendedLifetime(pb.copy) {}
    withExtendedLifetime(py.copy) {}
    return result
  }

  /// Whether an array lies in row-major order, or is one element throughout.
  @usableFromInline static func isPlain(_ array: NDArray?) -> Bool {
    guard let layout = array?.layout, !layout.isRow else { return true }
    return layout.strides.allSatisfy { $0 == 0 }
  }

  /// The same in the order in which the arrays lie, where that is not row-major.
  @inlinable static func inOrder<F: DerivativeFormula, E: TileElement>(
    _: F.Type, _: E.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray? {
    let given = [g, a, b, y].compactMap { $0 }
    let first: [NDArray?] =
      switch F.leader {
      case .gradient: []
      case .a: [a, b]
      case .b: [b]
      case .result: [y]
      }
    return try MemoryOrder.run(given, first: first.compactMap { $0 }) { turned in
      var rest = turned[...]
      func next(_ kept: NDArray?) -> NDArray? { kept == nil ? nil : rest.popFirst() }
      guard let g = rest.popFirst() else { return g }
      let (a, b, y) = (next(a), next(b), next(y))
      return try loop(F.self, E.self, g.contiguous().inMemory(), a, b, y)
    }
  }

  /// What most derivatives look like gets a loop of its own, which the compiler turns into vector instructions.
  @inlinable static func fill<F: DerivativeFormula, E: TileElement>(
    _: F.Type, _ out: UnsafeMutablePointer<E>, _ n: Int, _ g: Operand<E>, _ a: Operand<E>, _ b: Operand<E>,
    _ y: Operand<E>
  ) throws {
    if TileRun.suits(F.self, n) {
      return try TileRun.run(F.self, to: out, n, g.onTiles, a.onTiles, b.onTiles, y.onTiles)
    }
    let (pg, pa, pb, py) = (g.base, a.base, b.base, y.base)
    switch (pg, pa, pb, py) {
    case (let pg?, let pa?, let pb?, let py?):
      for i in 0..<n { out[i] = try F.value(pg[i], pa[i], pb[i], py[i]) }
    case (let pg?, let pa?, nil, let py?):
      let b = b.single
      for i in 0..<n { out[i] = try F.value(pg[i], pa[i], b, py[i]) }
    case (nil, let pa?, nil, nil):
      let (g, b, y) = (g.single, b.single, y.single)
      for i in 0..<n { out[i] = try F.value(g, pa[i], b, y) }
    default:
      for i in 0..<n { out[i] = try F.value(g[i], a[i], b[i], y[i]) }
    }
  }
}

/// What a loop reads: elements in the result's row-major order, or one element again and again.
@usableFromInline struct Operand<E: TileElement> {
  /// nil for a single element.
  @usableFromInline let base: UnsafeMutablePointer<E>?
  @usableFromInline let single: E
  /// A rearranged copy, where one was needed.
  @usableFromInline let copy: Storage?

  @inlinable init(_ array: NDArray, _ row: Layout) throws {
    if array.layout === row, let base = array.pointer(E.self), row.count > 0 {
      self.base = base
      single = base[0]
      copy = nil
    } else if array.layout.rank == 0 || array.layout === row.stretched {
      base = nil
      single = array.withBase { $0.loadUnaligned(as: E.self) }
      copy = nil
    } else {
      let copied = try Operand.rearranged(array, row)
      base = copied.pointer(E.self)
      single = copied.withBase { $0.loadUnaligned(as: E.self) }
      copy = copied.storage
    }
  }

  @usableFromInline static func rearranged(_ array: NDArray, _ row: Layout) throws -> NDArray {
    if array.layout.shape == row.shape { return try array.copied().inMemory() }
    return try array.inMemory().expanded(to: row.shape).copied().inMemory()
  }

  @inlinable var onTiles: TileRun.Operand {
    base.map { .elements($0) } ?? .number(single.asDouble)
  }

  @inlinable subscript(index: Int) -> E { base.map { $0[index] } ?? single }
}
