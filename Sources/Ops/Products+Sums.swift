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
      ], run: addmm
    ).checkedInPlace { arguments in
      let (c, a, b) = try operands(arguments)
      try InPlace.checkLeaf(c)
      guard a.rank == 2, b.rank == 2, a.shape[1] == b.shape[0], a.dtype == b.dtype, c.dtype == b.dtype else {
        _ = try withoutRecording { try addmm(c, a, b) }
        return
      }
      try checkOutput(c, [a.shape[0], b.shape[1]], b.dtype)
    },
    examples: ["torch.addmm(torch.ones(1, 1), torch.tensor([[1., 2.]]), torch.tensor([[3.], [4.]]))"])

  public static func addmm(_ c: Tensor, _ a: Tensor, _ b: Tensor, _ beta: Number = .int(1), _ alpha: Number = .int(1))
    throws
    -> Tensor
  {
    try checkSameType(c, a, b)
    guard a.rank == 2 else { throw EngineError.runtime("mat1 must be a matrix, got \(a.rank)-D tensor") }
    guard b.rank == 2 else { throw EngineError.runtime("mat2 must be a matrix, got \(b.rank)-D tensor") }
    try checkInner(a.data.layout, b.data.layout)
    let target = [a.shape[0], b.shape[1]]
    let start =
      c.shape == target ? c.data : try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, target, c.dtype))
    try checkBool(a.dtype)
    let product = try NDArray.matrixProduct(a.data, b.data)
    let data = try combined(start, beta, product, alpha)
    let layout = c.data.layout
    let (aInColumns, bInColumns) = (isInColumns(a.data.layout), isInColumns(b.data.layout))
    return Recording.record("AddmmBackward0", [c, a, b], data, keeping: [a, b]) { d in
      let g = d.gradient
      return [
        d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
        d.needs(1) ? try scaled(gradientOfFirst(g, d.kept(1), inColumns: aInColumns), alpha) : nil,
        d.needs(2) ? try scaled(gradientOfSecond(g, d.kept(0), inColumns: bInColumns), alpha) : nil,
      ]
    }
  }

  /// - Throws: PyTorch's `RuntimeError` for operands of a product and a sum that have several dtypes.
  private static func checkSameType(_ c: Tensor, _ a: Tensor, _ b: Tensor) throws {
    for (other, name) in [(c, "self"), (a, "mat1")] where other.dtype != b.dtype {
      throw EngineError.runtime(
        "\(name) and mat2 must have the same dtype, but got \(other.dtype.scalarTypeName) and \(b.dtype.scalarTypeName)"
      )
    }
  }

  private static func operands(_ arguments: [Argument]) throws -> (Tensor, Tensor, Tensor) {
    guard arguments.count > 2 else { throw EngineError(.typeError, "missing argument") }
    return (try Tensor.from(arguments[0]), try Tensor.from(arguments[1]), try Tensor.from(arguments[2]))
  }

  /// - Throws: PyTorch's `RuntimeError` where a tensor to be changed in place is not like the result.
  private static func checkOutput(_ target: Tensor, _ shape: [Int], _ dtype: DType) throws {
    try InPlace.checkLeaf(target)
    guard target.dtype == dtype else {
      throw EngineError.runtime(
        "Bad in-place call: input tensor dtype \(target.dtype.cName) and output tensor dtype \(dtype.cName) should match"
      )
    }
    guard target.shape == shape else {
      throw EngineError.runtime(
        "Bad in-place call: input tensor size \(Layout.text(target.shape)) and output tensor size \(Layout.text(shape)) "
          + "should match")
    }
  }

  /// beta * start + alpha * product, where a factor of one costs nothing and a beta of zero ignores the start.
  private static func combined(_ start: NDArray, _ beta: Number, _ product: NDArray, _ alpha: Number) throws -> NDArray
  {
    // Whole numbers take the whole part of a factor.
    if !product.dtype.isFloatingPoint, alpha.category == 2 || beta.category == 2 {
      return try combined(start, .int(beta.asInt), product, .int(alpha.asInt))
    }
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
      try checkAddmv(c, a, x)
      try a.dtype.refuseBool("addmv_impl_cpu")
      // Without terms PyTorch scales the input in its own shape, unless that is to be ignored.
      let isScaled = a.count == 0 && beta.asDouble != 0
      let start = try isScaled ? c.data : c.data.inMemory().expanded(to: [a.shape[0]])
      if isScaled, a.shape[0] > 0, c.shape != [a.shape[0]] { try Warnings.warnOfResizing([a.shape[0]], to: c.shape) }
      let data =
        try start.layout.shape != [a.shape[0]]
        ? combined(start, beta, start, .int(0))
        : combined(start, beta, NDArray.matrixVectorProduct(a.data, x.data), alpha)
      let layout = c.data.layout
      return Recording.record("AddmvBackward0", [c, a, x], data, keeping: [a, x]) { d in
        let g = d.gradient
        return [
          d.needs(0) ? try scaled(g, beta).reduced(to: layout) : nil,
          d.needs(1) ? try scaled(outer(g, d.kept(1)), alpha) : nil,
          d.needs(2) ? try scaled(mv(Shapes.t(d.kept(0)), g), alpha) : nil,
        ]
      }
    }.checkedInPlace { arguments in
      let (c, a, x) = try operands(arguments)
      try InPlace.checkLeaf(c)
      try checkAddmv(c, a, x)
      try checkOutput(c, [a.shape[0]], x.dtype)
    },
    examples: ["torch.addmv(torch.ones(2), torch.eye(2), torch.tensor([3., 4.]))"])

  public static let addr = Op(
    "addr", "The outer product of two vectors, added to a matrix.", formula: "beta * input + alpha * outer(vec1, vec2)",
    forms: .elementwise,
    Overload(
      "AddrBackward0", Arg.input, Typed<Tensor>("vec1"), Typed<Tensor>("vec2"), beta, alpha,
      samples: [Sample(.random([2, 3]), .random([2]), .random([3]), .number(.int(1)), .number(.int(2)))]
    ) { c, a, b, beta, alpha in
      try checkVectors(a, b)
      let shape = [a.count, b.count]
      let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, shape, c.dtype))
      if !start.dtype.isFloatingPoint, !a.dtype.isFloatingPoint, !b.dtype.isFloatingPoint {
        for (factor, name) in [(beta, "beta"), (alpha, "alpha")] where factor.category == 2 {
          throw EngineError.runtime(
            "For integral input tensors, argument \(name) must not be a floating point number.")
        }
      }
      // All are of one dtype before they are multiplied.
      let type = Elementwise.promotedType([start, a.data, b.data])
      let column = try a.data.converted(to: type).inMemory().unsqueezed(1)
      let product = try Elementwise.zip(Mul.self, column, b.data.converted(to: type))
      var data = try combined(start, beta, product, alpha)
      if let laid = try data.placed(as: [start, column, b.data]) { data = laid }
      let layout = c.data.layout
      let types = [c.dtype, a.dtype, b.dtype]
      return Recording.record("AddrBackward0", [c, a, b], data, keeping: [a, b]) { d in
        let g = d.gradient
        return [
          d.needs(0) ? try Casts.to(scaled(g, beta).reduced(to: layout), types[0]) : nil,
          d.needs(1) ? try Casts.to(scaled(mv(g, d.kept(1)), alpha), types[1]) : nil,
          d.needs(2) ? try Casts.to(scaled(mv(Shapes.t(g), d.kept(0)), alpha), types[2]) : nil,
        ]
      }
    }.checkedInPlace { arguments in
      let (c, a, b) = try operands(arguments)
      try InPlace.checkLeaf(c)
      try checkVectors(a, b)
      guard c.rank == 2 else {
        throw EngineError.runtime("2D tensor expected, got \(c.rank)D tensor for input")
      }
      guard c.shape == [a.count, b.count] else {
        throw EngineError.runtime(
          "size mismatch, input: \(Layout.text(c.shape)), v1: \(Layout.text(a.shape)), v2: \(Layout.text(b.shape))")
      }
    },
    examples: ["torch.addr(torch.zeros(2, 2), torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  private static func checkVectors(_ a: Tensor, _ b: Tensor) throws {
    guard a.rank == 1, b.rank == 1 else {
      throw EngineError.runtime(
        "addr: Expected 1-D argument vec\(a.rank == 1 ? 2 : 1), but got \(a.rank == 1 ? b.rank : a.rank)-D")
    }
  }

  private static func checkAddmv(_ c: Tensor, _ a: Tensor, _ x: Tensor) throws {
    guard a.rank == 2, x.rank == 1, c.rank <= 1 else {
      throw EngineError.runtime("vector + matrix @ vector expected, got \(c.rank), \(a.rank), \(x.rank)")
    }
    guard a.shape[1] == x.shape[0], c.count == 1 || c.shape[0] == a.shape[0] else {
      throw EngineError.runtime(
        "size mismatch, got input (\(c.rank == 0 ? 1 : c.shape[0])), mat (\(a.shape[0])x\(a.shape[1])), vec (\(x.shape[0]))"
      )
    }
    guard c.dtype == a.dtype, a.dtype == x.dtype else {
      throw EngineError.runtime(
        "addmv input tensors must have the same dtype, but got \(c.dtype.scalarTypeName), \(a.dtype.scalarTypeName), and "
          + x.dtype.scalarTypeName)
    }
  }

  public static let baddbmm = Op(
    "baddbmm", "Products of matrices, pair by pair, added to a tensor.",
    formula: "beta * input + alpha * (batch1 @ batch2)", forms: .elementwise,
    Overload(
      "BaddbmmBackward0", Arg.input, Typed<Tensor>("batch1"), Typed<Tensor>("batch2"), beta, alpha,
      samples: [
        Sample(.random([2, 2, 2]), .random([2, 2, 3]), .random([2, 3, 2]), .number(.int(1)), .number(.int(2)))
      ]
    ) { c, a, b, beta, alpha in
      let start = try checkedStart(c, a, b)
      guard c.dtype == a.dtype else {
        throw EngineError.runtime(
          "Input dtypes must be the same, got: input \(c.dtype.cName), batch1: \(a.dtype.cName), batch2: \(b.dtype.cName)"
        )
      }
      let product = try withoutRecording { try bmm(a, b, name: "baddbmm") }.data
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
    }.checkedInPlace { arguments in
      let (c, a, b) = try operands(arguments)
      try InPlace.checkLeaf(c)
      _ = try checkedStart(c, a, b)
      guard c.dtype == a.dtype else { return }
      try checkOutput(c, [a.shape[0], a.shape[1], b.shape[2]], b.dtype)
    },
    examples: ["torch.baddbmm(torch.ones(1, 1, 1), torch.ones(1, 1, 2), torch.ones(1, 2, 1))"])

  /// What the products are added to, in their shape, after the checks of all shapes in PyTorch's order.
  private static func checkedStart(_ c: Tensor, _ a: Tensor, _ b: Tensor) throws -> NDArray {
    let shape = [try size(a, 0), try size(a, 1), try size(b, 2)]
    let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, shape, c.dtype))
    try checkBatches(a, b)
    return start
  }

  /// The size along a dimension that may not be there.
  private static func size(_ x: Tensor, _ dim: Int) throws -> Int {
    guard x.rank > 0 else {
      throw EngineError(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    return x.shape[try Dims.resolve(dim, x.rank)]
  }

  public static let addbmm = Op(
    "addbmm", "The sum of products of matrices, pair by pair, added to a matrix.",
    formula: "beta * input + alpha * Σ batch1[n] @ batch2[n]", forms: .elementwise,
    Overload(
      "AddbmmBackward0", Arg.input, Typed<Tensor>("batch1"), Typed<Tensor>("batch2"), beta, alpha,
      samples: [Sample(.random([2, 2]), .random([2, 2, 3]), .random([2, 3, 2]), .number(.int(1)), .number(.int(2)))]
    ) { c, a, b, beta, alpha in
      let target = [try size(a, 1), try size(b, 2)]
      let start = try c.data.inMemory().expanded(to: Shapes.expandedShape(c.shape, target, c.dtype))
      try checkSummedBatches(a, b)
      // Each pair of matrices is added by itself: where there is none, nobody looks at dtypes.
      if a.shape[0] > 0 { try checkSameType(c, a, b) }
      if a.count > 0, b.count > 0 { try a.dtype.refuseBool("addmm_impl_cpu_") }
      let data = try summed(start, beta, a.data, b.data, alpha)
      let layout = c.data.layout
      return Recording.record("AddbmmBackward0", [c, a, b], data, keeping: [a, b]) { d in
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

  private static func checkSummedBatches(_ a: Tensor, _ b: Tensor) throws {
    guard a.rank == 3 else { throw EngineError.runtime("batch1 must be a 3D tensor") }
    guard b.rank == 3 else { throw EngineError.runtime("batch2 must be a 3D tensor") }
    guard a.shape[0] == b.shape[0] else {
      throw EngineError.runtime(
        "batch1 and batch2 must have same number of batches, got \(a.shape[0]) and \(b.shape[0])")
    }
    guard a.shape[2] == b.shape[1] else {
      throw EngineError.runtime(
        "Incompatible matrix sizes for bmm (\(a.shape[1])x\(a.shape[2]) and \(b.shape[1])x\(b.shape[2]))")
    }
  }

  /// beta * start + alpha * Σ a[n] @ b[n], product by product; half types are rounded after each.
  private static func summed(
    _ start: NDArray, _ beta: Number, _ a: NDArray, _ b: NDArray, _ alpha: Number
  ) throws -> NDArray {
    let type = start.dtype
    let isHalf = type == .float16 || type == .bfloat16
    let products = try (isHalf ? a.converted(to: .float32) : a, isHalf ? b.converted(to: .float32) : b)
    let (left, right) = try (products.0.inMemory(), products.1.inMemory())
    var (sum, scale) = (start, beta)
    if a.count == 0 || b.count == 0 {
      if !type.isFloatingPoint, beta.category == 2, beta.asDouble != 0 {
        throw EngineError.runtime("result type Float can't be cast to the desired output type \(type.scalarTypeName)")
      }
      let none = try NDArray.zeros(shape: start.shape, type).inMemory()
      return try combined(start, beta, none, .int(1))
    }
    for n in 0..<left.shape[0] {
      let product = try NDArray.matrixProduct(left.selected(0, n), right.selected(0, n))
      let wide = isHalf ? try sum.converted(to: .float32) : sum
      sum = try combined(wide, scale, product, alpha).converted(to: type)
      scale = .int(1)
    }
    return sum
  }
}

/// Runs a piece of work without recording it.
func withoutRecording<R>(_ work: () throws -> R) rethrows -> R {
  let wasEnabled = GradMode.isEnabled
  GradMode.isEnabled = false
  defer { GradMode.isEnabled = wasEnabled }
  return try work()
}
