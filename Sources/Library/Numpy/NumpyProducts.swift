import Machine
import NDArray
import Syntax

/// Inner and matrix products.
enum NumpyProducts {
  /// `np.dot`.
  static func dot(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    if a.rank == 0 || b.rank == 0 { return try NumpyArithmetic.compute(.multiply, .strong(a), .strong(b)) }
    if b.rank > 2 {
      throw PythonError(.notImplementedError, "dot: the second array may have one or two dimensions here")
    }
    return try product(a, b) { x, y in
      "shapes \(NumpyArithmetic.shapeText(x)) and \(NumpyArithmetic.shapeText(y)) not aligned: "
        + "\(x.last ?? 0) (dim \(x.count - 1)) != \(y[max(0, y.count - 2)]) (dim \(max(0, y.count - 2)))"
    }
  }

  /// `a @ b`.
  static func matmul(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    guard a.rank > 0, b.rank > 0 else {
      let which = a.rank == 0 ? 0 : 1
      throw PythonError(
        .valueError,
        "matmul: Input operand \(which) does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) "
          + "requires 1)")
    }
    func mismatch(_ x: [Int], _ y: [Int]) -> String {
      "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) "
        + "(size \(y[max(0, y.count - 2)]) is different from \(x.last ?? 0))"
    }
    if b.rank <= 2 { return try product(a, b, mismatch) }
    let left = a.rank == 1 ? a.strided([1, a.count], [a.count * a.layout.strides[0], a.layout.strides[0]]) : a
    let batch = try Broadcast.shape(Array(left.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let x = left.expanded(to: batch + left.shape.suffix(2))
    let y = b.expanded(to: batch + b.shape.suffix(2))
    let count = batch.reduce(1, *)
    let flatX = try x.reshaped([count] + x.shape.suffix(2))
    let flatY = try y.reshaped([count] + y.shape.suffix(2))
    let result = try NDArray.uninitialized(
      shape: [count, x.shape[x.rank - 2], y.shape[y.rank - 1]], NumpyTypes.promoted(a.dtype, b.dtype)
    ).inMemory()
    for i in 0..<count {
      result.selected(0, i).assign(try product(flatX.selected(0, i), flatY.selected(0, i), mismatch))
    }
    let rows = a.rank == 1 ? [] : [x.shape[x.rank - 2]]
    return try result.reshaped(batch + rows + [y.shape[y.rank - 1]])
  }

  /// The last dimension of `a` with the first (or last but one) of `b`.
  private static func product(_ a: NDArray, _ b: NDArray, _ mismatch: ([Int], [Int]) -> String) throws -> NDArray {
    let type = NumpyTypes.promoted(a.dtype, b.dtype)
    let inner = a.shape[a.rank - 1]
    guard inner == b.shape[max(0, b.rank - 2)] else { throw PythonError(.valueError, mismatch(a.shape, b.shape)) }
    let columns = b.rank == 2 ? b.shape[1] : 1
    let rows = a.shape.dropLast().reduce(1, *)
    let shape = Array(a.shape.dropLast()) + (b.rank == 2 ? [columns] : [])
    let compute: DType = type.isFloatingPoint ? (type == .float64 ? .float64 : .float32) : .int64
    let x = try a.converted(to: compute).contiguous().inMemory()
    let y = try (b.rank == 2 ? b.transposed(0, 1) : b).converted(to: compute).contiguous().inMemory()
    let result = try NDArray.uninitialized(shape: shape, compute).inMemory()
    switch compute {
    case .float64: run(x, y, result, rows, inner, columns, Double.self) { $0 + $1 * $2 }
    // The library behind numpy adds up products of float32 in float64.
    case .float32:
      guard let p = x.pointer(Float.self), let q = y.pointer(Float.self), let out = result.pointer(Float.self) else {
        break
      }
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = 0.0
          for k in 0..<inner { sum += Double(p[i * inner + k] * q[j * inner + k]) }
          out[i * columns + j] = Float(sum)
        }
      }
    default: run(x, y, result, rows, inner, columns, Int.self) { $0 &+ $1 &* $2 }
    }
    return try result.converted(to: type)
  }

  private static func run<E: Numeric>(
    _ x: NDArray, _ y: NDArray, _ result: NDArray, _ rows: Int, _ inner: Int, _ columns: Int, _: E.Type,
    _ step: (E, E, E) -> E
  ) {
    guard let p = x.pointer(E.self), let q = y.pointer(E.self), let out = result.pointer(E.self) else { return }
    for i in 0..<rows {
      for j in 0..<columns {
        var sum: E = 0
        for k in 0..<inner { sum = step(sum, p[i * inner + k], q[j * inner + k]) }
        out[i * columns + j] = sum
      }
    }
  }
}
