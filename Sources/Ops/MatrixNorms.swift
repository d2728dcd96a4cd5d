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
      case .text("fro"), .text("nuc"): break
      case .number(let number) where [1, .infinity].contains(Swift.abs(number.asDouble)): break
      default: throw EngineError.runtime("linalg.cond got an invalid norm type: \(shown(p))")
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
      if let dims, dims.count != 1, dims.count != 2, order != nil {
        throw EngineError.runtime(
          "linalg.norm: If dim is specified, it must be of length 1 or 2. Got \(Layout.text(dims))")
      }
      guard let order else { return try Norms.vectorNorm(x, 2, dims, keepdim, dtype) }
      if dims?.count == 1 || dims == nil && x.rank == 1 { return try Norms.vectorNorm(x, order, dims, keepdim, dtype) }
      guard dims != nil || x.rank == 2 else {
        throw EngineError.runtime(
          "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got \(x.rank)D.")
      }
      return try matrixNorm(
        dtype.map { try Casts.to(x, $0) } ?? x, .number(.float(order)), dims ?? [0, 1], keepdim)
    },
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<String>("ord"),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3]), .text("fro")), Sample(.random([2, 3]), .text("nuc"))]
    ) { x, order, dims, keepdim, dtype in
      try matrixNorm(dtype.map { try Casts.to(x, $0) } ?? x, .text(order), dims ?? [-2, -1], keepdim)
    },
    examples: ["torch.linalg.norm(torch.tensor([3., 4.]))"])

  public static let matrixNormOp = Op(
    "matrix_norm", "The norm of matrices.", formula: "√(Σ x²), or by singular values", forms: .linalg,
    Overload(
      "AmaxBackward0", Arg.input, Typed<Double>("ord", .number), Typed<[Int]>("dim", default: .ints([-2, -1])),
      Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3]), .number(.int(2))), Sample(.random([2, 3]), .number(.int(1)))]
    ) { x, order, dims, keepdim, dtype in
      try matrixNorm(converted(x, dtype), .number(.float(order)), dims, keepdim)
    },
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<String>("ord", default: .text("fro")),
      Typed<[Int]>("dim", default: .ints([-2, -1])), Arg.keepdim, dtype,
      samples: [Sample(.random([2, 3])), Sample(.random([2, 3]), .text("nuc"))]
    ) { x, order, dims, keepdim, dtype in
      try matrixNorm(dtype.map { try Casts.to(x, $0) } ?? x, .text(order), dims, keepdim)
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

  static func matrixNorm(_ x: Tensor, _ order: Argument, _ dims: [Int], _ keepdim: Bool) throws -> Tensor {
    let name = "linalg.matrix_norm"
    try Linalg.checkRank(x, name)
    try Linalg.checkType(x, name)
    guard dims.count == 2 else {
      throw EngineError.runtime("\(name): dim must be a 2-tuple. Got \(dims.map(String.init).joined(separator: ", "))")
    }
    let d = try dims.map { try Dims.resolve($0, x.rank) }
    guard d[0] != d[1] else {
      throw EngineError.runtime("\(name): dims must be different. Got (\(dims[0]), \(dims[1]))")
    }
    func values() throws -> Tensor {
      let others = (0..<x.rank).filter { !d.contains($0) }
      return try singularValues(Shapes.permute(x, others + d))
    }
    func restored(_ y: Tensor) throws -> Tensor {
      keepdim ? try d.sorted().reduce(y) { try Shapes.unsqueeze($0, $1) } : y
    }
    switch order {
    case .text("fro"): return try Norms.vectorNorm(x, 2, d, keepdim, nil)
    case .text("nuc"): return try restored(Sum.along(values(), [-1], keepdim: false))
    case .text(let word): throw EngineError.runtime("\(name): Order \(word) not supported.")
    default:
      let p = try Double.from(order)
      switch Swift.abs(p) {
      case 2:
        let s = try values()
        return try restored(Extrema.over(s, [s.rank - 1], false, highest: p > 0, name: p > 0 ? "amax" : "amin"))
      case 1, .infinity:
        let (summed, rest) = Swift.abs(p) == 1 ? (d[0], d[1]) : (d[1], d[0])
        let sums = try Norms.vectorNorm(x, 1, [summed], keepdim, nil)
        let place = keepdim || rest < summed ? rest : rest - 1
        return try Extrema.over(sums, [place], keepdim, highest: p > 0, name: p > 0 ? "amax" : "amin")
      default: throw EngineError.runtime("\(name): Order \(Spelling.c(p)) not supported.")
      }
    }
  }

  private static func shown(_ order: Argument) -> String {
    switch order {
    case .text(let word): word
    case .number(let number): Spelling.c(number.asDouble)
    default: "None"
    }
  }
}
