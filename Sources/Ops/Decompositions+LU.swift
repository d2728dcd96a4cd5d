import Autograd
import NDArray

/// Factors by elimination.
extension Decompositions {
  public static let luFactor = Op(
    "lu_factor", "LU in one matrix, with the rows exchanged.", formula: "A = P L U", forms: .linalg,
    Overload(
      "LinalgLuFactorExBackward0", A, Typed<Bool>("pivot", default: .number(.bool(true)), keywordOnly: true),
      samples: [Sample(.random([3, 3]))]
    ) { a, pivot in
      let (lu, pivots) = try packedLU(a, "torch.lu_factor", pivot)
      return Argument.named("torch.return_types.linalg_lu_factor", [("LU", .tensor(lu)), ("pivots", .tensor(pivots))])
    },
    examples: ["torch.linalg.lu_factor(torch.tensor([[1., 2.], [3., 4.]])).LU"])

  public static let torchLU = Op(
    "lu", "LU in one matrix, with the rows exchanged.", formula: "A = P L U",
    Overload(
      "LinalgLuFactorExBackward0", Typed<Tensor>("A"), Typed<Bool>("pivot", default: .number(.bool(true))),
      Typed<Bool>("get_infos", default: .number(.bool(false)))
    ) { a, pivot, wantsInfos in
      try Warnings.warnOnce(
        "torch.lu is deprecated in favor of torch.linalg.lu_factor / torch.linalg.lu_factor_ex and will be removed in a "
          + "future PyTorch release.\nLU, pivots = torch.lu(A, compute_pivots)\nshould be replaced with\n"
          + "LU, pivots = torch.linalg.lu_factor(A, compute_pivots)\nand\n"
          + "LU, pivots, info = torch.lu(A, compute_pivots, get_infos=True)\nshould be replaced with\n"
          + "LU, pivots, info = torch.linalg.lu_factor_ex(A, compute_pivots)", at: "BatchLinearAlgebra.cpp:2073")
      // Where a pivot is zero the factors are given all the same.
      let (lu, pivots, places) = try factors(a, "torch.lu_factor", pivot)
      guard wantsInfos else { return Argument.list([.tensor(lu), .tensor(pivots)]) }
      let infos = try Linalg.infos(places, Array(a.shape.dropLast(2)))
      return Argument.list([.tensor(lu), .tensor(pivots), .tensor(infos)])
    },
    examples: ["torch.linalg.lu_factor(torch.tensor([[1., 2.], [3., 4.]])).pivots"])

  private static func check(_ a: Tensor, _ name: String, _ pivot: Bool) throws {
    guard a.rank >= 2 else {
      throw EngineError.runtime(
        "\(name): Expected tensor with 2 or more dimensions. Got size: \(Layout.text(a.shape)) instead")
    }
    try Linalg.checkKernel(a, "lu_cpu")
    guard pivot || a.count == 0 else {
      throw EngineError.runtime("linalg.lu_factor: LU without pivoting is not implemented on the CPU")
    }
  }

  /// The matrix that holds L below its diagonal and U on and above it, with derivatives.
  static func packedLU(_ a: Tensor, _ name: String, _ pivot: Bool = true) throws -> (Tensor, Tensor) {
    let (packed, pivots, infos) = try factors(a, name, pivot)
    if let batch = infos.firstIndex(where: { $0 != 0 }) {
      throw EngineError(
        .linAlgError,
        "torch.linalg.lu_factor: \(Linalg.place(batch, a))U[\(infos[batch]),\(infos[batch])] is zero and using it on "
          + "lu_solve would result in a division by zero. If you still want to perform the factorization, consider "
          + "calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)")
    }
    return (packed, pivots)
  }

  /// Both factors in one matrix, the exchanges, and for each matrix the place of the first pivot that is zero, or 0.
  private static func factors(_ a: Tensor, _ name: String, _ pivot: Bool) throws -> (Tensor, Tensor, [Int]) {
    try check(a, name, pivot)
    let (data, pivots, infos) = try Factorizations.lu(a.data)
    let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let permutation = try permutation(pivots, a)
    let results = Recording.recordSeveral("LinalgLuFactorExBackward0", [a], [data, pivots], keepingResults: [0]) {
      gradients, node in
      guard let g = gradients[0] else { return [nil] }
      let packed = try node.value(0)
      let k = min(m, n)
      let l = try Rearrangements.tril(columns(packed, 0, k), -1) + Tensor(NDArray.identity(m, k, a.dtype))
      let u = try Rearrangements.triu(rows(packed, 0, k))
      // Each factor's gradient is the part of the whole one that the factor fills.
      return [
        try derivative(
          permutation, l, u, Rearrangements.tril(columns(g, 0, k), -1), Rearrangements.triu(rows(g, 0, k)))
      ]
    }
    return (results[0], results[1], infos)
  }

  private static func columns(_ x: Tensor, _ start: Int, _ end: Int) throws -> Tensor {
    try Shapes.slice(x, x.rank - 1, start, end, 1)
  }

  private static func rows(_ x: Tensor, _ start: Int, _ end: Int) throws -> Tensor {
    try Shapes.slice(x, x.rank - 2, start, end, 1)
  }

