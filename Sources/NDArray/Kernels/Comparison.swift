/// A question about two numbers.
public protocol Relation {
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool
}

extension Elementwise {
  /// A bool array that says where a relation holds.
  public static func compare<R: Relation>(_: R.Type, _ a: NDArray, _ b: NDArray) throws -> NDArray {
    let type = promotedType(a, b)
    if !a.layout.isRow || !b.layout.isRow, a.layout.rank > 0, b.layout.rank > 0,
      let result = try MemoryOrder.run(
        [a.converted(to: type), b.converted(to: type)], { try compare(R.self, $0[0], $0[1]) })
    {
      return result
    }
    switch type.compute {
    case .float: return try compare(R.self, Float.self, a.converted(to: .float32), b.converted(to: .float32))
    case .double: return try compare(R.self, Double.self, a.converted(to: .float64), b.converted(to: .float64))
    case .int: return try compare(R.self, Int.self, a.converted(to: .int64), b.converted(to: .int64))
    }
  }

  public static func compare<R: Relation>(_: R.Type, _ a: NDArray, _ b: Number) throws -> NDArray {
    try compare(R.self, a, NDArray(b, a.dtype.combined(with: b)))
  }

  private static func compare<R: Relation, E: Comparable>(
    _: R.Type, _: E.Type, _ a: NDArray, _ b: NDArray
  ) throws -> NDArray {
    if !a.layout.isRow || !b.layout.isRow,
      let result = try MemoryOrder.run([a, b], { try compare(R.self, E.self, $0[0], $0[1]) })
    {
      return result
    }
    let shape = try Broadcast.shape(a.shape, b.shape)
    let x = try a.inMemory()
    let y = try b.inMemory()
    let result = try NDArray.uninitialized(shape: shape, .bool).inMemory()
    guard let p = x.pointer(E.self), let q = y.pointer(E.self), let out = result.pointer(Bool.self) else {
      return result
    }
    Walk.pairs(shape, Broadcast.strides(x.layout, to: shape), Broadcast.strides(y.layout, to: shape)) {
      i, j, k, length, stepA, stepB in
      for n in 0..<length { out[k + n] = R.holds(p[i + n * stepA], q[j + n * stepB]) }
    }
    return result
  }

  /// `a` where the mask is true, else `b`; the three stretch to one shape, `a` and `b` have one dtype.
  public static func select(_ mask: NDArray, _ a: NDArray, _ b: NDArray) throws -> NDArray {
    if !mask.layout.isRow || !a.layout.isRow || !b.layout.isRow,
      let result = try MemoryOrder.run([mask, a, b], { try select($0[0], $0[1], $0[2]) })
    {
      return result
    }
    let shape = try Broadcast.shape(mask.shape, try Broadcast.shape(a.shape, b.shape))
    let condition = try mask.converted(to: .bool).inMemory().expanded(to: shape).copied().inMemory()
    let x = try a.inMemory().expanded(to: shape)
    let result = try b.inMemory().expanded(to: shape).copied().inMemory()
    guard let flags = condition.pointer(Bool.self), let base = result.storage?.base, let source = x.storage?.base else {
      return result
    }
    let size = a.dtype.size
    Walk.runs(shape, x.layout.strides) { start, position, length, step in
      for n in 0..<length where flags[position + n] {
        (base + (position + n) * size).copyMemory(from: source + (x.offset + start + n * step) * size, byteCount: size)
      }
    }
    return result
  }
}
