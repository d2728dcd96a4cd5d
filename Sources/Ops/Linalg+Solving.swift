public import Autograd
import NDArray

/// Inverses and solutions of equations.
extension Linalg {
  public static let inverseOp = Op(
    "inverse", "The inverse of a matrix.", formula: "A⁻¹",
    Overload("LinalgInvExBackward0", Arg.input, samples: [Sample(.random([3, 3]))], run: inverse),
    examples: ["torch.inverse(torch.tensor([[2., 0.], [0., 4.]]))"])

  public static let inv = Op(
    "inv", "The inverse of a matrix.", formula: "A⁻¹", forms: .linalg,
    Overload("LinalgInvExBackward0", A, samples: [Sample(.random([2, 2, 2]))], run: inverse),
    examples: ["torch.linalg.inv(torch.tensor([[2., 0.], [0., 4.]]))"])

  public static let invEx = Op(
    "inv_ex", "The inverse of a matrix, and where it failed.", formula: "A⁻¹", forms: .linalg,
    Overload("LinalgInvExBackward0", A, checkErrors) { x, isChecked in
      let (result, infos) = try inverseWithInfo(x, isChecked: isChecked)
      return Argument.named(
        "torch.return_types.linalg_inv_ex", [("inverse", .tensor(result)), ("info", .tensor(infos))])
    },
    examples: ["torch.linalg.inv_ex(torch.tensor([[2., 0.], [0., 4.]])).info"])

  static let checkErrors = Typed<Bool>("check_errors", default: .number(.bool(false)), keywordOnly: true)

  public static func inverse(_ x: Tensor) throws -> Tensor { try inverseWithInfo(x, isChecked: true).0 }

  static func inverseWithInfo(_ x: Tensor, isChecked: Bool) throws -> (Tensor, Tensor) {
    try checkMatrix(x, "linalg.inv", square: true)
    let n = x.shape[x.rank - 1]
    let identity = try NDArray.identity(n, n, x.dtype).expanded(to: x.shape)
    let (data, infos) = try solution(x.data, identity)
    if isChecked, let batch = infos.firstIndex(where: { $0 != 0 }) {
      throw EngineError(
        .linAlgError,
        "linalg.inv: \(place(batch, x))The diagonal element \(infos[batch]) is zero, the inversion could not be "
          + "completed because the input matrix is singular.")
    }
    let result = Recording.record("LinalgInvExBackward0", [x], data, keepsResult: true) { d in
      let result = try t(d.kept(0))
      return [try -mul(result, mul(d.gradient, result))]
    }
    return (result, try Linalg.infos(infos, Array(x.shape.dropLast(2))))
  }

  /// A matrix in rows is factored as its transpose, as PyTorch does: no copy is needed then.
  private static func solution(_ a: NDArray, _ b: NDArray) throws -> (NDArray, [Int]) {
    let isTransposed = a.layout.isContiguous
    let (lu, pivots, infos) = try Factorizations.lu(a, isTransposed: isTransposed)
    return (try Factorizations.solve(lu: lu, pivots: pivots, isTransposed: isTransposed, b), infos)
  }

  // MARK: A X = B

  public static let solveOp = Op(
    "solve", "The solution of A X = B.", formula: "A⁻¹ B", forms: .linalg,
    Overload(
      "LinalgSolveExBackward0", A, Typed<Tensor>("B"), left,
      samples: [
        Sample(.random([3, 3]), .random([3, 2])), Sample(.random([3, 3]), .random([3])),
        Sample(.random([2, 2, 2]), .random([2, 2])), Sample(.random([3, 3]), .random([2, 3]), .number(.bool(false))),
      ]
    ) { a, b, left in try solve(a, b, left: left) },
    examples: ["torch.linalg.solve(torch.tensor([[2., 0.], [0., 4.]]), torch.tensor([2., 2.]))"])

  public static let solveEx = Op(
    "solve_ex", "The solution of A X = B, and where it failed.", formula: "A⁻¹ B", forms: .linalg,
    Overload("LinalgSolveExBackward0", A, Typed<Tensor>("B"), left, checkErrors) { a, b, left, isChecked in
      let (result, infos) = try solveWithInfo(a, b, left: left, isChecked: isChecked)
      return Argument.named(
        "torch.return_types.linalg_solve_ex", [("result", .tensor(result)), ("info", .tensor(infos))])
    },
    examples: ["torch.linalg.solve_ex(torch.tensor([[2., 0.], [0., 4.]]), torch.tensor([2., 2.])).result"])

