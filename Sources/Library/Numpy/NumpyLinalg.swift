import Autograd
import Glibc
import Machine
import NDArray
import Ops
import Syntax

/// The module `numpy.linalg`.
enum NumpyLinalg {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("numpy.linalg", summary: "Matrices.")
    module.set("LinAlgError", .object(NumpyExceptions.linAlgError))
    let a = LanguageParameter("a")
    module.function(
      "norm",
      [
        .init("x"), .init("ord", default: Value.none), .init("axis", default: Value.none),
        .init("keepdims", default: .bool(false)),
      ], summary: "The length of a vector, or a matrix's.", .bound(norm))
    module.function(
      "inv", [a], summary: "The inverse.",
      .bound { Numpy.value(try singular { try Linalg.inverse(square($0[0])) }($0)) })
    module.function(
      "det", [a], summary: "The determinant.", .bound { Numpy.value(try det($0[0])) })
    module.function(
      "solve", [a, .init("b")], summary: "What a matrix takes to b.",
      .bound { arguments in
        let b = try Numpy.anything(arguments[1])
        let right = try b.converted(to: float(b))
        return Numpy.value(
          try singular { try Linalg.solve(square($0[0]), Tensor(right)) }(arguments))
      })
    module.function(
      "matrix_power", [a, .init("n")], summary: "A matrix times itself.",
      .bound { arguments in
        let n = try machine.index(arguments[1])
        let data = try Numpy.anything(arguments[0])
        try checkSquare(data)
        var base = data
        if n < 0 { base = try singular { try Linalg.inverse(square($0[0])) }(arguments) }
        let size = data.shape[data.rank - 1]
        var result = try NDArray.identity(size, size, base.dtype)
        for _ in 0..<min(n.magnitude, 100_000) { result = try NumpyProducts.matmul(result, base) }
        return .native(NumpyArray(result))
      })
    module.function(
      "multi_dot", [.init("arrays")], summary: "The product of several matrices.",
      .bound { arguments in
        let parts = try machine.elements(arguments[0]).map { try Numpy.anything($0) }
        guard let first = parts.first, parts.count > 1 else {
          throw PythonError(.valueError, "Expecting at least two arrays.")
        }
        return Numpy.value(try parts.dropFirst().reduce(first) { try NumpyProducts.matmul($0, $1) })
      })
    for (name, operation) in [("pinv", "linalg.pinv"), ("matrix_rank", "linalg.matrix_rank"), ("cond", "linalg.cond")] {
      module.function(
        name, [a], summary: "As torch.\(operation), of arrays.",
        .bound { try NumpyBorrowed.call(operation, [NumpyBorrowed.tensor(matrix($0[0]))]) })
    }
    module.function(
      "cholesky", [a, .keyword("upper", default: .bool(false))], summary: "The triangular root.",
      .bound { arguments in
        let root = NumpyBorrowed.tensor(try squareArray(arguments[0]))
        do {
          return try NumpyBorrowed.call("linalg.cholesky", [root], [("upper", arguments[1])])
        } catch {
          throw PythonError(NumpyExceptions.linAlgError, "Matrix is not positive definite")
        }
      })
    addDecompositions(to: module)
    module.function(
      "lstsq", [a, .init("b"), .init("rcond", default: Value.none)], summary: "The nearest solution.",
      .bound { arguments in
        let left = try matrix(arguments[0])
        let right = try Numpy.anything(arguments[1]).converted(to: left.dtype)
        return try leastSquares(left, right)
      })
    return module
  }

  // MARK: Arguments

  private static func float(_ data: NDArray) -> DType { data.dtype == .float32 ? .float32 : .float64 }

  private static func matrix(_ value: Value) throws -> NDArray {
    let data = try Numpy.anything(value)
    guard data.rank >= 2 else {
      throw PythonError(
        NumpyExceptions.linAlgError, "\(data.rank)-dimensional array given. Array must be at least two-dimensional")
    }
    return try data.converted(to: float(data))
  }

  private static func checkSquare(_ data: NDArray) throws {
    guard data.rank >= 2, data.shape[data.rank - 1] == data.shape[data.rank - 2] else {
      throw PythonError(
        NumpyExceptions.linAlgError,
        data.rank < 2
          ? "\(data.rank)-dimensional array given. Array must be at least two-dimensional"
          : "Last 2 dimensions of the array must be square")
    }
  }

  private static func squareArray(_ value: Value) throws -> NDArray {
    let data = try matrix(value)
    try checkSquare(data)
    return data
  }

  private static func square(_ value: Value) throws -> Tensor { Tensor(try squareArray(value)) }

  /// Says numpy's word for a matrix that has no inverse.
  private static func singular(
    _ body: @escaping (BoundArguments) throws -> Tensor
  ) -> (BoundArguments) throws -> NDArray {
    { arguments in
      do {
        return try body(arguments).data
      } catch let error as EngineError where error.kind == .linAlgError {
        throw PythonError(NumpyExceptions.linAlgError, "Singular matrix")
      }
    }
  }

  // MARK: Norms

  private static func norm(_ arguments: BoundArguments) throws -> Value {
    let data = try Numpy.anything(arguments[0])
    let x = try data.dtype.isFloatingPoint ? data : data.converted(to: .float64)
    let keeps = try Machine.current.truth(arguments[3])
    if arguments[1].isNone, arguments[2].isNone {
      let flat = try x.reshaped([x.count])
      let square = try NumpyProducts.dot(flat, flat)
      let root = try NumpyFunctions.mapped(square, to: x.dtype, { $0.squareRoot() }, { $0.squareRoot() })
      return keeps
        ? .native(NumpyArray(try root.reshaped([Int](repeating: 1, count: x.rank)))) : Numpy.value(root)
    }
    if arguments[1].isNone {
      let axes = try NumpyReductions.axes(arguments[2], x.rank)
      let squares = try NumpyArithmetic.compute(.multiply, .strong(x), .strong(x))
      let sum = try NumpyReductions.sum(squares, axes, keepdims: keeps)
      return Numpy.value(try NumpyFunctions.mapped(sum, to: x.dtype, { $0.squareRoot() }, { $0.squareRoot() }))
    }
    var keywords: [(String, Value)] = [("keepdim", arguments[3])]
    if !arguments[2].isNone { keywords.append(("dim", arguments[2])) }
    let order = Numpy.data(arguments[1]).map { Value($0.item) } ?? arguments[1]
    return try NumpyBorrowed.call("linalg.norm", [NumpyBorrowed.tensor(x), order], keywords)
  }

  // MARK: Decompositions

  private static func named(_ name: String, _ fields: [String], _ values: [Value]) throws -> Value {
    let machine = Machine.current
    let make = try machine.attribute(of: .object(machine.importModule("collections")), "namedtuple")
    let type = try machine.call(make, [.string(name), .list(fields.map { .string($0) })])
    return try machine.call(type, values)
  }

  private static func addDecompositions(to module: ModuleObject) {
    let a = LanguageParameter("a")
    module.function(
      "svd",
      [a, .init("full_matrices", default: .bool(true)), .init("compute_uv", default: .bool(true))],
      summary: "The singular values and their vectors.",
      .bound { arguments in
        let x = Tensor(try matrix(arguments[0]))
        guard try Machine.current.truth(arguments[2]) else {
          return Numpy.value(try Decompositions.singularValues(x).data)
        }
        let parts = try Decompositions.svd(x, full: Machine.current.truth(arguments[1]))
        return try named("SVDResult", ["U", "S", "Vh"], parts.map { Numpy.value($0.data) })
      })
    module.function(
      "svdvals", [.init("x")], summary: "The singular values.",
      .bound { Numpy.value(try Decompositions.singularValues(Tensor(matrix($0[0]))).data) })
    module.function(
      "eigh", [a, .init("UPLO", default: .string("L"))], summary: "The eigenvalues of a symmetric matrix.",
      .bound { arguments in
        let parts = try Decompositions.eigh(square(arguments[0]), Machine.current.str(arguments[1]))
        return try named("EighResult", ["eigenvalues", "eigenvectors"], parts.map { Numpy.value($0.data) })
      })
    module.function(
      "eigvalsh", [a, .init("UPLO", default: .string("L"))], summary: "The eigenvalues of a symmetric matrix.",
      .bound { arguments in
        let parts = try Decompositions.eigh(square(arguments[0]), Machine.current.str(arguments[1]))
        return parts.first.map { Numpy.value($0.data) } ?? .none
      })
    module.function(
      "slogdet", [a], summary: "The sign and the logarithm of the determinant.",
      .bound { arguments in
        let parts = try NumpyBorrowed.call("linalg.slogdet", [NumpyBorrowed.tensor(squareArray(arguments[0]))])
        return try named("SlogdetResult", ["sign", "logabsdet"], parts.sequenceItems ?? [])
      })
    module.function(
      "qr", [a, .init("mode", default: .string("reduced"))], summary: "Q and R.",
      .bound { arguments in
        let mode = try Machine.current.str(arguments[1])
        let parts = try NumpyBorrowed.call(
          "linalg.qr", [NumpyBorrowed.tensor(matrix(arguments[0]))], [("mode", arguments[1])])
        let items = parts.sequenceItems ?? []
        return mode == "r" ? items.last ?? .none : try named("QRResult", ["Q", "R"], items)
      })
    module.function(
      "eig", [a], summary: "The eigenvalues and eigenvectors of a matrix, where they are real.",
      .bound { arguments in
        let parts = try eigenvalues(arguments[0])
        return try named(
          "EigResult", ["eigenvalues", "eigenvectors"], [Numpy.value(parts.values), Numpy.value(parts.vectors)])
      })
    module.function(
      "eigvals", [a], summary: "The eigenvalues of a matrix, where they are real.",
      .bound { Numpy.value(try eigenvalues($0[0]).values) })
  }

  private static func eigenvalues(_ value: Value) throws -> (values: NDArray, vectors: NDArray) {
    let data = try squareArray(value)
    guard data.doubles().allSatisfy(\.isFinite) else {
      throw PythonError(NumpyExceptions.linAlgError, "Array must not contain infs or NaNs")
    }
    do {
      let parts = try Factorizations.eig(data)
      guard parts.imaginary.doubles().allSatisfy({ $0 == 0 }) else {
        throw PythonError(
          .notImplementedError, "eigenvalues that are not real: there are no arrays of complex numbers here")
      }
      return (parts.values, parts.vectors)
    } catch is Factorizations.Failure {
      throw PythonError(NumpyExceptions.linAlgError, "Eigenvalues did not converge")
    }
  }

  /// By the logarithms of the pivots, which is how numpy rounds.
  private static func det(_ value: Value) throws -> NDArray {
    let data = try squareArray(value)
    let n = data.shape[data.rank - 1]
    let (lu, pivots, _) = try Factorizations.lu(data)
    let diagonal = try lu.diagonal(0, lu.rank - 2, lu.rank - 1).copied().doubles()
    let places = pivots.ints()
    let batch = Array(data.shape.dropLast(2))
    var results: [Double] = []
    for start in stride(from: 0, to: batch.reduce(1, *) * n, by: max(n, 1)) {
      var sign = 1.0
      var logarithm = 0.0
      for index in start..<(start + n) {
        if places[index] != index - start + 1 { sign = -sign }
        if diagonal[index] < 0 { sign = -sign }
        let size = abs(diagonal[index])
        logarithm = data.dtype == .float32 ? Double(Float(logarithm) + logf(Float(size))) : logarithm + log(size)
      }
      results.append(sign * (data.dtype == .float32 ? Double(expf(Float(logarithm))) : exp(logarithm)))
    }
    if n == 0 { results = batch.isEmpty ? [1] : [Double](repeating: 1, count: batch.reduce(1, *)) }
    return try NDArray.doubles(results, shape: batch, data.dtype)
  }

  /// The solution by singular values, what is left, the rank, and the singular values.
  static func leastSquares(_ a: NDArray, _ b: NDArray) throws -> Value {
    let (m, n) = (a.shape[0], a.shape[1])
    guard b.rank > 0, b.shape[0] == m else {
      throw PythonError(NumpyExceptions.linAlgError, "Incompatible dimensions")
    }
    let parts = try Decompositions.svd(Tensor(a), full: false)
    guard parts.count == 3 else { return .none }
    let (u, s, vh) = (parts[0].data, parts[1].data, parts[2].data)
    let values = s.doubles()
    let limit = (values.max() ?? 0) * Double(max(m, n)) * (a.dtype == .float32 ? 0x1p-23 : 0x1p-52)
    let rank = values.filter { $0 > limit }.count
    let inverse = try NumpyFunctions.mapped(
      s, to: s.dtype, { Double($0) > limit ? 1 / $0 : 0 }, { $0 > limit ? 1 / $0 : 0 })
    let columns = b.rank == 1 ? b.unsqueezed(1) : b
    let turned = try NumpyProducts.matmul(u.permuted([1, 0]), columns)
    let scaled = try NumpyArithmetic.compute(.multiply, .strong(turned), .strong(inverse.unsqueezed(1)))
    let x = try NumpyProducts.matmul(vh.permuted([1, 0]), scaled)
    var left = try NDArray.zeros(shape: [0], a.dtype)
    if rank == n, m > n {
      let rest = try NumpyArithmetic.compute(
        .subtract, .strong(columns), .strong(NumpyProducts.matmul(a, x)))
      left = try NumpyReductions.sum(
        NumpyArithmetic.compute(.multiply, .strong(rest), .strong(rest)), [0], keepdims: false)
    }
    let solution = b.rank == 1 ? x.selected(1, 0) : x
    return .tuple([
      .native(NumpyArray(solution)), .native(NumpyArray(left)), .int(rank), .native(NumpyArray(s)),
    ])
  }
}
