public import Autograd
import NDArray

/// Matrices as products of simpler ones, with their derivatives.
public enum Decompositions {
  static let A = Linalg.A
  static func t(_ x: Tensor) throws -> Tensor { try Linalg.t(x) }
  static func mul(_ a: Tensor, _ b: Tensor) throws -> Tensor { try Products.matmul(a, b) }

  // MARK: Cholesky

  public static let cholesky = Op(
    "cholesky", "The triangular L with A = L Lᵀ.", formula: "A = L Lᵀ", forms: .linalg,
    Overload("LinalgCholeskyExBackward0", A, Typed<Bool>("upper", default: .number(.bool(false)), keywordOnly: true)) {
      a, upper in
      try cholesky(a, upper, "LinalgCholeskyExBackward0", "linalg.cholesky")
    },
    examples: ["torch.linalg.cholesky(torch.tensor([[4., 2.], [2., 5.]]))"])

  public static let torchCholesky = Op(
    "cholesky", "The triangular L with A = L Lᵀ.", formula: "A = L Lᵀ",
    Overload("CholeskyBackward0", Arg.input, Typed<Bool>("upper", default: .number(.bool(false)))) { a, upper in
      try Warnings.warnOnce(
        "torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be removed in a future PyTorch release.\n"
          + "L = torch.cholesky(A)\nshould be replaced with\nL = torch.linalg.cholesky(A)\nand\n"
          + "U = torch.cholesky(A, upper=True)\nshould be replaced with\nU = torch.linalg.cholesky(A).mH\n"
          + "This transform will produce equivalent results for all valid (symmetric positive definite) inputs.",
        at: "BatchLinearAlgebra.cpp:1765")
      return try cholesky(a, upper, "CholeskyBackward0", "cholesky")
    },
    examples: ["torch.linalg.cholesky(torch.tensor([[4., 2.], [2., 5.]]))"])

  public static let choleskyEx = Op(
    "cholesky_ex", "The triangular L with A = L Lᵀ, and where it failed.", formula: "A = L Lᵀ", forms: .linalg,
    Overload(
      "LinalgCholeskyExBackward0", A, Typed<Bool>("upper", default: .number(.bool(false)), keywordOnly: true),
      Linalg.checkErrors
    ) { a, upper, isChecked in
      let (result, infos) = try factored(a, upper, "LinalgCholeskyExBackward0", "linalg.cholesky", isChecked: isChecked)
      return Argument.named(
        "torch.return_types.linalg_cholesky_ex", [("L", .tensor(result)), ("info", .tensor(infos))])
    },
    examples: ["torch.linalg.cholesky_ex(torch.tensor([[4., 2.], [2., 5.]])).info"])

  /// The triangular root of a symmetric matrix.
  public static func cholesky(_ a: Tensor, _ upper: Bool, _ node: String, _ name: String) throws -> Tensor {
    try factored(a, upper, node, name, isChecked: true).0
  }

  private static func factored(_ a: Tensor, _ upper: Bool, _ node: String, _ name: String, isChecked: Bool) throws -> (
    Tensor, Tensor
  ) {
    if node == "CholeskyBackward0" {
      try Linalg.checkRank(a, name)
      try Linalg.checkSquare(a, name)
      try Linalg.checkKernel(a, "cholesky_cpu")
    } else {
      try Linalg.checkMatrix(a, name, square: true, isLowRefused: false)
      try Linalg.checkKernel(a, "cholesky_cpu")
    }
    let (result, infos) = try Factorizations.cholesky(a.data, upper: upper)
    if isChecked, let batch = infos.firstIndex(where: { $0 != 0 }) {
      throw EngineError(
        .linAlgError,
        "\(name): \(Linalg.place(batch, a))The factorization could not be completed because the input is not "
          + "positive-definite (the leading minor of order \(infos[batch]) is not positive-definite).")
    }
    let tensor = Recording.record(node, [a], result, keepsResult: true) { d in
      let l = try upper ? t(d.kept(0)) : d.kept(0)
      let g = try upper ? t(d.gradient) : d.gradient
      // dA = L⁻ᵀ Φ(Lᵀ dL) L⁻¹, Φ being half of the lower triangle and its mirror image.
      let product = try mul(t(l), g)
      let phi = try (Rearrangements.tril(product) + t(Rearrangements.tril(product, -1))) * 0.5
      let left = try Linalg.triangular(t(l), phi, true, true, false)
      return [try Linalg.triangular(l, left, false, false, false)]
    }
    return (tensor, try Linalg.infos(infos, Array(a.shape.dropLast(2))))
  }

