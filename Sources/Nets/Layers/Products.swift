import CKernels
import NDArray

/// The three matrix products of a linear layer, on dense float32 or float64 arrays of one dtype.
enum Products {
  /// x (rows × inner) times the transpose of w (columns × inner), plus a bias for each column.
  static func rowsByRows(_ x: NDArray, _ w: NDArray, _ bias: NDArray?, _ layout: Layout) throws -> NDArray {
    let (rows, inner, columns) = (x.shape.dropLast().reduce(1, *), x.shape.last ?? 1, w.shape[0])
    let result = try NDArray.uninitialized(layout, x.dtype)
    if x.dtype == .float32 {
      guard let a = x.pointer(Float.self), let b = w.pointer(Float.self), let c = result.pointer(Float.self) else {
        return result
      }
      ag_productf(rows, columns, inner, a, inner, 1, b, 1, inner, c)
      if let d = bias?.pointer(Float.self) { add(d, to: c, rows, columns) }
    } else {
      guard let a = x.pointer(Double.self), let b = w.pointer(Double.self), let c = result.pointer(Double.self) else {
        return result
      }
      ag_product(rows, columns, inner, a, inner, 1, b, 1, inner, c)
      if let d = bias?.pointer(Double.self) { add(d, to: c, rows, columns) }
    }
    return result
  }

  private static func add<T: FloatingPoint>(
    _ bias: UnsafeMutablePointer<T>, to c: UnsafeMutablePointer<T>, _ rows: Int, _ columns: Int
  ) {
    for i in 0..<rows {
      let row = c + i * columns
      for j in 0..<columns { row[j] += bias[j] }
    }
  }

  /// a (rows × inner) times b (inner × columns).
  static func plain(_ a: NDArray, _ b: NDArray, _ rows: Int, _ inner: Int, _ columns: Int, _ layout: Layout) throws
    -> NDArray
  {
    let result = try NDArray.uninitialized(layout, a.dtype)
    if a.dtype == .float32 {
      guard let p = a.pointer(Float.self), let q = b.pointer(Float.self), let r = result.pointer(Float.self) else {
        return result
      }
      ag_productf(rows, columns, inner, p, inner, 1, q, columns, 1, r)
    } else {
      guard let p = a.pointer(Double.self), let q = b.pointer(Double.self), let r = result.pointer(Double.self) else {
        return result
      }
      ag_product(rows, columns, inner, p, inner, 1, q, columns, 1, r)
    }
    return result
  }

  /// The transpose of a (inner × rows) times b (inner × columns).
  static func transposed(_ a: NDArray, _ b: NDArray, _ rows: Int, _ inner: Int, _ columns: Int, _ layout: Layout) throws
    -> NDArray
  {
    if inner > 0, rows * columns * inner <= AG_SMALL_TRANSPOSED {
      let result = try NDArray.uninitialized(layout, a.dtype)
      if a.dtype == .float32, let p = a.pointer(Float.self), let q = b.pointer(Float.self),
        let r = result.pointer(Float.self)
      {
        ag_matmul_transposedf(p, q, r, rows, inner, columns)
        return result
      }
      if a.dtype == .float64, let p = a.pointer(Double.self), let q = b.pointer(Double.self),
        let r = result.pointer(Double.self)
      {
        ag_matmul_transposed(p, q, r, rows, inner, columns)
        return result
      }
    }
    let result = try NDArray.uninitialized(layout, a.dtype)
    if a.dtype == .float32, let p = a.pointer(Float.self), let q = b.pointer(Float.self),
      let r = result.pointer(Float.self)
    {
      ag_productf(rows, columns, inner, p, 1, rows, q, columns, 1, r)
    } else if let p = a.pointer(Double.self), let q = b.pointer(Double.self), let r = result.pointer(Double.self) {
      ag_product(rows, columns, inner, p, 1, rows, q, columns, 1, r)
    }
    return result
  }
}
