public import Autograd
import NDArray

/// What the operations of linear algebra share, and determinants.
public enum Linalg {
  static let A = Typed<Tensor>("A")

  /// - Throws: PyTorch's `RuntimeError` for what is not a matrix of numbers with a fraction.
  static func checkMatrix(_ x: Tensor, _ name: String, square: Bool = false, isLowRefused: Bool = true) throws {
    try checkRank(x, name)
    if square { try checkSquare(x, name) }
    try checkType(x, name)
    if isLowRefused, x.dtype == .float16 || x.dtype == .bfloat16 {
      throw EngineError.runtime("\(name): Low precision dtypes not supported. Got \(x.dtype.scalarTypeName)")
    }
  }

  static func checkRank(_ x: Tensor, _ name: String, _ argument: String = "A") throws {
    guard x.rank >= 2 else {
      throw EngineError.runtime("\(name): The input tensor \(argument) must have at least 2 dimensions.")
    }
  }

  static func checkSquare(_ x: Tensor, _ name: String) throws {
    guard x.shape[x.rank - 2] == x.shape[x.rank - 1] else {
      throw EngineError.runtime(
        "\(name): A must be batches of square matrices, but they are \(x.shape[x.rank - 2]) by "
          + "\(x.shape[x.rank - 1]) matrices")
    }
  }

