import Autograd
import NDArray

/// Powers, exponentials and chains of matrices.
extension Linalg {
  public static let matrixPower = power("matrix_power", Arg.input, .usual)
  public static let linalgMatrixPower = power("matrix_power", A, .linalg)

  private static func power(_ name: String, _ input: Typed<Tensor>, _ forms: Op.Forms) -> Op {
    Op(
      name, "The matrix times itself n times.", forms: forms,
      Overload(
        "MmBackward0", input, Typed<Int>("n"),
        samples: [Sample(.random([2, 2]), .number(.int(3)))], run: power),
      examples: ["\(forms == .linalg ? "torch.linalg" : "torch").\(name)(torch.tensor([[1., 1.], [0., 1.]]), 3)"])
  }

  static func power(_ x: Tensor, _ n: Int) throws -> Tensor {
    let name = "linalg.matrix_power"
    try checkRank(x, name)
    try checkSquare(x, name)
    if n == 0 {
      let size = x.shape[x.rank - 1]
      let identity = try NDArray.identity(size, size, x.dtype).expanded(to: x.shape).copied()
      return Recording.record("CopyBackwards", [x], identity) { d in [try d.gradient * 0] }
    }
    if n == 1 { return try Shapes.rowMajor(x) }
    guard n != Int.min else { throw EngineError.runtime("linalg.matrix_power: n is too small") }
    var base = n < 0 ? try inverse(x) : x
    var left = Swift.abs(n)
    // Three matrices need no more than two products in this order.
    if left == 3 { return try mul(mul(base, base), base) }
    var result: Tensor?
    while left > 0 {
      if left & 1 == 1 { result = try result.map { try mul($0, base) } ?? base }
      left >>= 1
      if left > 0 { base = try mul(base, base) }
    }
    return result ?? x
  }

  public static let multiDot = Op(
    "multi_dot", "The product of several matrices, in the cheapest order.", formula: "A @ B @ …", forms: .linalg,
    Overload(
      "ViewBackward0", Typed<[Tensor]>("tensors"), samples: [Sample(.list([[2, 3], [3, 2], [2, 4]]))], run: chain),
    examples: ["torch.linalg.multi_dot([torch.ones(1, 2), torch.ones(2, 3), torch.ones(3, 1)])"])

  public static let chainMatmul = Op(
    "chain_matmul", "The product of several matrices, in the cheapest order.", formula: "A @ B @ …", forms: .function,
    Overload(
      "ViewBackward0", Typed<[Tensor]>("matrices", starred: true), samples: [Sample(.list([[2, 3], [3, 2]]))]
    ) { matrices in
      try Warnings.warnOnce(
        "torch.chain_matmul is deprecated and will be removed in a future PyTorch release. Use torch.linalg.multi_dot "
          + "instead, which accepts a list of two or more tensors rather than multiple parameters.",
        at: "LinearAlgebra.cpp:1102")
      guard let first = matrices.first else {
        throw EngineError.runtime("chain_matmul(): Expected one or more matrices")
      }
      return matrices.count == 1 ? first : try chain(matrices)
    },
    examples: ["torch.linalg.multi_dot([torch.ones(1, 2), torch.ones(2, 1)])"])

  static func chain(_ tensors: [Tensor]) throws -> Tensor {
    guard let first = tensors.first, let last = tensors.last, tensors.count >= 2 else {
      throw EngineError.runtime("multi_dot(): expected at least 2 tensors but got \(tensors.count)")
    }
    for (place, end) in [("first", first), ("last", last)] where end.rank != 1 && end.rank != 2 {
      throw EngineError.runtime("multi_dot(): the \(place) tensor must be 1D or 2D but got \(end.rank)D")
    }
    var matrices = tensors
    if first.rank == 1 { matrices[0] = try Shapes.unsqueeze(first, 0) }
    if last.rank == 1 { matrices[matrices.count - 1] = try Shapes.unsqueeze(last, 1) }
    for (index, matrix) in matrices.enumerated() {
      guard matrix.rank == 2 else {
        throw EngineError.runtime("multi_dot(): tensor \(index) must be 2D but got \(matrix.rank)D")
      }
      guard matrix.dtype == first.dtype else {
        throw EngineError.runtime(
          "multi_dot(): all tensors must have be the same dtype but tensor 0 is \(Products.cName(first.dtype)) and "
            + "tensor \(index) \(Products.cName(matrix.dtype))")
      }
    }
    for (index, (a, b)) in zip(matrices, matrices.dropFirst()).enumerated() where a.shape[1] != b.shape[0] {
      throw EngineError.runtime(
        "multi_dot(): tensors \(index) and \(index + 1) with shapes \(Layout.text(a.shape)) and "
          + "\(Layout.text(b.shape)) cannot be multiplied")
    }
    let sizes = [matrices[0].shape[0]] + matrices.map { $0.shape[1] }
    let n = matrices.count
    var costs = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var cuts = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
    for length in stride(from: 1, to: n, by: 1) {
      for i in 0..<(n - length) {
        let j = i + length
        costs[i][j] = .infinity
        for k in i..<j {
          let cost = costs[i][k] + costs[k + 1][j] + Double(sizes[i]) * Double(sizes[k + 1]) * Double(sizes[j + 1])
          // Of three, the first two go together where both ways cost as much.
          if cost < costs[i][j] || n == 3 && cost == costs[i][j] {
            costs[i][j] = cost
            cuts[i][j] = k
          }
        }
      }
    }
    func product(_ i: Int, _ j: Int) throws -> Tensor {
      if i == j { return matrices[i] }
      return try Products.mm(product(i, cuts[i][j]), product(cuts[i][j] + 1, j))
    }
    let result = try product(0, n - 1)
    let shape = (first.rank == 1 ? [] : [result.shape[0]]) + (last.rank == 1 ? [] : [result.shape[1]])
    return try Shapes.view(result, shape)
  }