  /// dA = P L⁻ᵀ (strictly lower Lᵀ dL + upper dU Uᵀ) U⁻ᵀ for square matrices. Of a wide or a tall one the square part is
  /// factored so, and the rest is solved with the factor that is square.
  private static func derivative(_ p: Tensor, _ l: Tensor, _ u: Tensor, _ gL: Tensor?, _ gU: Tensor?) throws -> Tensor?
  {
    let (m, n, k) = (l.shape[l.rank - 2], u.shape[u.rank - 1], l.shape[l.rank - 1])
    if gL == nil, gU == nil { return nil }
    if m == n {
      var middle = try gL.map { try Rearrangements.tril(mul(t(l), $0), -1) }
      if let gU {
        let part = try Rearrangements.triu(mul(gU, t(u)))
        middle = try middle.map { try $0 + part } ?? part
      }
      guard let middle else { return nil }
      let left = try Linalg.triangular(t(l), middle, true, true, true)
      return try mul(p, Linalg.triangular(t(u), left, false, false, false))
    }
    let zeros = Tensor(try NDArray.zeros(shape: Array(l.shape.dropLast(2)) + [k, k], l.dtype))
    if m < n {
      // A = P L [U₁ U₂]
      let first = try columns(u, 0, k)
      var middle = try gL.map { try Rearrangements.tril(mul(t(l), $0), -1) } ?? zeros
      if let gU {
        middle = try middle + Rearrangements.triu(mul(columns(gU, 0, k), t(first)))
        // What the rest of U sends to L.
        middle = try middle - Rearrangements.tril(mul(columns(gU, k, n), t(columns(u, k, n))), -1)
      }
      var whole = try Linalg.triangular(t(first), middle, false, false, false)
      if let gU {
        whole = try Joining.joined([whole, columns(gU, k, n)], whole.rank - 1)
      } else {
        let rest = Tensor(try NDArray.zeros(shape: Array(l.shape.dropLast(2)) + [k, n - k], l.dtype))
        whole = try Joining.joined([whole, rest], whole.rank - 1)
      }
      return try mul(p, Linalg.triangular(t(l), whole, true, true, true))
    }
    // A = P [L₁; L₂] U
    let first = try rows(l, 0, k)
    var middle = try gU.map { try Rearrangements.triu(mul($0, t(u))) } ?? zeros
    if let gL {
      middle = try middle + Rearrangements.tril(mul(t(first), rows(gL, 0, k)), -1)
      middle = try middle - Rearrangements.triu(mul(t(rows(l, k, m)), rows(gL, k, m)))
    }
    let solved = try Linalg.triangular(t(first), middle, true, true, true)
    let rest =
      try gL.map { try rows($0, k, m) }
      ?? Tensor(NDArray.zeros(shape: Array(l.shape.dropLast(2)) + [m - k, k], l.dtype))
    let whole = try Joining.joined([solved, rest], l.rank - 2)
    return try mul(p, Linalg.triangular(t(u), whole, false, false, false))
  }

  /// Rows exchanged one after the other, as columns of a permutation.
  private static func permutation(_ pivots: NDArray, _ a: Tensor) throws -> Tensor {
    let m = a.shape[a.rank - 2]
    let k = min(m, a.shape[a.rank - 1])
    let exchanges = pivots.ints()
    let batch = Array(a.shape.dropLast(2))
    var entries: [Int] = []
    for index in 0..<batch.reduce(1, *) {
      var order = Array(0..<m)
      for i in 0..<k { order.swapAt(i, exchanges[index * k + i] - 1) }
      var p = [Int](repeating: 0, count: m * m)
      for (row, source) in order.enumerated() { p[source * m + row] = 1 }
      entries += p
    }
    return Tensor(try NDArray.ints(entries, shape: batch + [m, m]).converted(to: a.dtype))
  }

  public static let lu = Op(
    "lu", "A permutation, a lower and an upper triangular factor.", formula: "A = P L U", forms: .linalg,
    Overload(
      "LinalgLuBackward0", A, Typed<Bool>("pivot", default: .number(.bool(true)), keywordOnly: true),
      samples: [Sample(.random([3, 3]))]
    ) { a, pivot in
      try check(a, "linalg.lu", pivot)
      let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
      let k = min(m, n)
      let (packed, pivots, _) = try Factorizations.lu(a.data)
      let (lower, upper) = try withoutRecording { () throws -> (Tensor, Tensor) in
        let whole = Tensor(packed)
        let left = try Rearrangements.tril(Shapes.slice(whole, whole.rank - 1, 0, k, 1), -1)
        let right = try Rearrangements.triu(Shapes.slice(whole, whole.rank - 2, 0, k, 1))
        return (try left + Tensor(NDArray.identity(m, k, a.dtype)), right)
      }
      let p = try permutation(pivots, a)
      let results = Recording.recordSeveral(
        "LinalgLuBackward0", [a], [p.data, lower.data, upper.data], keepingResults: [1, 2]
      ) { gradients, node in
        return [
          try derivative(
            p, node.value(0), node.value(1),
            gradients.count > 1 ? gradients[1].map { try Rearrangements.tril($0, -1) } : nil,
            gradients.count > 2 ? gradients[2].map { try Rearrangements.triu($0) } : nil)
        ]
      }
      return Argument.named(
        "torch.return_types.linalg_lu",
        [("P", .tensor(Tensor(p.data))), ("L", .tensor(results[1])), ("U", .tensor(results[2]))])
    },
    examples: ["torch.linalg.lu(torch.tensor([[1., 2.], [3., 4.]])).U"])
}
