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
      return try pairs(a, b, lanes: 8, fused: { fma($1, factor, $0) }, twice: { $0 + $1 * factor })
    case .float32:
      let narrow = Float(factor)
      return try pairs(a, b, lanes: 16, fused: { fmaf($1, narrow, $0) }, twice: { $0 + $1 * narrow })
    default:
      return try addedHalves(a, b, times: factor)
    }
  }

  /// - Parameter lanes: How many elements PyTorch takes at once; a rest of them, with one element for all, is not fused.
  private static func pairs<E>(
    _ a: NDArray, _ b: NDArray, lanes: Int, fused: (E, E) -> E, twice: (E, E) -> E
  ) throws -> NDArray {
    try arranged([a, b]) { arrays in
      let shape = try Broadcast.shape(arrays[0].layout.shape, arrays[1].layout.shape)
      let (left, right) = (try stretched(arrays[0], shape), try stretched(arrays[1], shape))
      let result = try NDArray.uninitialized(left.layout, a.dtype).inMemory()
      guard let x = left.pointer(E.self), let y = right.pointer(E.self), let to = result.pointer(E.self) else {
        return result
      }
      let whole = b.rank == 0 && a.rank > 0 ? result.count / lanes * lanes : result.count
      for i in 0..<whole { to[i] = fused(x[i], y[i]) }
      for i in whole..<result.count { to[i] = twice(x[i], y[i]) }
      return result
    }
  }

  private static func stretched(_ x: NDArray, _ shape: [Int]) throws -> NDArray {
    try x.inMemory().expanded(to: shape).contiguous().inMemory()
  }
}
