import Glibc

extension Elementwise {
  /// `a + b * factor` with one rounding for each element, in the order in which PyTorch would lay out the result.
  ///
  /// - Parameters:
  ///   - a: Of a floating-point dtype.
  ///   - b: Of the same dtype.
  public static func added(_ a: NDArray, _ b: NDArray, times factor: Double) throws -> NDArray {
    switch a.dtype {
    case .float64:
      return try pairs(a, b, lanes: 8, few: 2, fused: { fma($1, factor, $0) }, twice: { $0 + $1 * factor })
    case .float32:
      let narrow = Float(factor)
      return try pairs(a, b, lanes: 16, few: 4, fused: { fmaf($1, narrow, $0) }, twice: { $0 + $1 * narrow })
    default:
      return try addedHalves(a, b, times: factor)
    }
  }

  /// - Parameters:
  ///   - lanes: How many elements PyTorch takes at once.
  ///   - few: As many of the rest, from the second one on, are not fused with one element for all: the compiler takes
  ///     their product out of the loop.
  private static func pairs<E>(
    _ a: NDArray, _ b: NDArray, lanes: Int, few: Int, fused: (E, E) -> E, twice: (E, E) -> E
  ) throws -> NDArray {
    try arranged([a, b]) { arrays in
      let shape = try Broadcast.shape(arrays[0].layout.shape, arrays[1].layout.shape)
      let (left, right) = (try stretched(arrays[0], shape), try stretched(arrays[1], shape))
      let result = try NDArray.uninitialized(left.layout, a.dtype).inMemory()
      guard let x = left.pointer(E.self), let y = right.pointer(E.self), let to = result.pointer(E.self) else {
        return result
      }
      for i in 0..<result.count { to[i] = fused(x[i], y[i]) }
      guard b.rank == 0, a.rank > 0, a.layout.isDense, result.count % lanes > few else { return result }
      let start = result.count / lanes * lanes + 1
      for i in start..<start + (result.count - start) / few * few { to[i] = twice(x[i], y[i]) }
      return result
    }
  }

  /// Points between two arrays of single or double precision, from the nearer end with one rounding behind the difference's.
  public static func mixed(_ start: NDArray, _ end: NDArray, _ weight: NDArray) throws -> NDArray {
    let shape = try Broadcast.shape(Broadcast.shape(start.shape, end.shape), weight.shape)
    let operands = try [start, end, weight].map { try stretched($0, shape) }
    let result = try NDArray.uninitialized(shape: shape, start.dtype).inMemory()
    func run<E: BinaryFloatingPoint>(_: E.Type, _ fused: (E, E, E) -> E) {
      guard let a = operands[0].pointer(E.self), let b = operands[1].pointer(E.self),
        let w = operands[2].pointer(E.self),
        let to = result.pointer(E.self)
      else { return }
      for i in 0..<result.count {
        let isNear = abs(w[i]) < 0.5
        to[i] = fused(isNear ? w[i] : w[i] - 1, b[i] - a[i], isNear ? a[i] : b[i])
      }
    }
    if start.dtype == .float64 { run(Double.self, fma) } else { run(Float.self, fmaf) }
    return result
  }

  private static func stretched(_ x: NDArray, _ shape: [Int]) throws -> NDArray {
    try x.inMemory().expanded(to: shape).contiguous().inMemory()
  }
}
