import Autograd
import NDArray

/// Norms of matrices, and condition numbers.
extension Decompositions {
  public static let cond = Op(
    "cond", "The ratio of the largest to the smallest singular value, or of norms.", formula: "σ₁ / σₙ", forms: .linalg,
    Overload("SqueezeBackward1", A, Typed<Argument>("p", .any, default: Parameter.Default.none)) { a, p in
      guard a.rank >= 2 else {
        throw EngineError.runtime("linalg.cond: The input tensor must have at least 2 dimensions.")
      }
      switch p {
      case .none, .text("fro"), .text("nuc"): break
      case .number(let number) where [1, 2, .infinity].contains(Swift.abs(number.asDouble)): break
      default: throw EngineError.runtime("linalg.cond got an invalid norm type: \(shown(p))")
      }
      if a.count == 0 { return Tensor(try NDArray.zeros(shape: Array(a.shape.dropLast(2)), a.dtype)) }
      switch p {
      case .number(let number) where number.asDouble == -2:
        let s = try singularValues(a)
        let k = s.shape[s.rank - 1]
        return try Shapes.squeeze(
          Shapes.slice(s, s.rank - 1, k - 1, k, 1) / Shapes.slice(s, s.rank - 1, 0, 1, 1), [s.rank - 1])
      case .none, .number(.int(2)), .number(.float(2)):
        let s = try singularValues(a)
        let k = s.shape[s.rank - 1]
        return try Shapes.squeeze(
          Shapes.slice(s, s.rank - 1, 0, 1, 1) / Shapes.slice(s, s.rank - 1, k - 1, k, 1), [s.rank - 1])
      default: break
      }
      try Linalg.checkSquare(a, "linalg.cond(ord=\(shown(p)))")
      // The inverse of a singular matrix has no finite norm.
      let inverse = try Linalg.inverseWithInfo(a, isChecked: false).0
      let product = try matrixNorm(a, p, [-2, -1], false) * matrixNorm(inverse, p, [-2, -1], false)
      return try Parametric.withoutNaN(product, .infinity, .infinity, -.infinity)
    },
    examples: ["torch.linalg.cond(torch.tensor([[4., 0.], [0., 2.]]))"])

  private static let dtype = Typed<DType?>("dtype", default: Parameter.Default.none, keywordOnly: true)