  private static let left = Typed<Bool>("left", default: .number(.bool(true)), keywordOnly: true)

  public static func solve(_ a: Tensor, _ b: Tensor, left: Bool = true) throws -> Tensor {
    try solveWithInfo(a, b, left: left, isChecked: true).0
  }

  private static func solveWithInfo(_ a: Tensor, _ b: Tensor, left: Bool, isChecked: Bool) throws -> (Tensor, Tensor) {
    try checkMatrix(a, "linalg.solve", square: true, isLowRefused: false)
    // B is a batch of vectors where it has one dimension, or the batch shape of A and one more.
    let isVector = b.rank == 1 || (b.rank == a.rank - 1 && b.shape == Array(a.shape.dropLast()))
    try checkTypes(a, b, "linalg.solve")
    guard b.rank >= 1 else {
      throw EngineError.runtime("linalg.solve: The input tensor B must have at least 2 dimensions.")
    }
    if isVector, !left {
      throw EngineError.runtime(
        "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False")
    }
    try checkFit(a, isVector ? Shapes.unsqueeze(Tensor(b.data), -1) : b, left, "linalg.solve")
    try checkKernel(a, "lu_cpu")
    let (x, infos) = try withoutRecording { () throws -> (NDArray, [Int]) in
      let plain = Tensor(a.data)
      let right = isVector ? try Shapes.unsqueeze(Tensor(b.data), -1) : Tensor(b.data)
      let (m, r) = try left ? expanded(plain, right) : expanded(t(plain), t(right))
      let (x, infos) = try solution(m.data, r.data)
      let solved = left ? Tensor(x) : try t(Tensor(x))
      guard isVector else { return (solved.data, infos) }
      let vectors = try Shapes.squeeze(solved, [solved.rank - 1]).data
      // PyTorch lays the vectors of a batch out as the columns of a matrix.
      let (row, column) = (vectors.rank - 2, vectors.rank - 1)
      guard row >= 0 else { return (vectors, infos) }
      return (
        try vectors.inMemory().transposed(row, column).copied().inMemory().transposed(row, column), infos
      )
    }
    if isChecked, let batch = infos.firstIndex(where: { $0 != 0 }) {
      throw EngineError(
        .linAlgError,
        "torch.linalg.solve: \(place(batch, a))The solver failed because the input matrix is singular.")
    }
    let layouts = [a.data.layout, b.data.layout]
    let result = Recording.record(
      "LinalgSolveExBackward0", [a, b], x, keeping: [a], keepsResult: true
    ) { d in
      // A X = B: dB solves Aᵀ dB = dX, and dA = -dB Xᵀ.
      let g = isVector ? try Shapes.unsqueeze(d.gradient, -1) : d.gradient
      let result = isVector ? try Shapes.unsqueeze(d.kept(1), -1) : try d.kept(1)
      let forB = try solve(t(d.kept(0)), g, left: left)
      let forA = d.needs(0) ? try left ? -mul(forB, t(result)) : -mul(t(result), forB) : nil
      let back = isVector ? try Shapes.squeeze(forB, [forB.rank - 1]) : forB
      return [try forA?.reduced(to: layouts[0]), d.needs(1) ? try back.reduced(to: layouts[1]) : nil]
    }
    return (result, try Linalg.infos(infos, Array(x.shape.dropLast(isVector ? 1 : 2))))
  }

  static func checkTypes(_ a: Tensor, _ b: Tensor, _ name: String) throws {
    guard a.dtype == b.dtype else {
      throw EngineError.runtime(
        "\(name): Expected A and B to have the same dtype, but found A of type \(a.dtype.scalarTypeName) and B of type "
          + "\(b.dtype.scalarTypeName) instead")
    }
  }

