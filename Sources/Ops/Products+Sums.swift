public import Autograd
public import NDArray

/// Products added to something.
extension Products {
  private static let beta = Typed<Number>("beta", default: .number(.int(1)), keywordOnly: true)
  private static let alpha = Typed<Number>("alpha", default: .number(.int(1)), keywordOnly: true)

  public static let addmm = Op(
    "addmm", "A matrix product added to a tensor.", formula: "beta * input + alpha * (mat1 @ mat2)",
    forms: .elementwise,
    Overload(
      "AddmmBackward0", Arg.input, Typed<Tensor>("mat1"), Typed<Tensor>("mat2"), beta, alpha,
      samples: [
        Sample(.random([2, 2]), .random([2, 3]), .random([3, 2]), .number(.int(1)), .number(.int(1))),
        Sample(.random([2]), .random([2, 3]), .random([3, 2]), .number(.float(0.5)), .number(.int(2))),
      ], run: addmm),
    examples: ["torch.addmm(torch.ones(1, 1), torch.tensor([[1., 2.]]), torch.tensor([[3.], [4.]]))"])

  public static func addmm(_ c: Tensor, _ a: Tensor, _ b: Tensor, _ beta: Number = .int(1), _ alpha: Number = .int(1))
    throws
    -> Tensor
  {
    guard a.rank == 2 else { throw EngineError.runtime("mat1 must be a matrix, got \(a.rank)-D tensor") }
    guard b.rank == 2 else { throw EngineError.runtime("mat2 must be a matrix, got \(b.rank)-D tensor") }
    try checkInner(a.data.layout, b.data.layout)
    guard a.dtype == b.dtype, c.dtype == a.dtype else {
      throw EngineError.runtime(
        "self and mat2 must have the same dtype, but got \(c.dtype.scalarTypeName) and \(b.dtype.scalarTypeName)")
    }
    let target = [a.shape[0], b.shape[1]]
    let start =
      c.shape == target ? c.data : try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, target, c.dtype))
    try checkBool(a.dtype)
    let product = try NDArray.matrixProduct(a.data, b.data)
    let data = try combined(start, beta, product, alpha)
    let layout = c.data.layout
    return Recording.record("AddmmBackward0", [c, a, b], data, keeping: [a, b]) { d in
      let g = d.gradient
      return [
        d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
        d.needs(1) ? try scaled(mm(g, Shapes.t(d.kept(1))), alpha) : nil,
        d.needs(2) ? try scaled(mm(Shapes.t(d.kept(0)), g), alpha) : nil,
      ]
    }
  }

  /// beta * start + alpha * product, where a factor of one costs nothing and a beta of zero ignores the start.
  private static func combined(_ start: NDArray, _ beta: Number, _ product: NDArray, _ alpha: Number) throws -> NDArray
  {
    let second =
      alpha.asDouble == 1 ? product : try Elementwise.zip(Mul.self, product, alpha).converted(to: product.dtype)
    if beta.asDouble == 0 { return second }
    let first = beta.asDouble == 1 ? start : try Elementwise.zip(Mul.self, start, beta).converted(to: start.dtype)
    return try Elementwise.zip(Add.self, second, first)
  }

  private static func scaled(_ x: Tensor, _ factor: Number) throws -> Tensor {
    factor.asDouble == 1 ? x : try Mul.of(x, factor)
  }

  public static let addmv = Op(
    "addmv", "The product of a matrix and a vector, added to a vector.", formula: "beta * input + alpha * (mat @ vec)",
    forms: .elementwise,
    Overload(
      "AddmvBackward0", Arg.input, Typed<Tensor>("mat"), Typed<Tensor>("vec"), beta, alpha,
      samples: [Sample(.random([2]), .random([2, 3]), .random([3]), .number(.int(1)), .number(.int(2)))]
    ) { c, a, x, beta, alpha in
      guard a.rank == 2, x.rank == 1, c.rank <= 1 else {
        throw EngineError.runtime("vector + matrix @ vector expected, got \(c.rank), \(a.rank), \(x.rank)")
      }
      guard a.shape[1] == x.shape[0], c.count == 1 || c.shape[0] == a.shape[0] else {
        throw EngineError.runtime(
          "size mismatch, got input (\(c.rank == 0 ? 1 : c.shape[0])), mat (\(a.shape[0])x\(a.shape[1])), vec (\(x.shape[0]))"
        )
      }
      try a.dtype.refuseBool("addmv_impl_cpu")
      let start = try c.data.inMemory().expanded(to: [a.shape[0]])
      let data = try combined(start, beta, NDArray.matrixVectorProduct(a.data, x.data), alpha)
      let layout = c.data.layout
      return Recording.record("AddmvBackward0", [c, a, x], data, keeping: [a, x]) { d in
        let g = d.gradient
        return [
          d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
          d.needs(1) ? try scaled(outer(g, d.kept(1)), alpha) : nil,
          d.needs(2) ? try scaled(mv(Shapes.t(d.kept(0)), g), alpha) : nil,
        ]
      }
    },
    examples: ["torch.addmv(torch.ones(2), torch.eye(2), torch.tensor([3., 4.]))"])

  public static let addr = Op(
    "addr", "The outer product of two vectors, added to a matrix.", formula: "beta * input + alpha * outer(vec1, vec2)",
    forms: .elementwise,
    Overload(
      "AddrBackward0", Arg.input, Typed<Tensor>("vec1"), Typed<Tensor>("vec2"), beta, alpha,
      samples: [Sample(.random([2, 3]), .random([2]), .random([3]), .number(.int(1)), .number(.int(2)))]
    ) { c, a, b, beta, alpha in
      guard a.rank == 1, b.rank == 1 else {
        throw EngineError.runtime(
          "addr: Expected 1-D argument vec\(a.rank == 1 ? 2 : 1), but got \(a.rank == 1 ? b.rank : a.rank)-D")
      }
      let shape = [a.count, b.count]
      let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, shape, c.dtype))
      let product = try Elementwise.zip(Mul.self, a.data.inMemory().unsqueezed(1), b.data)
      let layout = c.data.layout
      return Recording.record("AddrBackward0", [c, a, b], try combined(start, beta, product, alpha), keeping: [a, b]) {
        d in
        let g = d.gradient
        return [
          d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
          d.needs(1) ? try scaled(mv(g, d.kept(1)), alpha) : nil,
          d.needs(2) ? try scaled(mv(Shapes.t(g), d.kept(0)), alpha) : nil,
        ]
      }
    },
    examples: ["torch.addr(torch.zeros(2, 2), torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  public static let baddbmm = Op(
    "baddbmm", "Products of matrices, pair by pair, added to a tensor.",
    formula: "beta * input + alpha * (batch1 @ batch2)", forms: .elementwise,
    Overload(
      "BaddbmmBackward0", Arg.input, Typed<Tensor>("batch1"), Typed<Tensor>("batch2"), beta, alpha,
      samples: [
        Sample(.random([2, 2, 2]), .random([2, 2, 3]), .random([2, 3, 2]), .number(.int(1)), .number(.int(2)))
      ]
    ) { c, a, b, beta, alpha in
      let product = try withoutRecording { try bmm(a, b, name: "baddbmm") }.data
      let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, product.shape, c.dtype))
      let layout = c.data.layout
      return Recording.record(
        "BaddbmmBackward0", [c, a, b], try combined(start, beta, product, alpha), keeping: [a, b]
      ) { d in
        let g = d.gradient
        return [
          d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
          d.needs(1) ? try scaled(bmm(g, Shapes.transpose(d.kept(1), 1, 2)), alpha) : nil,
          d.needs(2) ? try scaled(bmm(Shapes.transpose(d.kept(0), 1, 2), g), alpha) : nil,
        ]
      }
    },
    examples: ["torch.baddbmm(torch.ones(1, 1, 1), torch.ones(1, 1, 2), torch.ones(1, 2, 1))"])

  public static let addbmm = Op(
    "addbmm", "The sum of products of matrices, pair by pair, added to a matrix.",
    formula: "beta * input + alpha * Σ batch1[n] @ batch2[n]", forms: .elementwise,
    Overload(
      "AddbmmBackward0", Arg.input, Typed<Tensor>("batch1"), Typed<Tensor>("batch2"), beta, alpha,
      samples: [Sample(.random([2, 2]), .random([2, 2, 3]), .random([2, 3, 2]), .number(.int(1)), .number(.int(2)))]
    ) { c, a, b, beta, alpha in
      let product = try withoutRecording { try Sum.along(bmm(a, b, name: "baddbmm"), [0], keepdim: false) }.data
        .converted(to: a.dtype)
      let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, product.shape, c.dtype))
      let layout = c.data.layout
      return Recording.record(
        "AddbmmBackward0", [c, a, b], try combined(start, beta, product, alpha), keeping: [a, b]
      ) { d in
        let g = d.gradient
        let batch = try d.kept(0).shape[0]
        let spread = try Shapes.expand(g, [batch] + g.shape)
        return [
          d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
          d.needs(1) ? try scaled(bmm(spread, Shapes.transpose(d.kept(1), 1, 2)), alpha) : nil,
          d.needs(2) ? try scaled(bmm(Shapes.transpose(d.kept(0), 1, 2), spread), alpha) : nil,
        ]
      }
    },
    examples: ["torch.addbmm(torch.zeros(1, 1), torch.ones(2, 1, 3), torch.ones(2, 3, 1))"])

  // MARK: Linear layers

  public static let linear = Op(
    "linear", "A matrix product with the transposed weight, and the bias added.", formula: "input @ weight.T + bias",
    forms: .functional,
    Overload(
      "AddmmBackward0", Arg.input, Typed<Tensor>("weight"), Typed<Tensor?>("bias", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3]), .random([4, 3]), .random([4])), Sample(.random([2, 3]), .random([4, 3]), .none),
        Sample(.random([3]), .random([4, 3]), .random([4])),
        Sample(.random([2, 2, 3]), .random([4, 3]), .random([4])),
        Sample(.random([2, 3]), .random([3]), .none),
      ], run: linear),
    examples: ["F.linear(torch.tensor([1., 2.]), torch.tensor([[3., 4.]]), torch.tensor([0.5]))"])

  public static func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
    guard x.rank > 0, weight.rank > 0 else {
      throw EngineError.runtime(
        "both arguments to linear need to be at least 1D, but they are \(x.rank)D and \(weight.rank)D")
    }
    guard let bias else { return try matmul(x, Shapes.t(weight)) }
    if weight.rank == 1 { return try Add.of(matmul(x, weight), bias) }
    if x.rank == 2 { return try addmm(bias, x, Shapes.t(weight)) }
    let rows = x.shape.dropLast().reduce(1, *)
    let flat = try Shapes.reshape(x, [rows, x.shape[x.rank - 1]])
    let product = try addmm(bias, flat, Shapes.t(weight))
    return try Shapes.view(product, Array(x.shape.dropLast()) + [weight.shape[0]])
  }

  public static let bilinear = Op(
    "bilinear", "A bilinear form for each output feature, and the bias added.", formula: "x1 @ weight[k] @ x2 + bias",
    forms: .functional,
    Overload(
      "AddBackward0", Typed<Tensor>("input1"), Typed<Tensor>("input2"), Typed<Tensor>("weight"),
      Typed<Tensor?>("bias", default: Parameter.Default.none),
      samples: [Sample(.random([2, 2]), .random([2, 3]), .random([4, 2, 3]), .random([4]))]
    ) { a, b, weight, bias in
      guard a.rank == b.rank else {
        throw EngineError.runtime("bilinear(): input dimensions do not match: got \(a.rank) and \(b.rank)")
      }
      for d in a.shape.indices.dropLast() where a.shape[d] != b.shape[d] {
        throw EngineError.runtime(
          "bilinear(): input batch dimensions do not match at dim \(d): got \(a.shape[d]) and \(b.shape[d])")
      }
      let rows = a.shape.dropLast().reduce(1, *)
      let left = try Shapes.reshape(a, [rows, a.shape.last ?? 1])
      let right = try Shapes.reshape(b, [rows, b.shape.last ?? 1])
      // out[n, o] = Σ left[n, i] weight[o, i, j] right[n, j]
      let inner = try Contraction.tensordot(left, weight, [1], [1])
      let products = try Sum.along(Mul.of(inner, Shapes.unsqueeze(right, 1)), [2], keepdim: false)
      let result = try Shapes.reshape(products, Array(a.shape.dropLast()) + [weight.shape[0]])
      return try bias.map { try Add.of(result, $0) } ?? result
    },
    examples: ["F.bilinear(torch.ones(1, 2), torch.ones(1, 2), torch.ones(1, 2, 2))"])
}

/// Runs a piece of work without recording it.
func withoutRecording<R>(_ work: () throws -> R) rethrows -> R {
  let wasEnabled = GradMode.isEnabled
  GradMode.isEnabled = false
  defer { GradMode.isEnabled = wasEnabled }
  return try work()
}
