internal import CKernels

/// Matrices taken apart by LAPACK, in the precision of what came in, one matrix of a batch after the other.
///
/// Results lie by columns, as LAPACK leaves them: that can be seen in a tensor's strides.
public enum Factorizations {
  /// How a factorization ended: LAPACK's info for the first matrix that did not succeed.
  public struct Failure: Error {
    public let batch: Int
    public let info: Int
  }

  /// - Throws: `Failure` for an info that is not zero, `RuntimeError` where there is no LAPACK.
  static func check(_ info: Int32, _ batch: Int) throws {
    if Int(info) == AG_LAPACK_MISSING {
      throw EngineError.runtime("linear algebra needs LAPACK: libopenblas.so.0 could not be loaded")
    }
    if info != 0 { throw Failure(batch: batch, info: Int(info)) }
  }

  /// LAPACK counts in 32 bits.
  static func size(_ n: Int) throws -> Int32 {
    guard n <= 1 << 15 else { throw EngineError.runtime("matrix is too large for LAPACK") }
    return Int32(n)
  }

  private static func dispatch(
    _ dtype: DType, _ float: () throws -> Void, _ double: () throws -> Void
  ) throws {
    if dtype == .float32 { try float() } else { try double() }
  }

  // MARK: LU

  /// L and U in one matrix, and the rows exchanged as LAPACK numbers them, from one.
  ///
  /// - Parameter isTransposed: Whether the transposes are factored.
  /// - Returns: For each matrix LAPACK's info too: the first pivot that is zero.
  public static func lu(_ x: NDArray, isTransposed: Bool = false) throws -> (lu: NDArray, pivots: NDArray, infos: [Int])
  {
    let batch = try ColumnMatrices(isTransposed ? x.inMemory().transposed(x.rank - 2, x.rank - 1) : x)
    let pivots = try NDArray.zeros(shape: batch.shape + [min(batch.rows, batch.columns)], .int32).inMemory()
    var infos: [Int] = []
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = batch.pointer(E.self), let p = pivots.pointer(Int32.self) else { return }
      let least = min(batch.rows, batch.columns)
      for index in 0..<batch.count {
        let info = try E.lu(
          size(batch.rows), size(batch.columns), a + index * batch.matrixCount, p + index * least)
        if info < 0 { try check(info, index) }
        infos.append(Int(info))
      }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (batch.array, pivots, infos)
  }