  public static let vecdot = Op(
    "vecdot", "The sums of products of vectors.", formula: "Σ x * y", forms: .linalg,
    Overload(
      "SumBackward1", Typed<Tensor>("x"), Typed<Tensor>("y"),
      Typed<Int>("dim", default: .number(.int(-1)), keywordOnly: true),
      samples: [Sample(.random([2, 3]), .random([2, 3]))]
    ) { x, y, dim in
      if !x.dtype.isFloatingPoint { try checkType(x, "linalg.vecdot") }
      guard x.dtype == y.dtype else {
        throw EngineError.runtime(
          "linalg.vecdot: Expected x and y to have the same dtype, but found x of type \(x.dtype.scalarTypeName) and y of type "
            + "\(y.dtype.scalarTypeName) instead")
      }
      if x.rank == 1, y.rank == 1 { return try Products.dot(x, y, name: "VdotBackward0") }
      return try Sum.along(x * y, [dim], keepdim: false)
    },
    examples: ["torch.linalg.vecdot(torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  public static let linalgVander = Op(
    "vander", "The powers of a vector's elements, one row each, rising.", forms: .linalg,
    Overload(
      "CatBackward0", Typed<Tensor>("x"), Typed<Int?>("N", default: Parameter.Default.none),
      samples: [Sample(.random([3]))]
    ) { x, count in
      guard x.rank == 1 else { throw EngineError.runtime("linalg.vander: x must be a vector") }
      guard ![.float16, .bfloat16, .bool].contains(x.dtype) else {
        throw EngineError.runtime(
          "linalg.vander supports floating point, complex, and integer tensors, but got \(x.dtype.scalarTypeName)")
      }
      guard (count ?? x.count) > 1 else { throw EngineError.runtime("N must be greater than 1.") }
      return try Grids.powers(x, count ?? x.count)
    },
    examples: ["torch.linalg.vander(torch.tensor([1., 2., 3.]))"])

  // MARK: exp

  public static let matrixExp = exponential("matrix_exp", Arg.input, .usual)
  public static let linalgMatrixExp = exponential("matrix_exp", A, .linalg)

  private static func exponential(_ name: String, _ input: Typed<Tensor>, _ forms: Op.Forms) -> Op {
    Op(
      name, "The exponential of a matrix.", formula: "Σ A ** k / k!", forms: forms,
      Overload("LinalgMatrixExpBackward0", input, samples: [Sample(.random([2, 2]))], run: exponential),
      examples: ["\(forms == .linalg ? "torch.linalg" : "torch").\(name)(torch.zeros(2, 2))"])
  }

  static func exponential(_ x: Tensor) throws -> Tensor {
    let isHalf = x.dtype == .float16 || x.dtype == .bfloat16
    let isSmall = x.rank >= 2 && x.shape[x.rank - 1] == x.shape[x.rank - 2] && x.shape[x.rank - 1] <= 1
    if !(isHalf && isSmall) { try checkMatrix(x, "linalg.matrix_exp", square: true) }
    let data = try withoutRecording { try isSmall ? x.exp() : series(x) }.data
    return Recording.record("LinalgMatrixExpBackward0", [x], data, keeping: [x]) { d in
      // The exponential of [[Aᵀ, G], [0, Aᵀ]] has the derivative in its upper right corner.
      let a = try t(d.kept(0))
      let n = a.shape[a.rank - 1]
      let g = d.gradient
      let zero = Tensor(try NDArray.zeros(shape: a.shape, a.dtype))
      let top = try Joining.joined([a, g], a.rank - 1)
      let bottom = try Joining.joined([zero, a], a.rank - 1)
      let whole = try exponential(Joining.joined([top, bottom], a.rank - 2))
      return [try Shapes.slice(Shapes.slice(whole, a.rank - 2, 0, n, 1), a.rank - 1, n, 2 * n, 1)]
    }
  }

  /// Taylor's series of the matrix scaled down, squared up again.
  private static func series(_ x: Tensor) throws -> Tensor {
    let wide = try Casts.to(x, .float64)
    let most = wide.data.doubles().reduce(0) { Swift.max($0, Swift.abs($1)) } * Double(x.shape[x.rank - 1])
    guard most.isFinite else { return try x * Double.nan }
    var halvings = 0
    var size = most
    while size > 0.5, halvings < 1100 {
      size /= 2
      halvings += 1
    }
    let scaled = try wide * Formulas.power(2, -Double(halvings))
    let n = x.shape[x.rank - 1]
    let identity = try Shapes.expand(eye(n, .float64), x.shape)
    var result = identity
    for k in stride(from: 18, through: 1, by: -1) { result = try identity + mul(scaled, result) / Double(k) }
    for _ in 0..<halvings { result = try mul(result, result) }
    return try Casts.to(result, x.dtype)
  }
}
