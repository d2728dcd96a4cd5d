public import Autograd
import NDArray

/// Singular values and eigenvalues.
extension Decompositions {
  // MARK: SVD

  public static let linalgSVD = Op(
    "svd", "Orthogonal factors around singular values.", formula: "A = U diag(S) Vᵀ", forms: .linalg,
    Overload(
      "LinalgSvdBackward0", A, Typed<Bool>("full_matrices", default: .number(.bool(true))),
      Typed<String?>("driver", default: Parameter.Default.none, keywordOnly: true)
    ) { a, full, _ in
      let results = try svd(a, full: full)
      return Argument.named(
        "torch.return_types.linalg_svd",
        [("U", .tensor(results[0])), ("S", .tensor(results[1])), ("Vh", .tensor(results[2]))])
    },
    examples: ["torch.linalg.svd(torch.tensor([[3., 0.], [0., 2.]])).S"])

  public static let torchSVD = Op(
    "svd", "Orthogonal factors around singular values.", formula: "A = U diag(S) Vᵀ",
    Overload(
      "LinalgSvdBackward0", Arg.input, Typed<Bool>("some", default: .number(.bool(true))),
      Typed<Bool>("compute_uv", default: .number(.bool(true)))
    ) { a, some, vectors in
      guard a.rank >= 2 else {
        throw EngineError.runtime(
          "linalg.svd: input should have at least 2 dimensions, but has \(a.rank) dimensions instead")
      }
      let results = try svd(a, full: !some)
      let zero = Tensor(try NDArray.zeros(shape: [0], a.dtype))
      return Argument.named(
        "torch.return_types.svd",
        [
          ("U", .tensor(vectors ? results[0] : zero)), ("S", .tensor(results[1])),
          ("V", .tensor(vectors ? try t(results[2]) : zero)),
        ])
    },
    examples: ["torch.svd(torch.tensor([[3., 0.], [0., 2.]])).S"])

  public static let svdvals = Op(
    "svdvals", "The singular values.", formula: "A = U diag(S) Vᵀ", forms: .linalg,
    Overload("LinalgSvdBackward0", A, samples: [Sample(.random([2, 3])), Sample(.random([3, 2]))]) { a in
      try singularValues(a)
    },
    examples: ["torch.linalg.svdvals(torch.tensor([[3., 0.], [0., 2.]]))"])

  public static func singularValues(_ a: Tensor) throws -> Tensor {
    if a.node == nil || !GradMode.isEnabled {
      try checkSVD(a)
      return Tensor(try converging(a) { try Factorizations.svd(a.data, full: false, vectors: false) }.s)
    }
    return try svd(a, full: false)[1]
  }

  private static func checkSVD(_ a: Tensor) throws {
    try Linalg.checkMatrix(a, "linalg.svd", isLowRefused: false)
    try Linalg.checkKernel(a, "linalg_svd_cpu")
  }

  private static func converging<R>(_ a: Tensor, _ work: () throws -> R) throws -> R {
    do {
      return try work()
    } catch let failure as Factorizations.Failure {
      throw EngineError(
        .linAlgError,
        failure.info == -4
          ? "linalg.svd: \(Linalg.place(failure.batch, a))The algorithm failed to converge because the input matrix "
            + "contained non-finite values."
          : "linalg.svd: \(Linalg.place(failure.batch, a))The algorithm failed to converge because the input matrix is "
            + "ill-conditioned or has too many repeated singular values (error code: \(failure.info)).")
    }
  }

  /// U, the singular values and Vᵀ.
  public static func svd(_ a: Tensor, full: Bool) throws -> [Tensor] {
    try checkSVD(a)
    let (u, s, vt) = try converging(a) { try Factorizations.svd(a.data, full: full, vectors: true) }
    let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let k = min(m, n)
    return Recording.recordSeveral("LinalgSvdBackward0", [a], [u, s, vt], keepingResults: [0, 1, 2]) {
      gradients, node in
      let u = try Shapes.slice(node.value(0), a.rank - 1, 0, k, 1)
      let s = try node.value(1)
      let vt = try Shapes.slice(node.value(2), a.rank - 2, 0, k, 1)
      let gU = try gradients[0].map { try Shapes.slice($0, a.rank - 1, 0, k, 1) }
      let gS = gradients.count > 1 ? gradients[1] : nil
      let gVt = gradients.count > 2 ? try gradients[2].map { try Shapes.slice($0, a.rank - 2, 0, k, 1) } : nil
      return [try svdDerivative(u, s, vt, gU, gS, gVt, m, n, k)]
    }
  }