  /// The solutions of A X = B, given A's LU or that of its transpose; all have the same batch shape.
  public static func solve(lu: NDArray, pivots: NDArray, isTransposed: Bool, _ b: NDArray) throws -> NDArray {
    let left = try ColumnMatrices(lu)
    let right = try ColumnMatrices(b)
    let places = try pivots.contiguous().inMemory()
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = left.pointer(E.self), let x = right.pointer(E.self), let p = places.pointer(Int32.self) else {
        return
      }
      for index in 0..<right.count {
        try check(
          E.solve(
            size(left.rows), size(right.columns), transposed: isTransposed, a + index * left.matrixCount,
            p + index * left.rows, x + index * right.matrixCount), index)
      }
    }
    try dispatch(lu.dtype, { try run(Float.self) }, { try run(Double.self) })
    return right.array
  }

  /// The solutions of A X = B for a triangular A, of which one triangle is read.
  public static func solveTriangular(_ a: NDArray, _ b: NDArray, upper: Bool, unit: Bool) throws -> NDArray {
    let left = try ColumnMatrices(a)
    let right = try ColumnMatrices(b)
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = left.pointer(E.self), let x = right.pointer(E.self) else { return }
      for index in 0..<right.count {
        try check(
          E.solveTriangular(
            size(left.rows), size(right.columns), upper: upper, unit: unit, a + index * left.matrixCount,
            x + index * right.matrixCount), index)
      }
    }
    try dispatch(a.dtype, { try run(Float.self) }, { try run(Double.self) })
    return right.array
  }

  // MARK: Cholesky

  /// The lower triangular L with A = L Lᵀ, or the upper U with A = Uᵀ U, reading one triangle.
  ///
  /// - Returns: For each matrix LAPACK's info too: the first leading minor that is not positive-definite.
  public static func cholesky(_ x: NDArray, upper: Bool) throws -> (factor: NDArray, infos: [Int]) {
    let batch = try ColumnMatrices(x)
    var infos: [Int] = []
    func run<E: Factorizable>(_: E.Type) throws {
      guard let start = batch.pointer(E.self) else { return }
      let n = batch.rows
      for index in 0..<batch.count {
        let a = start + index * batch.matrixCount
        for j in 0..<n {
          for i in upper ? (j + 1)..<max(n, j + 1) : 0..<j { a[i + j * n] = .zero }
        }
        let info = try E.cholesky(size(n), upper: upper, a)
        if info < 0 { try check(info, index) }
        infos.append(Int(info))
      }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (batch.array, infos)
  }

  // MARK: QR

  /// Q with `complete ? m : min(m, n)` columns, and R with as many rows.
  public static func qr(_ x: NDArray, complete: Bool) throws -> (q: NDArray, r: NDArray) {
    let batch = try ColumnMatrices(x)
    let (m, n) = (batch.rows, batch.columns)
    let k = complete ? m : min(m, n)
    let q = try ColumnMatrices(shape: batch.shape, m, k, x.dtype)
    let r = try ColumnMatrices(shape: batch.shape, k, n, x.dtype)
    func run<E: Factorizable>(_: E.Type) throws {
      guard let from = batch.pointer(E.self), let qs = q.pointer(E.self), let rs = r.pointer(E.self) else { return }
      var a = [E](repeating: .zero, count: max(m * max(n, k), 1))
      var upper = [E](repeating: .zero, count: max(m * n, 1))
      for index in 0..<batch.count {
        for place in 0..<(m * n) { a[place] = from[index * m * n + place] }
        try check(E.qr(size(m), size(n), size(k), &a, &upper), index)
        for place in 0..<(m * k) { qs[index * m * k + place] = a[place] }
        for j in 0..<n { for i in 0..<k { rs[index * k * n + i + j * k] = upper[i + j * m] } }
      }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (q.array, r.array)
  }

  // MARK: Singular values and eigenvalues

  /// Singular values, and vectors unless only values are wanted.
  public static func svd(_ x: NDArray, full: Bool, vectors: Bool) throws -> (u: NDArray, s: NDArray, vt: NDArray) {
    let batch = try ColumnMatrices(x)
    let (m, n) = (batch.rows, batch.columns)
    let least = min(m, n)
    let (columns, rows) = full ? (m, n) : (least, least)
    let u = try ColumnMatrices(shape: vectors ? batch.shape : [], vectors ? m : 0, vectors ? columns : 0, x.dtype)
    let vt = try ColumnMatrices(shape: vectors ? batch.shape : [], vectors ? rows : 0, vectors ? n : 0, x.dtype)
    let s = try NDArray.zeros(shape: batch.shape + [least], x.dtype).inMemory()
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = batch.pointer(E.self), let values = s.pointer(E.self) else { return }
      let us = u.pointer(E.self)
      let vs = vt.pointer(E.self)
      for index in 0..<batch.count {
        guard least > 0 else {
          if let us { identity(us + index * u.matrixCount, columns) }
          if let vs { identity(vs + index * vt.matrixCount, rows) }
          continue
        }
        let info = try E.svd(
          size(m), size(n), full: full, a + index * batch.matrixCount, values + index * least,
          vectors ? us.map { $0 + index * u.matrixCount } : nil, vectors ? vs.map { $0 + index * vt.matrixCount } : nil)
        try check(info, index)
      }
    }
    func identity<E: Factorizable>(_ a: UnsafeMutablePointer<E>, _ n: Int) {
      for i in 0..<(full ? n : 0) { a[i + i * n] = 1 }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (u.array, s, vt.array)
  }

  /// Eigenvalues in rising order and eigenvectors of symmetric matrices, of which one triangle is read.
  public static func eigh(_ x: NDArray, upper: Bool) throws -> (values: NDArray, vectors: NDArray) {
    let batch = try ColumnMatrices(x)
    let n = batch.rows
    let values = try NDArray.zeros(shape: batch.shape + [n], x.dtype).inMemory()
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = batch.pointer(E.self), let w = values.pointer(E.self), n > 0 else { return }
      for index in 0..<batch.count {
        try check(E.eigh(size(n), upper: upper, a + index * batch.matrixCount, w + index * n), index)
      }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (values, batch.array)
  }

  /// Eigenvalues, their imaginary parts, and eigenvectors of any square matrices; the vectors of a pair that is not real
  /// are LAPACK's two columns.
  public static func eig(_ x: NDArray) throws -> (values: NDArray, imaginary: NDArray, vectors: NDArray) {
    let batch = try ColumnMatrices(x)
    let n = batch.rows
    let vectors = try ColumnMatrices(shape: batch.shape, n, n, x.dtype)
    let values = try NDArray.zeros(shape: batch.shape + [n], x.dtype).inMemory()
    let imaginary = try NDArray.zeros(shape: batch.shape + [n], x.dtype).inMemory()
    func run<E: Factorizable>(_: E.Type) throws {
      guard let a = batch.pointer(E.self), let v = vectors.pointer(E.self), let real = values.pointer(E.self),
        let other = imaginary.pointer(E.self), n > 0
      else { return }
      for index in 0..<batch.count {
        let matrix = index * batch.matrixCount
        try check(E.eig(size(n), a + matrix, real + index * n, other + index * n, v + matrix), index)
      }
    }
    try dispatch(x.dtype, { try run(Float.self) }, { try run(Double.self) })
    return (values, imaginary, vectors.array)
  }
}

/// Matrices of a batch in memory of their own, by columns.
struct ColumnMatrices {
  let shape: [Int]
  let rows: Int
  let columns: Int
  /// Row-major with the last two dimensions exchanged.
  private let memory: NDArray

  var count: Int { shape.reduce(1, *) }
  var matrixCount: Int { rows * columns }

  /// A copy of float32 or float64 matrices.
  init(_ x: NDArray) throws {
    shape = Array(x.shape.dropLast(2))
    rows = x.shape[x.rank - 2]
    columns = x.shape[x.rank - 1]
    memory = try x.inMemory().transposed(x.rank - 2, x.rank - 1).copied().contiguous().inMemory()
  }

  /// Matrices of zeros.
  init(shape: [Int], _ rows: Int, _ columns: Int, _ dtype: DType) throws {
    self.shape = shape
    self.rows = rows
    self.columns = columns
    memory = try NDArray.zeros(shape: shape + [columns, rows], dtype).inMemory()
  }

  func pointer<E>(_: E.Type) -> UnsafeMutablePointer<E>? { memory.pointer(E.self) }

  var array: NDArray { memory.transposed(shape.count, shape.count + 1) }
}