  private static func checkFit(_ a: Tensor, _ b: Tensor, _ left: Bool, _ name: String) throws {
    let n = a.shape[a.rank - 1]
    guard b.shape[b.rank - (left ? 2 : 1)] == n else {
      throw EngineError.runtime(
        "\(name): Incompatible shapes of A and B for the equation \(left ? "AX" : "XA") = B (\(n)x\(n) and "
          + "\(b.shape[b.rank - 2])x\(b.shape[b.rank - 1]))")
    }
  }

  /// Both with the batch shape that they stretch to together.
  private static func expanded(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
    let batch = try Broadcast.shape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    return (
      try Shapes.expand(a, batch + Array(a.shape.suffix(2))), try Shapes.expand(b, batch + Array(b.shape.suffix(2)))
    )
  }

  // MARK: Triangles

  public static let solveTriangular = Op(
    "solve_triangular", "The solution of A X = B for a triangular A.", formula: "A⁻¹ B", forms: .linalg,
    Overload(
      "LinalgSolveTriangularBackward0", A, Typed<Tensor>("B"), Typed<Bool>("upper", keywordOnly: true), left,
      Typed<Bool>("unitriangular", default: .number(.bool(false)), keywordOnly: true),
      samples: [
        Sample(.random([3, 3], 0.5...1.5), .random([3, 2]), .number(.bool(true))),
        Sample(.random([3, 3], 0.5...1.5), .random([2, 3]), .number(.bool(false)), .number(.bool(false))),
        Sample(
          .random([2, 2, 2], 0.5...1.5), .random([2, 2]), .number(.bool(false)), .number(.bool(true)),
          .number(.bool(true))),
      ]
    ) { a, b, upper, left, unit in try triangular(a, b, upper, left, unit) },
    examples: [
      "torch.linalg.solve_triangular(torch.tensor([[2., 0.], [1., 1.]]), torch.tensor([[2.], [3.]]), upper=False)"
    ])

  static func triangular(_ a: Tensor, _ b: Tensor, _ upper: Bool, _ left: Bool, _ unit: Bool) throws -> Tensor {
    let name = "linalg.solve_triangular"
    try checkTypes(a, b, name)
    try checkRank(a, name)
    try checkRank(b, name, "B")
    try checkSquare(a, name)
    try checkFit(a, b, left, name)
    try checkKernel(a, "triangular_solve_cpu")
    let data = try withoutRecording { () throws -> NDArray in
      let (m, r) = try left ? expanded(Tensor(a.data), Tensor(b.data)) : expanded(t(Tensor(a.data)), t(Tensor(b.data)))
      let x = try Factorizations.solveTriangular(m.data, r.data, upper: left ? upper : !upper, unit: unit)
      return left ? x : try x.contiguous().inMemory().transposed(x.rank - 2, x.rank - 1)
    }
    let layouts = [a.data.layout, b.data.layout]
    return Recording.record(
      "LinalgSolveTriangularBackward0", [a, b], data, keeping: [a], keepsResult: true
    ) { d in
      let x = try d.kept(1)
      let forB = try triangular(t(d.kept(0)), d.gradient, !upper, left, unit)
      var forA = try left ? -mul(forB, t(x)) : -mul(t(x), forB)
      forA = try upper ? Rearrangements.triu(forA, unit ? 1 : 0) : Rearrangements.tril(forA, unit ? -1 : 0)
      return [
        d.needs(0) ? try forA.reduced(to: layouts[0]) : nil, d.needs(1) ? try forB.reduced(to: layouts[1]) : nil,
      ]
    }
  }

