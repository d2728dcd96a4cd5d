internal import CKernels

/// Running totals along a dimension.
public enum Scans {
  public static func sum(_ x: NDArray, _ dim: Int) throws -> NDArray {
    try lines(x, dim, float: ag_cumsumf, double: ag_cumsum) { $0 &+ $1 }
  }

  public static func product(_ x: NDArray, _ dim: Int) throws -> NDArray {
    try lines(x, dim, float: ag_cumprodf, double: ag_cumprod) { $0 &* $1 }
  }

  private typealias Line<E> = (UnsafePointer<E>?, Int, Int, UnsafeMutablePointer<E>?, Int) -> Void

  private static func lines(
    _ x: NDArray, _ dim: Int, float: Line<Float>, double: Line<Double>, int: (Int, Int) -> Int
  ) throws -> NDArray {
    if x.rank == 0 { return try x.copied() }
    switch x.dtype.compute {
    case .float:
      let source = try x.converted(to: .float32).contiguous().inMemory()
      let result = try NDArray.uninitialized(source.layout, .float32).inMemory()
      guard let p = source.pointer(Float.self), let out = result.pointer(Float.self) else { return result }
      Lines.visit(x.shape, dim) { start, length, step in float(p + start, length, step, out + start, step) }
      return try result.converted(to: x.dtype)
    case .double:
      let source = try x.contiguous().inMemory()
      let result = try NDArray.uninitialized(source.layout, .float64).inMemory()
      guard let p = source.pointer(Double.self), let out = result.pointer(Double.self) else { return result }
      Lines.visit(x.shape, dim) { start, length, step in double(p + start, length, step, out + start, step) }
      return result
    case .int:
      let source = try x.converted(to: .int64).contiguous().inMemory()
      let result = try NDArray.uninitialized(source.layout, .int64).inMemory()
      guard let p = source.pointer(Int.self), let out = result.pointer(Int.self) else { return result }
      Lines.visit(x.shape, dim) { start, length, step in
        guard length > 0 else { return }
        var total = p[start]
        out[start] = total
        for k in 1..<max(length, 1) {
          total = int(total, p[start + k * step])
          out[start + k * step] = total
        }
      }
      return try result.converted(to: x.dtype)
    }
  }

  /// The logarithm of the running sum of exponentials.
  public static func logSumExp(_ x: NDArray, _ dim: Int) throws -> NDArray {
    if x.rank == 0 { return try x.copied() }
    let source = try x.converted(to: .float64).contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, .float64).inMemory()
    guard let p = source.pointer(Double.self), let out = result.pointer(Double.self) else { return result }
    Lines.visit(x.shape, dim) { start, length, step in
      var total = -Double.infinity
      for k in 0..<length {
        let next = p[start + k * step]
        if next.isNaN || total.isNaN {
          total = .nan
        } else if !(total == next && total.isInfinite) {
          let (low, high) = total < next ? (total, next) : (next, total)
          total = high + ag_log1p(ag_exp(low - high))
        }
        out[start + k * step] = total
      }
    }
    return try result.converted(to: x.dtype)
  }

  /// softmax or log_softmax along a dimension.
  public static func softmax(_ x: NDArray, _ dim: Int, log: Bool) throws -> NDArray {
    if x.rank == 0 { return NDArray(.float(!x.item.asDouble.isFinite ? .nan : log ? 0 : 1), x.dtype) }
    if x.count == 0 { return try NDArray.zeros(shape: x.shape, x.dtype) }
    let last = dim == x.rank - 1
    let length = x.shape[dim]
    let inner = x.shape[(dim + 1)...].reduce(1, *)
    let outer = x.shape[..<dim].reduce(1, *)
    if x.dtype == .float64 {
      let source = try x.contiguous().inMemory()
      let result = try NDArray.uninitialized(source.layout, .float64).inMemory()
      guard let p = source.pointer(Double.self), let out = result.pointer(Double.self), length > 0 else {
        return result
      }
      if last {
        for i in 0..<outer {
          (log ? ag_log_softmax : ag_softmax)(p + i * length, length, out + i * length)
        }
      } else {
        (log ? ag_log_softmax_across : ag_softmax_across)(p, outer, length, inner, out)
      }
      return result
    }
    let source = try x.converted(to: .float32).contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, .float32).inMemory()
    guard let p = source.pointer(Float.self), let out = result.pointer(Float.self), length > 0 else { return result }
    if last {
      for i in 0..<outer {
        (log ? ag_log_softmaxf : ag_softmaxf)(p + i * length, length, out + i * length)
      }
    } else {
      (log ? ag_log_softmax_acrossf : ag_softmax_acrossf)(p, outer, length, inner, out)
    }
    return try result.converted(to: x.dtype)
  }
}