  /// The matrix with all but its diagonal zero.
  static func diagonalPart(_ x: Tensor) throws -> Tensor {
    try Rearrangements.embedded(Shapes.diagonal(x, 0, -2, -1), 0, -2, -1)
  }

  public static let choleskySolve = Op(
    "cholesky_solve", "The solution of A X = B, given A's Cholesky factor.", formula: "A⁻¹ B",
    Overload(
      "CholeskySolveBackward0", Arg.input, Typed<Tensor>("input2"), Typed<Bool>("upper", default: .number(.bool(false)))
    ) { b, l, upper in
      guard b.rank >= 2 else {
        throw EngineError.runtime("b should have at least 2 dimensions, but has \(b.rank) dimensions instead")
      }
      guard l.rank >= 2 else {
        throw EngineError.runtime("u should have at least 2 dimensions, but has \(l.rank) dimensions instead")
      }
      guard b.dtype == l.dtype else {
        throw EngineError.runtime(
          "Expected b and A to have the same dtype, but found b of type \(b.dtype.scalarTypeName) and A of type "
            + "\(l.dtype.scalarTypeName) instead.")
      }
      guard l.shape[l.rank - 2] == l.shape[l.rank - 1] else {
        throw EngineError.runtime(
          "A must be batches of square matrices, but they are \(l.shape[l.rank - 2]) by \(l.shape[l.rank - 1]) matrices"
        )
      }
      guard b.shape[b.rank - 2] == l.shape[l.rank - 1] else {
        throw EngineError.runtime(
          "Incompatible matrix sizes for cholesky_solve: each A matrix is \(l.shape[l.rank - 1]) by "
            + "\(l.shape[l.rank - 1]) but each b matrix is \(b.shape[b.rank - 2]) by \(b.shape[b.rank - 1])")
      }
      _ = try Broadcast.shape(Array(b.shape.dropLast(2)), Array(l.shape.dropLast(2)))
      guard b.dtype == .float32 || b.dtype == .float64 else {
        throw EngineError.notImplemented("cholesky_solve_cpu", b.dtype)
      }
      return try solved(b, l, upper)
    },
    examples: ["torch.cholesky_solve(torch.tensor([[4.], [8.]]), torch.tensor([[2., 0.], [0., 2.]]))"])

  private static func solved(_ b: Tensor, _ l: Tensor, _ upper: Bool) throws -> Tensor {
    let data = try withoutRecording {
      let (b, l) = (Tensor(b.data), Tensor(l.data))
      let first = try Linalg.triangular(upper ? t(l) : l, b, false, true, false)
      return try Linalg.triangular(upper ? l : t(l), first, true, true, false)
    }.data
    let layouts = [b.data.layout, l.data.layout]
    return Recording.record("CholeskySolveBackward0", [b, l], data, keeping: [l], keepsResult: true) { d in
      let l = try d.kept(0)
      let forB = try solved(d.gradient, l, upper)
      guard d.needs(1) else { return [try forB.reduced(to: layouts[0])] }
      // X = (L Lᵀ)⁻¹ B: dL is -(S + Sᵀ) L with S = dB Xᵀ, as PyTorch has it, on the whole matrix.
      let s = try mul(forB, t(d.kept(1)))
      let both = try s + t(s)
      let forL = try upper ? -mul(l, both) : -mul(both, l)
      return [d.needs(0) ? try forB.reduced(to: layouts[0]) : nil, try forL.reduced(to: layouts[1])]
    }
  }

  public static let choleskyInverse = Op(
    "cholesky_inverse", "The inverse of A, given A's Cholesky factor.", formula: "A⁻¹",
    Overload(
      "CholeskyInverseBackward0", Arg.input, Typed<Bool>("upper", default: .number(.bool(false)))
    ) { l, upper in
      try Linalg.checkRank(l, "cholesky_inverse")
      try Linalg.checkSquare(l, "cholesky_inverse")
      try Linalg.checkKernel(l, "cholesky_inverse_out_cpu")
      let data = try withoutRecording { () throws -> NDArray in
        let factor = try upper ? t(Tensor(l.data)) : Tensor(l.data)
        let eye = try Linalg.eye(l.shape[l.rank - 1], l.dtype)
        let first = try Linalg.triangular(factor, eye, false, true, false)
        return try Linalg.triangular(t(factor), first, true, true, false).data
      }
      return Recording.record("CholeskyInverseBackward0", [l], data, keeping: [l], keepsResult: true) { d in
        let l = try d.kept(0)
        let x = try d.kept(1)
        let common = try -mul(x, mul(d.gradient + t(d.gradient), x))
        return [try upper ? mul(l, common) : mul(common, l)]
      }
    },
    examples: ["torch.cholesky_inverse(torch.tensor([[2., 0.], [1., 1.]]))"])