  public static let triangularSolve = Op(
    "triangular_solve", "The solution of A X = b for a triangular A, and A.", formula: "A⁻¹ b",
    Overload(
      "TriangularSolveBackward0", Typed<Tensor>("b"), A, Typed<Bool>("upper", default: .number(.bool(true))),
      Typed<Bool>("transpose", default: .number(.bool(false))),
      Typed<Bool>("unitriangular", default: .number(.bool(false)))
    ) { b, a, upper, transposed, unit in
      try Warnings.warnOnce(
        "torch.triangular_solve is deprecated in favor of torch.linalg.solve_triangularand will be removed in a future "
          + "PyTorch release.\ntorch.linalg.solve_triangular has its arguments reversed and does not return a copy of "
          + "one of the inputs.\nX = torch.triangular_solve(B, A).solution\nshould be replaced with\n"
          + "X = torch.linalg.solve_triangular(A, B).", at: "BatchLinearAlgebra.cpp:2273")
      for (tensor, name) in [(b, "b"), (a, "A")] where tensor.rank < 2 {
        throw EngineError.runtime(
          "torch.triangular_solve: Expected \(name) to have at least 2 dimensions, but it has \(tensor.rank) dimensions "
            + "instead")
      }
      guard a.shape[a.rank - 2] == a.shape[a.rank - 1] else {
        throw EngineError.runtime(
          "A must be batches of square matrices, but they are \(a.shape[a.rank - 2]) by \(a.shape[a.rank - 1]) matrices"
        )
      }
      let x = try solvedTriangle(b, a, upper, transposed, unit)
      return Argument.named(
        "torch.return_types.triangular_solve",
        [("solution", .tensor(x)), ("cloned_coefficient", .tensor(try inColumns(a, beside: b)))])
    },
    examples: [
      "torch.triangular_solve(torch.tensor([[2.], [3.]]), torch.tensor([[2., 0.], [1., 1.]]), upper=False).solution"
    ])

  /// A copy whose columns lie one after another, as LAPACK has its matrices.
  private static func inColumns(_ a: Tensor, beside b: Tensor) throws -> Tensor {
    let last = a.rank - 1
    let copy = try a.data.inMemory().transposed(last - 1, last).copied().inMemory().transposed(last - 1, last)
    return Recording.record("TriangularSolveBackward0", [b, a], copy) { [nil, $0.gradient] }
  }

  /// The solution in columns, as LAPACK leaves it.
  private static func solvedTriangle(
    _ b: Tensor, _ a: Tensor, _ upper: Bool, _ transposed: Bool, _ unit: Bool
  ) throws -> Tensor {
    func solve(_ a: Tensor, _ b: Tensor, _ flipped: Bool) throws -> Tensor {
      try triangular(flipped ? t(a) : a, b, flipped ? !upper : upper, true, unit)
    }
    let solution = try withoutRecording { try solve(a, b, transposed) }.data
    let columns = try solution.inMemory().transposed(solution.rank - 2, solution.rank - 1).copied().inMemory()
      .transposed(solution.rank - 2, solution.rank - 1)
    let layouts = [b.data.layout, a.data.layout]
    return Recording.record("TriangularSolveBackward0", [b, a], columns, keeping: [a], keepsResult: true) { d in
      let matrix = try d.kept(0)
      let x = try d.kept(1)
      let forB = try solvedTriangle(d.gradient, matrix, upper, !transposed, unit)
      var forA = try transposed ? -mul(x, t(forB)) : -mul(forB, t(x))
      forA = try upper ? Rearrangements.triu(forA, unit ? 1 : 0) : Rearrangements.tril(forA, unit ? -1 : 0)
      return [
        d.needs(0) ? try forB.reduced(to: layouts[0]) : nil, d.needs(1) ? try forA.reduced(to: layouts[1]) : nil,
      ]
    }
  }

  // MARK: Least squares

  public static let lstsq = Op(
    "lstsq", "The least squares solution of A X = B.", formula: "the X for which ‖A X - B‖ is least", forms: .linalg,
    Overload(
      "LinalgLstsqBackward0", Arg.input, Typed<Tensor>("b"), Typed<Double?>("rcond", default: Parameter.Default.none),
      Typed<String?>("driver", default: Parameter.Default.none, keywordOnly: true),
      samples: [Sample(.random([4, 2]), .random([4, 3])), Sample(.random([2, 3]), .random([2, 1]))]
    ) { a, b, rcond, driver in try leastSquares(a, b, rcond, driver) },
    examples: ["torch.linalg.lstsq(torch.tensor([[1.], [1.]]), torch.tensor([[1.], [3.]])).solution"])

