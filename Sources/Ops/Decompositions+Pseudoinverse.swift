public import Autograd
import NDArray

/// Pseudoinverses and ranks.
extension Decompositions {
  public static let linalgPinv = Op(
    "pinv", "The pseudoinverse.", forms: .linalg,
    Overload(
      "LinalgPinvBackward0", A, Typed<Double>("rcond"), Typed<Bool>("hermitian", default: .number(.bool(false)))
    ) { a, rtol, _ in try pinv(a, rtol) },
    Overload(
      "LinalgPinvBackward0", A, Typed<Double?>("atol", default: Parameter.Default.none, keywordOnly: true),
      Typed<Double?>("rtol", default: Parameter.Default.none, keywordOnly: true),
      Typed<Bool>("hermitian", default: .number(.bool(false)), keywordOnly: true),
      samples: [Sample(.random([2, 3])), Sample(.random([3, 2]))]
    ) { a, atol, rtol, _ in try pinv(a, rtol ?? (atol == nil ? nil : 0), atol) },
    examples: ["torch.linalg.pinv(torch.tensor([[2., 0.], [0., 0.]]))"])

  public static let pinverse = Op(
    "pinverse", "The pseudoinverse.",
    Overload("LinalgPinvBackward0", Arg.input, Typed<Double>("rcond", default: .number(.float(1e-15)))) {
      try pinv($0, $1)
    },
    examples: ["torch.pinverse(torch.tensor([[2., 0.], [0., 0.]]))"])

  public static func pinv(_ a: Tensor, _ rtol: Double?, _ atol: Double? = nil) throws -> Tensor {
    guard a.rank >= 2, a.dtype == .float32 || a.dtype == .float64 else {
      throw EngineError.runtime(
        "linalg.pinv(\(a.dtype.scalarTypeName){\(Layout.text(a.shape))}): expected a tensor with 2 or more dimensions of "
          + "float, double, cfloat or cdouble types")
    }
    let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let data = try withoutRecording { () throws -> NDArray in
      let plain = Tensor(a.data)
      if a.count == 0 { return try NDArray.zeros(shape: a.shape.dropLast(2) + [n, m], a.dtype) }
      let parts = try svd(plain, full: false)
      let most = try Extrema.over(parts[1], [-1], true, highest: true, name: "amax")
      let relative = try most * (rtol ?? tolerance(a))
      let limit = try atol.map { try Maximum.of(relative, relative.constant($0)) } ?? relative
      let inverse = try Where.of(Greater.of(parts[1], limit), parts[1].reciprocal(), Tensor(NDArray(.int(0), a.dtype)))
      return try mul(t(parts[2]) * Shapes.unsqueeze(inverse, -2), t(parts[0])).data.contiguous()
    }
    return Recording.record("LinalgPinvBackward0", [a], data, keeping: [a], keepsResult: true) { d in
      [try pinvDerivative(d.gradient, d.kept(0), d.kept(1))]
    }
  }

  /// The gradient of a matrix, given that of its pseudoinverse `p`.
  static func pinvDerivative(_ g: Tensor, _ a: Tensor, _ p: Tensor) throws -> Tensor {
    let pt = try t(p)
    let gt = try t(g)
    if a.shape[a.rank - 2] <= a.shape[a.rank - 1] {
      let k = try mul(gt, p)
      let kp = try mul(k, pt)
      return try -t(mul(p, k)) + kp - mul(mul(a, p), kp) + mul(mul(pt, p), gt - mul(k, a))
    }
    let k = try mul(p, gt)
    let pk = try mul(pt, k)
    return try -t(mul(k, p)) + mul(mul(gt - mul(a, k), p), pt) + pk - mul(mul(pk, p), a)
  }

  static func tolerance(_ a: Tensor) -> Double {
    let epsilon = a.dtype == .float64 ? 0x1p-52 : 0x1p-23
    return epsilon * Double(max(a.shape[a.rank - 2], a.shape[a.rank - 1]))
  }

  public static let matrixRank = Op(
    "matrix_rank", "How many singular values are not zero.", forms: .linalg,
    Overload(
      nil, Typed<Tensor>("input"), Typed<Double>("tol"), Typed<Bool>("hermitian", default: .number(.bool(false)))
    ) { a, tol, isSymmetric in try rank(a, tol, 0, isSymmetric) },
    Overload(
      nil, Typed<Tensor>("input"), Typed<Double?>("atol", default: Parameter.Default.none, keywordOnly: true),
      Typed<Double?>("rtol", default: Parameter.Default.none, keywordOnly: true),
      Typed<Bool>("hermitian", default: .number(.bool(false)))
    ) { a, atol, rtol, isSymmetric in try rank(a, atol, rtol ?? (atol == nil ? nil : 0), isSymmetric) },
    examples: ["torch.linalg.matrix_rank(torch.tensor([[1., 2.], [2., 4.]]))"])

  public static func rank(_ a: Tensor, _ atol: Double?, _ rtol: Double?, _ isSymmetric: Bool) throws -> Tensor {
    try Linalg.checkRank(a, "torch.linalg.matrix_rank", "input")
    guard a.dtype == .float32 || a.dtype == .float64 else {
      throw EngineError.runtime("This function doesn't handle types other than float and double")
    }
    return try withoutRecording {
      let plain = Tensor(a.data)
      let s = try isSymmetric ? eigh(plain, "L")[0].abs() : singularValues(plain)
      guard s.count > 0 else { return Tensor(try NDArray.zeros(shape: Array(s.shape.dropLast()), .int64)) }
      let most = try Extrema.over(s, [s.rank - 1], true, highest: true, name: "amax")
      let relative = try most * (rtol ?? tolerance(a))
      let limit = try atol.map { try Maximum.of(relative, relative.constant($0)) } ?? relative
      return try Sum.along(Greater.of(s, limit), [-1], keepdim: false)
    }
  }
}