  static func checkType(_ x: Tensor, _ name: String) throws {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "\(name): Expected a floating point or complex tensor as input. Got \(x.dtype.scalarTypeName)")
    }
  }

  /// - Throws: PyTorch's words for a kernel that does not exist for a dtype.
  static func checkKernel(_ x: Tensor, _ kernel: String) throws {
    guard x.dtype == .float32 || x.dtype == .float64 else {
      throw EngineError(.notImplementedError, "\"\(kernel)\" not implemented for '\(x.dtype.scalarTypeName)'")
    }
  }

  static func t(_ x: Tensor) throws -> Tensor { try Shapes.transpose(x, -2, -1) }

  /// The matrix product under derivatives: any batch.
  static func mul(_ a: Tensor, _ b: Tensor) throws -> Tensor { try Products.matmul(a, b) }

  static func eye(_ n: Int, _ dtype: DType) throws -> Tensor { Tensor(try NDArray.identity(n, n, dtype)) }

  /// `(Batch element 1): ` where there are several matrices.
  static func place(_ batch: Int, _ x: Tensor) -> String { x.rank > 2 ? "(Batch element \(batch)): " : "" }

  /// LAPACK's infos as PyTorch gives them.
  static func infos(_ values: [Int], _ shape: [Int]) throws -> Tensor {
    Tensor(try NDArray.ints(values, shape: shape).converted(to: .int32))
  }

  // MARK: Determinants

  public static let det = determinant("det", [.function, .method])
  public static let linalgDet = determinant("det", .linalg)

  private static func determinant(_ name: String, _ forms: Op.Forms) -> Op {
    Op(
      name, "The determinant of a matrix.", forms: forms,
      Overload(
        "LinalgDetBackward0", forms == .linalg ? A : Arg.input,
        samples: [Sample(.random([3, 3])), Sample(.random([2, 2, 2]))], run: det),
      examples: ["\(forms == .linalg ? "torch.linalg" : "torch").\(name)(torch.tensor([[1., 2.], [3., 4.]]))"])
  }

  public static func det(_ x: Tensor) throws -> Tensor {
    try checkMatrix(x, "linalg.det", square: true, isLowRefused: false)
    try checkKernel(x, "lu_cpu")
    let (signs, diagonal) = try factored(x)
    let data = try withoutRecording {
      try Moments.product(diagonal, diagonal.rank - 1, keepdim: false, nil) * signs
    }
    .data
    return Recording.record("LinalgDetBackward0", [x], data, keeping: [x], keepsResult: true) { d in
      let a = try d.kept(0)
      let value = try d.kept(1)
      if a.shape[a.rank - 1] == 1 {
        return [try Shapes.expand(Shapes.unsqueeze(Shapes.unsqueeze(d.gradient, -1), -1), a.shape)]
      }
      if !GradMode.isEnabled { return [try fromFactors(a, d.gradient * value)] }
      if value.data.doubles().contains(0) {
        return [try Shapes.unsqueeze(Shapes.unsqueeze(d.gradient, -1), -1) * cofactors(a)]
      }
      return [try solve(t(a), scalarMatrix(d.gradient * value, a.shape))]
    }
  }

  /// The solution of Aᵀ X = x I as PyTorch has it where no further derivative is wanted: a pivot of zero counts as the
  /// smallest step from one.
  private static func fromFactors(_ a: Tensor, _ x: Tensor) throws -> Tensor {
    let isTransposed = a.data.layout.isContiguous
    let (lu, pivots, _) = try Factorizations.lu(a.data, isTransposed: isTransposed)
    let diagonal = try lu.inMemory().diagonal(0, lu.rank - 2, lu.rank - 1)
    let step = Tensor(NDArray(.float(a.dtype == .float64 ? 0x1p-52 : 0x1p-23), a.dtype))
    diagonal.assign(try Where.of(Equal.of(Tensor(diagonal), .int(0)), step, Tensor(diagonal.copied())).data)
    return Tensor(
      try Factorizations.solve(lu: lu, pivots: pivots, isTransposed: !isTransposed, scalarMatrix(x, a.shape).data))
  }

  /// Each number times the unit matrix.
  private static func scalarMatrix(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    let diagonal = try Shapes.expand(Shapes.unsqueeze(x, -1), Array(shape.dropLast()))
    return try Rearrangements.embedded(diagonal, 0, -2, -1)
  }

  /// The sign that exchanging rows gives, and U's diagonal. A matrix in rows is factored as its transpose, which has the
  /// same determinant, as PyTorch does.
  private static func factored(_ x: Tensor) throws -> (signs: Tensor, diagonal: Tensor) {
    let (lu, pivots, _) = try Factorizations.lu(x.data, isTransposed: x.data.layout.isContiguous)
    let n = x.shape[x.rank - 1]
    let places = pivots.ints()
    let batch = Array(x.shape.dropLast(2))
    var signs: [Double] = []
    for start in 0..<batch.reduce(1, *) {
      let exchanged = (0..<n).count { places[start * n + $0] != $0 + 1 }
      signs.append(exchanged % 2 == 0 ? 1 : -1)
    }
    let diagonal = Tensor(try lu.diagonal(0, lu.rank - 2, lu.rank - 1).copied())
    return (Tensor(try NDArray.doubles(signs, shape: batch, x.dtype)), diagonal)
  }

  /// The derivative of a determinant that is zero: every singular value's share is the product of the others.
  private static func cofactors(_ a: Tensor) throws -> Tensor {
    let parts = try Decompositions.svd(a, full: true)
    let (u, s, vt) = (parts[0], parts[1], parts[2])
    let n = a.shape[a.rank - 1]
    // Products of all the others: from the left, and from the right.
    var before: [Tensor] = []
    var after: [Tensor] = []
    let one = try Shapes.select(s, s.rank - 1, 0).constant(1)
    for i in 0..<n {
      before.append(try before.last.map { try $0 * Shapes.select(s, s.rank - 1, i - 1) } ?? one)
      after.append(try after.last.map { try $0 * Shapes.select(s, s.rank - 1, n - i) } ?? one)
    }
    let products = try zip(before, after.reversed()).map { try $0 * $1 }
    let scale = try Joining.stack(products, -1)
    let signs = try Shapes.unsqueeze(Shapes.unsqueeze(det(u) * det(vt), -1), -1)
    return try signs * mul(u * Shapes.unsqueeze(scale, -2), vt)
  }

  public static let slogdet = signAndLog("slogdet", "torch.return_types.slogdet", [.function, .method])
  public static let linalgSlogdet = signAndLog("slogdet", "torch.return_types.linalg_slogdet", .linalg)

  private static func signAndLog(_ name: String, _ type: String, _ forms: Op.Forms) -> Op {
    Op(
      name, "The sign of the determinant, and the logarithm of its size.", forms: forms,
      Overload(
        "LinalgSlogdetBackward0", forms == .linalg ? A : Arg.input, samples: [Sample(.random([3, 3]))]
      ) { x in
        let results = try slogdet(x, "linalg.slogdet")
        return Argument.named(type, [("sign", .tensor(results[0])), ("logabsdet", .tensor(results[1]))])
      },
      examples: ["\(forms == .linalg ? "torch.linalg" : "torch").\(name)(torch.tensor([[1., 2.], [3., 4.]]))"])
  }

  static func slogdet(_ x: Tensor, _ name: String) throws -> [Tensor] {
    try checkMatrix(x, name, square: true)
    try checkKernel(x, "lu_cpu")
    let (signs, diagonal) = try factored(x)
    let last = diagonal.rank - 1
    let (sign, log) = try withoutRecording {
      (
        try Moments.product(diagonal.sign(), last, keepdim: false, nil) * signs,
        try Sum.along(diagonal.abs().log(), [last], keepdim: false)
      )
    }
    return Recording.recordSeveral("LinalgSlogdetBackward0", [x], [sign.data, log.data], keeping: [x]) {
      gradients, node in
      guard gradients.count > 1, let g = gradients[1] else { return [try node.value(0) * 0] }
      let a = try node.value(0)
      return [try solve(t(a), scalarMatrix(g, a.shape))]
    }
  }

  public static let logdet = Op(
    "logdet", "The logarithm of the determinant, NaN where it is below zero.", formula: "log(det(A))",
    Overload("WhereBackward0", Arg.input, samples: [Sample(.values([2, 0.5, 0.3, 1], [2, 2]))]) { x in
      let results = try slogdet(x, "logdet")
      let nan = Tensor(NDArray(.float(.nan), x.dtype))
      return try Where.of(Equal.of(results[0], .int(-1)), nan, results[1])
    },
    examples: ["torch.logdet(torch.eye(2) * 3)"])
}