  // MARK: QR

  public static let linalgQR = Op(
    "qr", "An orthogonal and an upper triangular factor.", formula: "A = Q R", forms: .linalg,
    Overload(
      "LinalgQrBackward0", A, Typed<String>("mode", default: .text("reduced")),
      samples: [Sample(.random([3, 2])), Sample(.random([2, 3])), Sample(.random([2, 2]))]
    ) { a, mode in try qr(a, mode, "torch.return_types.linalg_qr") },
    examples: ["torch.linalg.qr(torch.tensor([[3., 1.], [4., 2.]])).R.shape"])

  public static let torchQR = Op(
    "qr", "An orthogonal and an upper triangular factor.", formula: "A = Q R",
    Overload("LinalgQrBackward0", Arg.input, Typed<Bool>("some", default: .number(.bool(true)))) { a, some in
      try Warnings.warnOnce(
        "torch.qr is deprecated in favor of torch.linalg.qr and will be removed in a future PyTorch release.\n"
          + "The boolean parameter 'some' has been replaced with a string parameter 'mode'.\nQ, R = torch.qr(A, some)\n"
          + "should be replaced with\nQ, R = torch.linalg.qr(A, 'reduced' if some else 'complete')",
        at: "BatchLinearAlgebra.cpp:2505")
      return try qr(a, some ? "reduced" : "complete", "torch.return_types.qr")
    },
    examples: ["torch.linalg.qr(torch.tensor([[3., 1.], [4., 2.]])).R.shape"])

  /// Q and R; `mode` is `reduced`, `complete` or `r`.
  public static func qr(_ a: Tensor, _ mode: String, _ type: String) throws -> Argument {
    try Linalg.checkMatrix(a, "linalg.qr", isLowRefused: false)
    try Linalg.checkKernel(a, "geqrf_cpu")
    guard ["reduced", "complete", "r"].contains(mode) else {
      throw EngineError.runtime(
        "qr received unrecognized mode '\(mode)' but expected one of 'reduced' (default), 'r', or 'complete'")
    }
    let (q, r) = try Factorizations.qr(a.data, complete: mode == "complete")
    let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let shown = mode == "r" ? try NDArray.zeros(shape: [0], a.dtype) : q
    let results = Recording.recordSeveral("LinalgQrBackward0", [a], [shown, r], keepingResults: [0, 1]) {
      gradients, node in
      guard mode == "reduced" || (mode == "complete" && m <= n) else {
        throw EngineError.runtime(
          mode == "r"
            ? "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, mode='reduced') if you are going to require gradients through QR."
            : "The QR decomposition is not differentiable when mode='complete' and nrows > ncols")
      }
      let q = try node.value(0)
      let r = try node.value(1)
      let gQ = gradients[0]
      let gR = gradients.count > 1 ? gradients[1] : nil
      if m >= n { return [try square(q, r, gQ, gR)] }
      // A = [X | Y] and R = [U | V]: the first columns as above, the others are Q V.
      let u = try Shapes.slice(r, r.rank - 1, 0, m, 1)
      let v = try Shapes.slice(r, r.rank - 1, m, n, 1)
      let gU = try gR.map { try Shapes.slice($0, $0.rank - 1, 0, m, 1) }
      let gV = try gR.map { try Shapes.slice($0, $0.rank - 1, m, n, 1) }
      let gY = try gV.map { try mul(q, $0) } ?? mul(q, v) * 0
      let more = try gV.map { try mul(mul(q, v), t($0)) }
      let total = try gQ.map { g in try more.map { try g + $0 } ?? g } ?? more
      return [try Joining.joined([square(q, u, total, gU), gY], a.rank - 1)]
    }
    return .named(type, [("Q", .tensor(results[0])), ("R", .tensor(results[1]))])
  }

  /// The derivative for at least as many rows as columns: (dQ + Q sym(M)) R⁻ᵀ with M = R dRᵀ - dQᵀ Q.
  private static func square(_ q: Tensor, _ r: Tensor, _ gQ: Tensor?, _ gR: Tensor?) throws -> Tensor {
    var m = try gR.map { try mul(r, t($0)) }
    if let gQ {
      let other = try mul(t(gQ), q)
      m = try m.map { try $0 - other } ?? -other
    }
    guard let m else { return try mul(q, r) * 0 }
    let strict = try Rearrangements.tril(m, -1)
    let symmetric = try strict + t(strict) + diagonalPart(m)
    let inner = try mul(q, symmetric)
    return try Linalg.triangular(t(r), gQ.map { try $0 + inner } ?? inner, false, false, false)
  }
}
