internal import CKernels

/// A type of element whose matrices LAPACK takes apart. Matrices are by columns; each function gives LAPACK's info.
protocol Factorizable: FloatingPoint {
  static func lu(_ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ pivots: UnsafeMutablePointer<Int32>)
    -> Int32
  static func solve(
    _ n: Int32, _ columns: Int32, transposed: Bool, _ lu: UnsafePointer<Self>, _ pivots: UnsafePointer<Int32>,
    _ b: UnsafeMutablePointer<Self>
  ) -> Int32
  static func solveTriangular(
    _ n: Int32, _ columns: Int32, upper: Bool, unit: Bool, _ a: UnsafePointer<Self>, _ b: UnsafeMutablePointer<Self>
  ) -> Int32
  static func cholesky(_ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Self>) -> Int32
  static func qr(
    _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Self>, _ r: UnsafeMutablePointer<Self>
  ) -> Int32
  static func svd(
    _ m: Int32, _ n: Int32, full: Bool, _ a: UnsafeMutablePointer<Self>, _ s: UnsafeMutablePointer<Self>,
    _ u: UnsafeMutablePointer<Self>?, _ vt: UnsafeMutablePointer<Self>?
  ) -> Int32
  static func eigh(
    _ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Self>, _ values: UnsafeMutablePointer<Self>
  ) -> Int32
  static func eig(
    _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ real: UnsafeMutablePointer<Self>,
    _ imaginary: UnsafeMutablePointer<Self>, _ vectors: UnsafeMutablePointer<Self>
  ) -> Int32
}

extension Double: Factorizable {
  static func lu(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 { ag_lu(m, n, a, pivots) }
  static func solve(
    _ n: Int32, _ columns: Int32, transposed: Bool, _ lu: UnsafePointer<Double>, _ pivots: UnsafePointer<Int32>,
    _ b: UnsafeMutablePointer<Double>
  ) -> Int32 { ag_lu_solve(n, columns, transposed ? 1 : 0, lu, pivots, b) }
  static func solveTriangular(
    _ n: Int32, _ columns: Int32, upper: Bool, unit: Bool, _ a: UnsafePointer<Double>,
    _ b: UnsafeMutablePointer<Double>
  ) -> Int32 { ag_triangular_solve(n, columns, upper ? 1 : 0, unit ? 1 : 0, a, b) }
  static func cholesky(_ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Double>) -> Int32 {
    ag_cholesky(n, upper ? 1 : 0, a)
  }
  static func qr(
    _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Double>, _ r: UnsafeMutablePointer<Double>
  ) -> Int32 { ag_qr(m, n, k, a, r) }
  static func svd(
    _ m: Int32, _ n: Int32, full: Bool, _ a: UnsafeMutablePointer<Double>, _ s: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Double>?, _ vt: UnsafeMutablePointer<Double>?
  ) -> Int32 { ag_svd(m, n, full ? 1 : 0, a, s, u, vt) }
  static func eigh(
    _ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>
  ) -> Int32 { ag_eigh(n, 1, upper ? 1 : 0, a, values) }
  static func eig(
    _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ real: UnsafeMutablePointer<Double>,
    _ imaginary: UnsafeMutablePointer<Double>, _ vectors: UnsafeMutablePointer<Double>
  ) -> Int32 { ag_eig(n, a, real, imaginary, vectors) }
}

extension Float: Factorizable {
  static func lu(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 { ag_luf(m, n, a, pivots) }
  static func solve(
    _ n: Int32, _ columns: Int32, transposed: Bool, _ lu: UnsafePointer<Float>, _ pivots: UnsafePointer<Int32>,
    _ b: UnsafeMutablePointer<Float>
  ) -> Int32 { ag_lu_solvef(n, columns, transposed ? 1 : 0, lu, pivots, b) }
  static func solveTriangular(
    _ n: Int32, _ columns: Int32, upper: Bool, unit: Bool, _ a: UnsafePointer<Float>, _ b: UnsafeMutablePointer<Float>
  ) -> Int32 { ag_triangular_solvef(n, columns, upper ? 1 : 0, unit ? 1 : 0, a, b) }
  static func cholesky(_ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Float>) -> Int32 {
    ag_choleskyf(n, upper ? 1 : 0, a)
  }
  static func qr(
    _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Float>, _ r: UnsafeMutablePointer<Float>
  ) -> Int32 { ag_qrf(m, n, k, a, r) }
  static func svd(
    _ m: Int32, _ n: Int32, full: Bool, _ a: UnsafeMutablePointer<Float>, _ s: UnsafeMutablePointer<Float>,
    _ u: UnsafeMutablePointer<Float>?, _ vt: UnsafeMutablePointer<Float>?
  ) -> Int32 { ag_svdf(m, n, full ? 1 : 0, a, s, u, vt) }
  static func eigh(
    _ n: Int32, upper: Bool, _ a: UnsafeMutablePointer<Float>, _ values: UnsafeMutablePointer<Float>
  ) -> Int32 { ag_eighf(n, 1, upper ? 1 : 0, a, values) }
  static func eig(
    _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ real: UnsafeMutablePointer<Float>,
    _ imaginary: UnsafeMutablePointer<Float>, _ vectors: UnsafeMutablePointer<Float>
  ) -> Int32 { ag_eigf(n, a, real, imaginary, vectors) }
}