  public static let linalgNorm = Op(
    "norm", "The norm of a vector or a matrix.", formula: "(Σ |x| ** p) ** (1 / p)", forms: .linalg,
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<Double?>("ord", .number, default: Parameter.Default.none),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3])), Sample(.random([2, 3]), .number(.int(1)))]
    ) { x, order, dims, keepdim, dtype in
      if order != nil { try checkDims(x, dims) }
      guard let order else { return try Norms.vectorNorm(x, 2, dims, keepdim, dtype) }
      if dims?.count == 1 || dims == nil && x.rank == 1 { return try Norms.vectorNorm(x, order, dims, keepdim, dtype) }
      return try matrixNorm(x, .number(.float(order)), dims ?? [0, 1], keepdim, dtype)
    },
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<String>("ord"),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3]), .text("fro")), Sample(.random([2, 3]), .text("nuc"))]
    ) { x, order, dims, keepdim, dtype in
      try checkDims(x, dims)
      return try matrixNorm(x, .text(order), dims ?? [-2, -1], keepdim, dtype)
    },
    examples: ["torch.linalg.norm(torch.tensor([3., 4.]))"])

  /// - Throws: `RuntimeError` for dimensions that are neither those of vectors nor of matrices.
  private static func checkDims(_ x: Tensor, _ dims: [Int]?) throws {
    if let dims {
      guard dims.count != 1, dims.count != 2 else { return }
      throw EngineError.runtime(
        "linalg.norm: If dim is specified, it must be of length 1 or 2. Got \(Layout.text(dims))")
    }
    guard x.rank != 1, x.rank != 2 else { return }
    throw EngineError.runtime(
      "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got \(x.rank)D.")
  }

  public static let matrixNormOp = Op(
    "matrix_norm", "The norm of matrices.", formula: "√(Σ x²), or by singular values", forms: .linalg,
    Overload(
      "AmaxBackward0", Arg.input, Typed<Double>("ord", .number), Typed<[Int]>("dim", default: .ints([-2, -1])),
      Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3]), .number(.int(2))), Sample(.random([2, 3]), .number(.int(1)))]
    ) { x, order, dims, keepdim, dtype in
      try matrixNorm(x, .number(.float(order)), dims, keepdim, dtype)
    },
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<String>("ord", default: .text("fro")),
      Typed<[Int]>("dim", default: .ints([-2, -1])), Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3])), Sample(.random([2, 3]), .text("nuc"))]
    ) { x, order, dims, keepdim, dtype in
      try matrixNorm(x, .text(order), dims, keepdim, dtype)
    },
    examples: ["torch.linalg.matrix_norm(torch.eye(2))"])

  /// - Throws: PyTorch's `RuntimeError` for a dtype that is not floating point or narrower than the input's.
  private static func converted(_ x: Tensor, _ dtype: DType?) throws -> Tensor {
    guard let dtype else { return x }
    guard dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "linalg.matrix_norm: dtype should be floating point or complex, but got \(dtype.scalarTypeName)")
    }
    guard DType.promoted(x.dtype, dtype) == dtype else {
      throw EngineError.runtime(
        "linalg.matrix_norm: the dtype of the input (\(x.dtype.scalarTypeName)) should be convertible without narrowing to "
          + "the specified dtype (\(dtype.scalarTypeName))")
    }
    return try Casts.to(x, dtype)
  }

  /// `torch.norm` with a word for the order.
  static func namedNorm(_ x: Tensor, _ name: String, _ dims: [Int]?, _ keepdim: Bool) throws -> Tensor {
    try matrixNorm(x, .text(name), dims ?? [-2, -1], keepdim)
  }

  /// - Parameter dtype: What the matrices are converted to first.
  static func matrixNorm(
    _ x: Tensor, _ order: Argument, _ dims: [Int], _ keepdim: Bool, _ dtype: DType? = nil
  ) throws -> Tensor {
    switch order {
    case .text(let word):
      guard word == "fro" || word == "nuc" else { throw notSupported(word) }
      let (source, d) = try checked(x, dims, dtype, isLowRefused: word == "nuc")
      if word == "fro" { return try Norms.vectorNorm(source, 2, d, keepdim, nil) }
      return try restored(Sum.along(values(source, d), [-1], keepdim: keepdim), d, keepdim)
    default:
      let p = try Double.from(order)
      guard [1, 2, .infinity].contains(Swift.abs(p)) else { throw notSupported(Spelling.c(p)) }
      let (source, d) = try checked(x, dims, dtype, isLowRefused: Swift.abs(p) == 2)
      if Swift.abs(p) == 2 { return try restored(extreme(values(source, d), -1, keepdim, p), d, keepdim) }
      let (summed, rest) = Swift.abs(p) == 1 ? (d[0], d[1]) : (d[1], d[0])
      let sums = try Norms.vectorNorm(source, 1, [summed], keepdim, nil)
      return try extreme(sums, keepdim || rest < summed ? rest : rest - 1, keepdim, p)
    }
  }

  private static func notSupported(_ order: String) -> EngineError {
    .runtime("linalg.matrix_norm: Order \(order) not supported.")
  }

  /// The matrices in their dtype, and their dimensions, after the checks.
  private static func checked(
    _ x: Tensor, _ dims: [Int], _ dtype: DType?, isLowRefused: Bool
  ) throws -> (Tensor, [Int]) {
    let name = "linalg.matrix_norm"
    try Linalg.checkMatrix(x, name, isLowRefused: isLowRefused)
    guard dims.count == 2 else {
      throw EngineError.runtime("\(name): dim must be a 2-tuple. Got \(dims.map(String.init).joined(separator: ", "))")
    }
    let d = try dims.map { try Dims.resolve($0, x.rank) }
    guard d[0] != d[1] else {
      throw EngineError.runtime("\(name): dims must be different. Got (\(d[0]), \(d[1]))")
    }
    return (try converted(x, dtype), d)
  }

  private static func values(_ x: Tensor, _ dims: [Int]) throws -> Tensor {
    try singularValues(Shapes.permute(x, matricesLast(x.rank, dims)))
  }

  private static func matricesLast(_ rank: Int, _ dims: [Int]) -> [Int] {
    (0..<rank).filter { !dims.contains($0) } + dims
  }

  /// A number for each matrix, where their dimensions were.
  private static func restored(_ y: Tensor, _ dims: [Int], _ keepdim: Bool) throws -> Tensor {
    guard keepdim else { return y }
    var back = matricesLast(y.rank + 1, dims)
    for (place, dim) in matricesLast(y.rank + 1, dims).enumerated() { back[dim] = place }
    return try Shapes.permute(Shapes.unsqueeze(y, -1), back)
  }

  /// The largest or, for a negative order, the smallest along a dimension; the largest of nothing is 0.
  private static func extreme(_ x: Tensor, _ dim: Int, _ keepdim: Bool, _ order: Double) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    guard x.shape[d] == 0 else {
      return try Extrema.over(x, [d], keepdim, highest: order > 0, name: order > 0 ? "amax" : "amin")
    }
    guard order > 0 else {
      throw EngineError(.indexError, "amin(): Expected reduction dim \(dim) to have non-zero size.")
    }
    var shape = x.shape
    if keepdim { shape[d] = 1 } else { shape.remove(at: d) }
    return Tensor(try NDArray.zeros(shape: shape, x.dtype))
  }

  private static func shown(_ order: Argument) -> String {
    switch order {
    case .text(let word): word
    case .number(let number): Spelling.c(number.asDouble)
    default: "None"
    }
  }
}
