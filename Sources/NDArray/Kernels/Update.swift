extension Elementwise {
  /// `a = formula(a, b)` in `a`'s own memory, for floating-point arrays of one dtype; `b` stretches to `a`.
  public static func update<R: BinaryFormula>(_: R.Type, _ a: NDArray, _ b: NDArray) throws {
    if a.dtype == .float32, b.dtype == .float32 {
      try update(R.self, Float.self, a, b)
    } else if a.dtype == .float64, b.dtype == .float64 {
      try update(R.self, Double.self, a, b)
    } else {
      a.assign(try zip(R.self, a, b).converted(to: a.dtype).expanded(to: a.shape))
    }
  }

  /// What tiles read of a second operand that is one number, or lies as the first one does.
  private static func operand<E: TileElement>(_ b: NDArray, _ a: NDArray, _: E.Type) -> TileRun.Operand? {
    if b.layout.rank == 0 { return .number(b.withBase { $0.loadUnaligned(as: E.self) }.asDouble) }
    return b.layout === a.layout ? b.pointer(E.self).map { .elements($0) } : nil
  }

  private static func update<R: BinaryFormula, E: TileElement>(
    _: R.Type, _: E.Type, _ a: NDArray, _ b: NDArray
  ) throws {
    guard let p = a.pointer(E.self) else { return }
    if a.layout.isContiguous, a.count >= TileRun.least, TileRun.isElementary(R.self), let other = operand(b, a, E.self)
    {
      try TileRun.run(R.self, to: p, a.count, .elements(p), other)
      withExtendedLifetime(b) {}
    } else if a.layout.isContiguous, b.layout.rank == 0 {
      let y = b.withBase { $0.loadUnaligned(as: E.self) }
      for i in 0..<a.count { p[i] = try R.value(p[i], y) }
    } else if a.layout.isContiguous, b.layout === a.layout, let q = b.pointer(E.self) {
      for i in 0..<a.count { p[i] = try R.value(p[i], q[i]) }
    } else {
      let y = try b.inMemory()
      guard let q = y.pointer(E.self) else { return }
      try Walk.pairs(a.shape, a.layout.strides, Broadcast.strides(y.layout, to: a.shape)) {
        i, j, _, length, stepA, stepB in
        for n in 0..<length { p[i + n * stepA] = try R.value(p[i + n * stepA], q[j + n * stepB]) }
      }
    }
  }
}
