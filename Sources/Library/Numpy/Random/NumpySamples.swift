import Autograd
import Glibc
import Machine
import NDArray
import Ops
import Syntax

/// Draws that give rows of numbers, for both kinds of generators.
enum NumpySamples {
  nonisolated(unsafe) static let size = LanguageParameter("size", default: Value.none)

  /// Name, parameters, and what they give.
  nonisolated(unsafe) static let all:
    [(name: String, parameters: [LanguageParameter], run: (any NumpyBits, [Value]) throws -> Value)] = [
      (
        "multinomial", [.init("n"), .init("pvals"), size],
        { bits, arguments in
          let n = try Machine.current.index(arguments[0])
          guard n >= 0 else { throw PythonError(.valueError, "n < 0") }
          let chances = try Numpy.anything(arguments[1]).doubles()
          guard chances.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw PythonError(.valueError, "pvals < 0, pvals > 1 or pvals contains NaNs")
          }
          guard chances.reduce(0, +) - (chances.last ?? 0) <= 1 + 1e-12 else {
            throw PythonError(.valueError, "sum(pvals[:-1]) > 1.0")
          }
          return try rows(arguments[2], chances.count, .int64, Int.self) { out in
            for (i, count) in NumpyCounts.multinomial(bits, n, chances).enumerated() { out[i] = count }
          }
        }
      ),
      (
        "dirichlet", [.init("alpha"), size],
        { bits, arguments in
          let alpha = try Numpy.anything(arguments[0]).doubles()
          guard alpha.allSatisfy({ $0 > 0 }) else {
            throw PythonError(.valueError, bits.isLegacy ? "alpha <= 0" : "alpha < 0")
          }
          return try rows(arguments[1], alpha.count, .float64, Double.self) { out in
            if !bits.isLegacy, let most = alpha.max(), most < 0.1 {
              // By breaking off a stick, where all would come out as zero.
              var rest = 1.0
              for i in 0..<(alpha.count - 1) {
                let part = NumpyCurves.beta(bits, alpha[i], alpha[(i + 1)...].reversed().reduce(0) { $0 + $1 })
                out[i] = rest * part
                rest *= 1 - part
              }
              out[alpha.count - 1] = rest
              return
            }
            var sum = 0.0
            for i in alpha.indices {
              out[i] = NumpyCurves.gamma(bits, alpha[i])
              sum += out[i]
            }
            let inverse = 1 / sum
            for i in alpha.indices { out[i] *= inverse }
          }
        }
      ),
      (
        "multivariate_normal",
        [
          .init("mean"), .init("cov"), size, .init("check_valid", default: .string("warn")),
          .init("tol", default: .float(1e-8)),
        ], multivariateNormal
      ),
    ]

  private static func rows<E>(
    _ size: Value, _ length: Int, _ dtype: DType, _: E.Type, _ fill: (UnsafeMutablePointer<E>) -> Void
  ) throws -> Value {
    let shape = try (size.isNone ? [] : NumpyBuilding.shape(size)) + [length]
    let result = try NDArray.uninitialized(shape: shape, dtype).inMemory()
    if length > 0, let out = result.pointer(E.self) {
      for row in 0..<(result.count / length) { fill(out + row * length) }
    }
    return .native(NumpyArray(result))
  }

  /// Independent normal numbers times a root of the covariance, which its singular values give.
  private static func multivariateNormal(_ bits: any NumpyBits, _ arguments: [Value]) throws -> Value {
    let mean = try Numpy.anything(arguments[0]).converted(to: .float64)
    let covariance = try Numpy.anything(arguments[1]).converted(to: .float64)
    guard mean.rank == 1 else { throw PythonError(.valueError, "mean must be 1 dimensional") }
    guard covariance.rank == 2, covariance.shape[0] == covariance.shape[1] else {
      throw PythonError(.valueError, "cov must be 2 dimensional and square")
    }
    let n = mean.count
    guard covariance.shape[0] == n else { throw PythonError(.valueError, "mean and cov must have same length") }
    let shape = try arguments[2].isNone ? [] : NumpyBuilding.shape(arguments[2])
    let drawn = try NDArray.uninitialized(shape: shape + [n], .float64).inMemory()
    if let out = drawn.pointer(Double.self) { for i in 0..<drawn.count { out[i] = bits.normal() } }
    let parts = try Decompositions.svd(Tensor(covariance), full: true)
    guard parts.count == 3, n > 0 else { return .native(NumpyArray(drawn)) }
    for part in parts { try part.materialize() }
    let roots = try NumpyFunctions.mapped(parts[1].data, to: .float64, { $0.squareRoot() }, { $0.squareRoot() })
    let right = try parts[2].data.inMemory()
    let left = try bits.isLegacy ? right : parts[0].data.inMemory()
    // Rows of the right vectors, or columns of the left ones, each as long as its root.
    let factor = try NumpyArithmetic.compute(
      .multiply, .strong(bits.isLegacy ? roots.unsqueezed(1) : roots.unsqueezed(0)), .strong(left))
    let flat = try drawn.reshaped([drawn.count / n, n])
    let turned = try NumpyProducts.matmul(flat, bits.isLegacy ? factor : factor.permuted([1, 0]))
    let result = try NumpyArithmetic.compute(.add, .strong(turned), .strong(mean))
    return .native(NumpyArray(try result.reshaped(shape + [n])))
  }
}