  private static func svdDerivative(
    _ u: Tensor, _ s: Tensor, _ vt: Tensor, _ gU: Tensor?, _ gS: Tensor?, _ gVt: Tensor?, _ m: Int, _ n: Int, _ k: Int
  ) throws -> Tensor {
    let row = try Shapes.unsqueeze(s, -2)
    let column = try Shapes.unsqueeze(s, -1)
    var middle = try gS.map { try Rearrangements.embedded($0, 0, -2, -1) }
    func add(_ x: Tensor) throws { middle = try middle.map { try $0 + x } ?? x }
    // Differences of squares, with ones on the diagonal, where the numerators are zero.
    let gaps = try row * row - column * column + Linalg.eye(k, s.dtype)
    if let gU {
      let x = try mul(t(u), gU)
      try add((x - t(x)) / gaps * row)
    }
    if let gVt {
      let x = try mul(vt, t(gVt))
      try add(column * ((x - t(x)) / gaps))
    }
    var result = try middle.map { try mul(u, mul($0, vt)) }
    func more(_ x: Tensor) throws { result = try result.map { try $0 + x } ?? x }
    if let gU, m > k {
      let outside = try gU - mul(u, mul(t(u), gU))
      try more(mul(outside / row, vt))
    }
    if let gVt, n > k {
      let outside = try gVt - mul(mul(gVt, t(vt)), vt)
      try more(mul(u, outside / column))
    }
    return try result ?? mul(u * row, vt) * 0
  }

  // MARK: Eigenvalues

  private static let triangle = Typed<String>("UPLO", default: .text("L"))

  public static let eigh = Op(
    "eigh", "The eigenvalues and eigenvectors of a symmetric matrix.", formula: "A = Q diag(L) Qᵀ", forms: .linalg,
    Overload("LinalgEighBackward0", A, triangle) { a, triangle in
      let results = try eigh(a, triangle)
      return Argument.named(
        "torch.return_types.linalg_eigh", [("eigenvalues", .tensor(results[0])), ("eigenvectors", .tensor(results[1]))])
    },
    examples: ["torch.linalg.eigh(torch.tensor([[2., 0.], [0., 3.]])).eigenvalues"])

  public static let eigvalsh = Op(
    "eigvalsh", "The eigenvalues of a symmetric matrix.", formula: "A = Q diag(L) Qᵀ", forms: .linalg,
    Overload("LinalgEighBackward0", A, triangle) { a, triangle in try eigh(a, triangle)[0] },
    examples: ["torch.linalg.eigvalsh(torch.tensor([[2., 1.], [1., 2.]]))"])

  /// The eigenvalues and eigenvectors of a symmetric matrix, of which one triangle is read: `L` or `U`.
  public static func eigh(_ a: Tensor, _ triangle: String) throws -> [Tensor] {
    try Linalg.checkRank(a, "linalg.eigh")
    try Linalg.checkSquare(a, "linalg.eigh")
    guard triangle.uppercased() == "L" || triangle.uppercased() == "U" else {
      throw EngineError.runtime("Expected UPLO argument to be 'L' or 'U', but got \(triangle)")
    }
    try Linalg.checkKernel(a, "linalg_eigh_cpu")
    let (values, vectors): (NDArray, NDArray)
    do {
      (values, vectors) = try Factorizations.eigh(a.data, upper: triangle.uppercased() == "U")
    } catch let failure as Factorizations.Failure {
      throw EngineError(
        .linAlgError,
        "linalg.eigh: \(Linalg.place(failure.batch, a))The algorithm failed to converge because the input matrix is "
          + "ill-conditioned or has too many repeated eigenvalues (error code: \(failure.info)).")
    }
    return Recording.recordSeveral("LinalgEighBackward0", [a], [values, vectors], keepingResults: [0, 1]) {
      gradients, node in
      let l = try node.value(0)
      let v = try node.value(1)
      var middle = try gradients[0].map { try Rearrangements.embedded($0, 0, -2, -1) }
      if gradients.count > 1, let gV = gradients[1] {
        let n = l.shape[l.rank - 1]
        // Vectors only turn, so of their gradient the skew part counts.
        let x = try mul(t(v), gV)
        let gaps = try Shapes.unsqueeze(l, -2) - Shapes.unsqueeze(l, -1) + Linalg.eye(n, l.dtype)
        let part = try (x - t(x)) * 0.5 / gaps
        middle = try middle.map { try $0 + part } ?? part
      }
      guard let middle else { return [nil] }
      return [try mul(v, mul(middle, t(v)))]
    }
  }
}
