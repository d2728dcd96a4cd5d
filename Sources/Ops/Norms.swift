public import Autograd
public import NDArray

/// Norms of vectors.
public enum Norms {
  public static let norm = Op(
    "norm", "The norm of all elements, or along dimensions.", formula: "(Σ |x| ** p) ** (1 / p)", forms: .function,
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<Argument>("p", .any, default: .text("fro")),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim,
      Typed<Argument>("out", .setting, default: Parameter.Default.none),
      Typed<DType?>("dtype", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3])), Sample(.random([2, 3]), .number(.int(1))),
        Sample(.random([2, 3]), .number(.float(3)), .ints([1]), .number(.bool(true))),
      ]
    ) { x, p, dims, keepdim, _, dtype in try norm(x, p, dims, keepdim, dtype) },
    examples: ["torch.norm(torch.tensor([3., 4.]))"])

  /// As a method, which has no `out`.
  public static let normMethod = Op(
    "norm", "The norm of all elements, or along dimensions.", formula: "(Σ |x| ** p) ** (1 / p)", forms: .method,
    Overload(
      "LinalgVectorNormBackward0", Arg.input, Typed<Argument>("p", .any, default: .text("fro")),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim,
      Typed<DType?>("dtype", default: Parameter.Default.none), run: norm),
    examples: ["torch.tensor([3., 4.]).norm()"])

  static func norm(
    _ x: Tensor, _ p: Argument, _ dims: [Int]?, _ keepdim: Bool, _ dtype: DType?
  ) throws -> Tensor {
    switch p {
    case .text("fro"), .none: return try vectorNorm(x, 2, dims, keepdim, dtype)
    case .text(let name): return try Decompositions.namedNorm(x, name, dims, keepdim)
    case .number, .tensor: return try vectorNorm(x, Double.from(p), dims, keepdim, dtype)
    default:
      throw EngineError(
        .typeError, "linalg_vector_norm(): argument 'ord' (position 2) must be Number, not \(p.typeName)")
    }
  }

  public static let linalgVectorNorm = Op(
    "vector_norm", "The norm of all elements, or along dimensions.", formula: "(Σ |x| ** ord) ** (1 / ord)",
    forms: .linalg,
    Overload(
      "LinalgVectorNormBackward0", Typed<Tensor>("x"), Typed<Double>("ord", default: .number(.int(2))),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim,
      Typed<DType?>("dtype", default: Parameter.Default.none, keywordOnly: true),
      samples: [Sample(.random([2, 3]), .number(.float(2.5)))], run: vectorNorm),
    examples: ["torch.linalg.vector_norm(torch.tensor([3., 4.]))"])

  public static func vectorNorm(
    _ x: Tensor, _ order: Double, _ dims: [Int]?, _ keepdim: Bool, _ dtype: DType?
  ) throws -> Tensor {
    try vectorNorm(x, order, dims, keepdim, dtype, name: "LinalgVectorNormBackward0")
  }

  static func vectorNorm(
    _ x: Tensor, _ order: Double, _ dims: [Int]?, _ keepdim: Bool, _ dtype: DType?, name: String
  ) throws -> Tensor {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "linalg.vector_norm: Expected a floating point or complex tensor as input. Got \(x.dtype.scalarTypeName)")
    }
    if let dtype {
      guard dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "linalg.vector_norm: dtype should be floating point or complex, but got \(dtype.scalarTypeName)")
      }
      guard dtype == x.dtype || dtype.size > x.dtype.size else {
        throw EngineError.runtime(
          "linalg.vector_norm: the dtype of the input (\(x.dtype.scalarTypeName)) should be convertible without narrowing to "
            + "the specified dtype (\(dtype.scalarTypeName))")
      }
    }
    let source = try dtype.map { try Casts.to(x, $0) } ?? x
    let d = try Dims.resolve(dims, x.rank)
    if d.contains(where: { x.shape[$0] == 0 }), order < 0 || order == .infinity {
      throw EngineError.runtime(
        "linalg.vector_norm cannot compute the \(Spelling.c(order)) norm on an empty tensor because the operation does not have "
          + "an identity")
    }
    let data = try Reduction.norm(source.data, order, d, keepdim: keepdim)
    return Recording.record(
      name, [source], data, keeping: [source], keepsResult: true
    ) { derivation in
      let input = try derivation.kept(0)
      if order == 0 { return [nil] }
      let g = try Extrema.restored(derivation.gradient, d, keepdim, input.rank)
      let norm = try Extrema.restored(derivation.kept(1), d, keepdim, input.rank)
      return [try derivative(g, input, norm, order, d)]
    }
  }

  /// - Returns: Nil for the count of what is not zero, which has no derivative.
  static func derivative(_ g: Tensor, _ x: Tensor, _ norm: Tensor, _ order: Double, _ dims: [Int]) throws -> Tensor? {
    let isZero = try Equal.of(norm, .int(0))
    switch order {
    case 0: return nil
    case 1: return try x.sign() * g
    case 2: return try g * Masking.fill(x / norm, isZero, .int(0))
    case .infinity, -.infinity:
      let magnitudes = try x.abs()
      return try x.sign() * Extrema.shared(g, magnitudes, norm, over: dims)
    case let p where p < 1:
      // |x|^(p-1) is not finite at 0: elements that are 0 get nothing.
      let powers = try Masking.fill(x.sign() * x.abs().pow(p - 1), Equal.of(x, .int(0)), .int(0))
      return try powers * g * norm.pow(1 - p)
    case let p where p < 2:
      let scale = try Masking.fill(g / norm.pow(p - 1), isZero, .int(0))
      return try x.sign() * Masking.fill(x.abs().pow(p - 1), Equal.of(x, .int(0)), .int(0)) * scale
    case let p:
      let scale = try Masking.fill(g / norm.pow(p - 1), isZero, .int(0))
      return try x * x.abs().pow(p - 2) * scale
    }
  }

  public static let dist = Op(
    "dist", "The norm of the difference of two tensors.", formula: "(Σ |a - b| ** p) ** (1 / p)",
    Overload(
      "DistBackward0", Arg.input, Arg.other, Typed<Double>("p", default: .number(.int(2))),
      samples: [Sample(.random([2, 3]), .random([2, 3]))]
    ) { a, b, p in
      let difference = try withoutRecording { try a - b }
      guard difference.dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "norm(): input dtype should be either floating point or complex. Got \(difference.dtype.scalarTypeName) instead."
        )
      }
      let data = try vectorNorm(difference, p, nil, false, nil).data
      let layouts = [a.data.layout, b.data.layout]
      let types = [a.dtype, b.dtype]
      return Recording.record("DistBackward0", [a, b], data, keeping: [a, b], keepsResult: true) { d in
        if p == 0 {
          throw EngineError.runtime(
            "Expected a proper Tensor but got None (or an undefined Tensor in C++) for argument #0 'self'")
        }
        let difference = try d.kept(0) - d.kept(1)
        let g = try derivative(d.gradient, difference, d.kept(2), p, Array(0..<difference.rank))
        return [try g?.reduced(to: layouts[0], types[0]), try g.map { try (-$0).reduced(to: layouts[1], types[1]) }]
      }
    },
    examples: ["torch.dist(torch.tensor([0., 0.]), torch.tensor([3., 4.]))"])

  public static let renorm = Op(
    "renorm", "Parts along a dimension scaled down to a largest norm.", forms: .elementwise,
    Overload(
      "RenormBackward0", Arg.input, Typed<Double>("p"), Arg.dim, Typed<Double>("maxnorm"),
      samples: [Sample(.random([2, 3]), .number(.int(2)), .number(.int(0)), .number(.float(0.5)))],
      inPlace: .checked
    ) { x, p, dim, limit in
      guard p > 0 else { throw EngineError.runtime("renorm: non-positive-norm not supported") }
      guard limit >= 0 else {
        throw EngineError.runtime("renorm: expected maxnorm to be >= 0 but got \(Spelling.c(limit))")
      }
      guard x.rank > 1 else {
        throw EngineError.runtime("renorm: input needs at least 2 dimensions, got \(x.rank) dimensions")
      }
      let data = try withoutRecording { try scaledDown(x, p, dim, limit) }.data.contiguous()
      return Recording.record("RenormBackward0", [x], data, keeping: [x]) { d in
        let source = try d.kept(0)
        let others = try otherDims(dim, source.rank)
        let norms = try vectorNorm(source, p, others, true, source.dtype.accumulating)
        let total = try Sum.along(Casts.to(source * d.gradient, norms.dtype), others, keepdim: true)
        let forNorm = try derivative(total, source, norms, p, others)
        let inverse = try (norms + 1e-7).reciprocal()
        let scaled = try limit * inverse * (d.gradient - inverse * (forNorm ?? source * 0))
        return [try Where.of(Greater.of(norms, .float(limit)), Casts.to(scaled, d.gradient.dtype), d.gradient)]
      }
    },
    examples: ["torch.renorm(torch.tensor([[3., 4.], [0., 1.]]), p=2, dim=0, maxnorm=1)"])

  private static func otherDims(_ dim: Int, _ rank: Int) throws -> [Int] {
    let d = try Dims.resolve(dim, rank)
    return (0..<rank).filter { $0 != d }
  }

  private static func scaledDown(_ x: Tensor, _ p: Double, _ dim: Int, _ limit: Double) throws -> Tensor {
    let others = try otherDims(dim, x.rank)
    let norms = try vectorNorm(x, p, others, true, x.dtype == .float64 ? .float64 : .float32)
    let over = try Greater.of(norms, .float(limit))
    let factor = try Where.of(over, Tensor(NDArray(.float(limit), norms.dtype)) / (norms + 1e-7), norms.constant(1))
    return try x * Casts.to(factor, x.dtype)
  }
}