  /// The sums of squares with their derivative: at the best solution that of the solution itself adds nothing.
  private static func residualsOf(_ data: NDArray, _ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor {
    Recording.record("LinalgLstsqBackward0", [a, b], data, keeping: [a, b, x]) { d in
      let (a, b, x) = (try d.kept(0), try d.kept(1), try d.kept(2))
      guard d.gradient.count > 0 else { return [nil, nil] }
      let rest = try (mul(a, x) - b) * 2 * Shapes.unsqueeze(d.gradient, -2)
      return [try mul(rest, t(x)), try -rest]
    }
  }

  private static func leastSquares(_ a: Tensor, _ b: Tensor, _ rcond: Double?, _ driver: String?) throws -> Argument {
    let name = "torch.linalg.lstsq"
    guard a.rank >= 2 else { throw EngineError.runtime("\(name): input must have at least 2 dimensions.") }
    guard b.rank >= 1 else { throw EngineError.runtime("\(name): other must have at least 1 dimension.") }
    let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let isVector = b.rank == 1 || (b.rank == a.rank - 1 && b.shape == Array(a.shape.dropLast()))
    guard b.shape[b.rank - (isVector ? 1 : 2)] == m else {
      throw EngineError.runtime("\(name): input.size(-2) should match other.size(\(isVector ? -1 : -2))")
    }
    guard a.dtype == b.dtype else {
      throw EngineError.runtime(
        "\(name): Expected input and other to have the same dtype, but got input's dtype "
          + "\(a.dtype.scalarTypeName) and other's dtype \(b.dtype.scalarTypeName)")
    }
    guard a.dtype == .float32 || a.dtype == .float64 else {
      throw EngineError.runtime("This function doesn't handle types other than float and double")
    }
    guard ["gels", "gelsy", "gelsd", "gelss"].contains(driver ?? "gelsy") else {
      throw EngineError.runtime("\(name): parameter `driver` should be one of (gels, gelsy, gelsd, gelss)")
    }
    let right = isVector ? try Shapes.unsqueeze(b, -1) : b
    let limit = rcond ?? Decompositions.tolerance(a)
    let solution = try withoutRecording {
      let found = try mul(Decompositions.pinv(Tensor(a.data), limit), Tensor(right.data))
      // A right side is scaled by its largest element first, and with an infinite one nothing of it is left.
      let dims = [right.rank - 2, right.rank - 1]
      let most =
        try right.count == 0
        ? found : Extrema.over(Tensor(right.data).abs(), dims, true, highest: true, name: "amax")
      return try right.count == 0 ? found : Masking.fill(found, Equal.of(most, .float(.infinity)), .float(.nan))
    }.data
    let layouts = [a.data.layout, right.data.layout]
    // LAPACK overwrites the right side, of which the solution is then the first rows.
    let columns = solution.shape[solution.rank - 1]
    let room = try NDArray.zeros(shape: Array(solution.shape.dropLast(2)) + [columns, max(m, n)], a.dtype).inMemory()
    let window = room.transposed(room.rank - 2, room.rank - 1).sliced(room.rank - 2, 0, n)
    window.assign(solution)
    let x = Recording.record("LinalgLstsqBackward0", [a, right], window, keeping: [a, right]) { d in
      let (a, b) = (try d.kept(0), try d.kept(1))
      let p = try Decompositions.pinv(a, limit)
      return [
        d.needs(0) ? try Decompositions.pinvDerivative(mul(d.gradient, t(b)), a, p).reduced(to: layouts[0]) : nil,
        d.needs(1) ? try mul(t(p), d.gradient).reduced(to: layouts[1]) : nil,
      ]
    }
    let empty = Tensor(try NDArray.zeros(shape: [0], a.dtype))
    // The sums of squares that remain, where every unknown is determined and there are equations to spare.
    let rank = try Decompositions.rank(a, nil, rcond, false)
    let isFull = rank.data.ints().allSatisfy { $0 == n }
    let residuals =
      m > n && isFull && driver != "gelsy" && driver != nil
      ? try withoutRecording { try Sum.along((mul(a, x) - right).pow(2), [-2], keepdim: false) } : empty
    return Argument.named(
      "torch.return_types.linalg_lstsq",
      [
        ("solution", .tensor(isVector ? try Shapes.squeeze(x, [x.rank - 1]) : x)),
        ("residuals", .tensor(residualsOf(residuals.data, a, right, x))),
        ("rank", .tensor(driver == "gels" ? Tensor(try NDArray.zeros(shape: [0], .int64)) : rank)),
        (
          "singular_values",
          .tensor(
            driver == "gelsd" || driver == "gelss"
              ? try withoutRecording { try Decompositions.singularValues(a) } : empty)
        ),
      ])
  }
}
