internal import CKernels

/// Products of matrices and vectors of one dtype. The callers have checked shapes.
extension NDArray {
  /// (m, k) by (k, n).
  public static func matrixProduct(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    if !a.dtype.isDirectlyMultiplied { return try inWiderType(a, b, matrixProduct) }
    let m = a.layout.shape[0]
    let n = b.layout.shape[1]
    let result = try uninitialized(shape: [m, n], a.dtype)
    multiply(try a.inMemory(), 0, try b.inMemory(), 0, result, 0, m, n)
    return result
  }

  /// Batches of matrices: (batch, m, k) by (batch, k, n).
  public static func batchProduct(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    if !a.dtype.isDirectlyMultiplied { return try inWiderType(a, b, batchProduct) }
    let batch = a.layout.shape[0]
    let m = a.layout.shape[1]
    let n = b.layout.shape[2]
    let result = try uninitialized(shape: [batch, m, n], a.dtype)
    let left = try a.inMemory()
    let right = try b.inMemory()
    for index in 0..<batch {
      multiply(
        left, index * left.layout.strides[0], right, index * right.layout.strides[0], result, index * m * n, m, n)
    }
    return result
  }

  /// (m, k) by (k).
  public static func matrixVectorProduct(_ a: NDArray, _ x: NDArray) throws -> NDArray {
    let column = try x.inMemory().unsqueezed(1)
    return try matrixProduct(a, column).reshaped([a.layout.shape[0]])
  }

  /// The sum of products of two vectors.
  public static func dotProduct(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    if !a.dtype.isDirectlyMultiplied { return try inWiderType(a, b, dotProduct) }
    let x = try a.inMemory()
    let y = try b.inMemory()
    let (stepX, stepY) = (x.layout.strides[0], y.layout.strides[0])
    switch a.dtype {
    case .float32:
      guard let p = x.pointer(Float.self), let q = y.pointer(Float.self) else { return a }
      return NDArray(ag_dotf(p, stepX, q, stepY, x.count))
    case .float64:
      guard let p = x.pointer(Double.self), let q = y.pointer(Double.self) else { return a }
      return NDArray(ag_dot(p, stepX, q, stepY, x.count))
    default:
      let product = try matrixProduct(x.unsqueezed(0), y.unsqueezed(1))
      return NDArray(product.item, product.dtype)
    }
  }

  private static func inWiderType(_ a: NDArray, _ b: NDArray, _ run: (NDArray, NDArray) throws -> NDArray) throws
    -> NDArray
  {
    let wide: DType = a.dtype.isFloatingPoint ? .float32 : .int64
    return try run(a.converted(to: wide), b.converted(to: wide)).converted(to: a.dtype)
  }

  private static func multiply(
    _ a: NDArray, _ shiftA: Int, _ b: NDArray, _ shiftB: Int, _ c: NDArray, _ shiftC: Int, _ m: Int, _ n: Int
  ) {
    let ra = a.rank - 2
    let rb = b.rank - 2
    let k = a.layout.shape[ra + 1]
    let (rowA, columnA) = (a.layout.strides[ra], a.layout.strides[ra + 1])
    let (rowB, columnB) = (b.layout.strides[rb], b.layout.strides[rb + 1])
    switch a.dtype {
    case .float32:
      guard let p = a.pointer(Float.self), let q = b.pointer(Float.self), let out = c.pointer(Float.self) else {
        return
      }
      ag_productf(m, n, k, p + shiftA, rowA, columnA, q + shiftB, rowB, columnB, out + shiftC)
    case .float64:
      guard let p = a.pointer(Double.self), let q = b.pointer(Double.self), let out = c.pointer(Double.self) else {
        return
      }
      ag_product(m, n, k, p + shiftA, rowA, columnA, q + shiftB, rowB, columnB, out + shiftC)
    default:
      guard let p = a.pointer(Int.self), let q = b.pointer(Int.self), let out = c.pointer(Int.self) else { return }
      ag_product_long(m, n, k, p + shiftA, rowA, columnA, q + shiftB, rowB, columnB, out + shiftC)
    }
  }
}

extension DType {
  fileprivate var isDirectlyMultiplied: Bool { self == .float32 || self == .float64 || self == .int64 }
}
