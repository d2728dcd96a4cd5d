public import Autograd
public import NDArray

/// Products of matrices and vectors.
public enum Products {
  // MARK: Two matrices

  public static let mm = Op(
    "mm", "The product of two matrices.", formula: "y[i, k] = Σⱼ a[i, j] * b[j, k]",
    Overload(
      "MmBackward0", Arg.input, Typed<Tensor>("mat2"), samples: [Sample(.random([2, 3]), .random([3, 4]))],
      direct: .binary(mm), run: mm),
    examples: ["torch.eye(2).mm(torch.ones(2, 1))"])

  public static func mm(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    guard a.rank == 2 else { throw EngineError.runtime("self must be a matrix") }
    guard b.rank == 2 else { throw EngineError.runtime("mat2 must be a matrix") }
    try checkInner(a.data.layout, b.data.layout)
    guard a.dtype == b.dtype else {
      throw EngineError.runtime(
        "expected m1 and m2 to have the same dtype, but got: \(a.dtype.cName) != \(b.dtype.cName)")
    }
    if a.count > 0, b.count > 0 { try checkBool(a.dtype) }
    let y = Tensor(try NDArray.matrixProduct(a.data, b.data))
    if a.node != nil || b.node != nil, GradMode.isEnabled, y.dtype.isFloatingPoint {
      let node = MmNode(a, b)
      y.node = node
      if SavedHooks.isActive { try SavedHooks.pack(node) }
    }
    return y
  }

  static func checkInner(_ a: Layout, _ b: Layout) throws {
    guard a.shape[1] == b.shape[0] else {
      throw EngineError.runtime(
        "mat1 and mat2 shapes cannot be multiplied (\(a.shape[0])x\(a.shape[1]) and \(b.shape[0])x\(b.shape[1]))")
    }
  }

  static func checkBool(_ dtype: DType) throws {
    guard dtype != .bool else {
      throw EngineError(.notImplementedError, "\"addmm_impl_cpu_\" not implemented for 'Bool'")
    }
  }

  /// C++'s name of an element type: `long int`.
  ///
  /// - Parameter isShort: Whether `short int` is written in full, as the demangler has it.
  static func cName(_ dtype: DType, isShort: Bool) -> String {
    isShort && dtype == .int16 ? "short int" : cName(dtype)
  }

  static func cName(_ dtype: DType) -> String {
    switch dtype {
    case .uint8: "unsigned char"
    case .int8: "signed char"
    case .int16: "short"
    case .int32: "int"
    case .int64: "long int"
    case .float16: "c10::Half"
    case .bfloat16: "c10::BFloat16"
    case .float32: "float"
    case .float64: "double"
    case .bool: "bool"
    }
  }

  // MARK: Batches

  public static let bmm = Op(
    "bmm", "The products of matrices, pair by pair.", formula: "y[n] = a[n] @ b[n]",
    Overload(
      "BmmBackward0", Arg.input, Typed<Tensor>("mat2"), samples: [Sample(.random([2, 2, 3]), .random([2, 3, 2]))],
      run: bmm),
    examples: ["torch.bmm(torch.ones(2, 1, 3), torch.ones(2, 3, 1)).shape"])

  public static func bmm(_ a: Tensor, _ b: Tensor) throws -> Tensor { try bmm(a, b, name: "bmm") }

  static func checkBatches(_ a: Tensor, _ b: Tensor) throws {
    guard a.rank == 3 else { throw EngineError.runtime("batch1 must be a 3D tensor") }
    guard b.rank == 3 else { throw EngineError.runtime("batch2 must be a 3D tensor") }
    guard a.shape[0] == b.shape[0], a.shape[2] == b.shape[1] else {
      throw EngineError.runtime(
        "Expected size for first two dimensions of batch2 tensor to be: [\(a.shape[0]), \(a.shape[2])] but got: "
          + "[\(b.shape[0]), \(b.shape[1])].")
    }
  }

  /// - Throws: What PyTorch says of dtypes that differ, and of truth values. Large matrices are multiplied one by one, by a
  ///   library where it has the second one's dtype.
  private static func checkTypes(_ a: Tensor, _ b: Tensor, _ name: String) throws {
    let isEmpty = a.count == 0 || b.count == 0
    let isLarge = a.shape[1] * a.shape[2] * b.shape[2] >= 400
    if !isEmpty, !isLarge { try a.dtype.refuseBool(name) }
    if a.dtype != b.dtype {
      let (first, second) = (a.dtype.scalarTypeName, b.dtype.scalarTypeName)
      if !isLarge || isEmpty { throw EngineError.runtime("expected scalar type \(first) but found \(second)") }
      if b.dtype == .float32 || b.dtype == .float64 {
        throw EngineError.runtime("expected scalar type \(second) but found \(first)")
      }
      throw EngineError.runtime(
        name == "bmm"
          ? "expected m1 and m2 to have the same dtype, but got: \(cName(a.dtype, isShort: true)) != "
            + cName(b.dtype, isShort: true)
          : "mat1 and mat2 must have the same dtype, but got \(first) and \(second)")
    }
    if !isEmpty { try a.dtype.refuseBool("addmm_impl_cpu_") }
  }

  /// - Parameter name: PyTorch's name of what multiplies, for the error with truth values.
  static func bmm(_ a: Tensor, _ b: Tensor, name: String) throws -> Tensor {
    try checkBatches(a, b)
    try checkTypes(a, b, name)
    return Recording.record(
      "BmmBackward0", [a, b], try NDArray.batchProduct(a.data, b.data), keeping: [a, b]
    ) { d in
      // C = A B, so dA = dC Bᵀ and dB = Aᵀ dC.
      [
        d.needs(0) ? try bmm(d.gradient, Shapes.transpose(d.kept(1), 1, 2)) : nil,
        d.needs(1) ? try bmm(Shapes.transpose(d.kept(0), 1, 2), d.gradient) : nil,
      ]
    }
  }

  // MARK: Vectors

  public static let mv = Op(
    "mv", "The product of a matrix and a vector.", formula: "y[i] = Σⱼ a[i, j] * x[j]",
    Overload(
      "MvBackward0", Arg.input, Typed<Tensor>("vec"), samples: [Sample(.random([2, 3]), .random([3]))],
      direct: .binary(mv), run: mv),
    examples: ["torch.mv(torch.tensor([[1., 2.], [3., 4.]]), torch.ones(2))"])

  public static func mv(_ a: Tensor, _ x: Tensor) throws -> Tensor {
    guard a.rank == 2, x.rank == 1 else {
      throw EngineError.runtime("vector + matrix @ vector expected, got 1, \(a.rank), \(x.rank)")
    }
    guard a.shape[1] == x.shape[0] else {
      throw EngineError.runtime(
        "size mismatch, got input (\(a.shape[0])), mat (\(a.shape[0])x\(a.shape[1])), vec (\(x.shape[0]))")
    }
    guard a.dtype == x.dtype else {
      throw EngineError.runtime(
        "addmv input tensors must have the same dtype, but got \(x.dtype.scalarTypeName), \(a.dtype.scalarTypeName), and "
          + x.dtype.scalarTypeName)
    }
    if a.count > 0 { try a.dtype.refuseBool("addmv_impl_cpu") }
    return Recording.record("MvBackward0", [a, x], try NDArray.matrixVectorProduct(a.data, x.data), keeping: [a, x]) {
      d in
      [
        d.needs(0) ? try outer(d.gradient, d.kept(1)) : nil,
        d.needs(1) ? try mv(Shapes.t(d.kept(0)), d.gradient) : nil,
      ]
    }
  }

  public static let dot = Op(
    "dot", "The sum of the products of two vectors' elements.", formula: "Σ a * b",
    Overload(
      "DotBackward0", Arg.input, Typed<Tensor>("tensor"), samples: [Sample(.random([3]), .random([3]))],
      direct: .binary(dot)
    ) {
      try dot($0, $1)
    },
    examples: ["torch.dot(torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  public static let vdot = Op(
    "vdot", "The sum of the products of two vectors' elements.", formula: "Σ a * b",
    Overload("VdotBackward0", Arg.input, Arg.other, samples: [Sample(.random([3]), .random([3]))]) {
      try dot($0, $1, name: "VdotBackward0")
    },
    examples: ["torch.vdot(torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  public static func dot(_ a: Tensor, _ b: Tensor) throws -> Tensor { try dot(a, b, name: "DotBackward0") }

  static func dot(_ a: Tensor, _ b: Tensor, name: String) throws -> Tensor {
    guard a.rank == 1, b.rank == 1 else {
      throw EngineError.runtime("1D tensors expected, but got \(a.rank)D and \(b.rank)D tensors")
    }
    guard a.dtype == b.dtype else {
      throw EngineError.runtime(
        "dot : expected both vectors to have same dtype, but found \(a.dtype.scalarTypeName) and \(b.dtype.scalarTypeName)"
      )
    }
    guard a.count == b.count else {
      throw EngineError.runtime(
        "inconsistent tensor size, expected tensor [\(a.count)] and src [\(b.count)] to have the same number of elements, "
          + "but got \(a.count) and \(b.count) elements respectively")
    }
    guard a.dtype != .bool else { throw EngineError(.notImplementedError, "\"dot\" not implemented for 'Bool'") }
    return Recording.record(name, [a, b], try NDArray.dotProduct(a.data, b.data), keeping: [a, b]) { d in
      [
        d.needs(0) ? try d.gradient * d.kept(1) : nil,
        d.needs(1) ? try d.gradient * d.kept(0) : nil,
      ]
    }
  }

  public static let outer = Op(
    "outer", "The products of every pair of elements of two vectors.", formula: "y[i, j] = a[i] * b[j]",
    aliases: ["ger"],
    Overload(
      "MulBackward0", Arg.input, Typed<Tensor>("vec2"), samples: [Sample(.random([2]), .random([3]))], run: outer),
    examples: ["torch.outer(torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  public static func outer(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    guard a.rank == 1 else { throw EngineError.runtime("outer: Expected 1-D argument self, but got \(a.rank)-D") }
    guard b.rank == 1 else { throw EngineError.runtime("outer: Expected 1-D argument vec2, but got \(b.rank)-D") }
    return try Mul.of(Shapes.reshape(a, [a.count, 1]), b)
  }

  public static let inner = Op(
    "inner", "The sums of products along the last dimensions of two tensors.", formula: "y[…] = Σⱼ a[…, j] * b[…, j]",
    Overload("ViewBackward0", Arg.input, Arg.other, samples: [Sample(.random([2, 3]), .random([4, 3]))]) { a, b in
      if a.rank == 0 || b.rank == 0 { return try Mul.of(a, b) }
      guard a.shape.last == b.shape.last else {
        throw EngineError.runtime(
          "inner() the last dimension must match on both input tensors but got shapes \(Layout.text(a.shape)) and "
            + Layout.text(b.shape))
      }
      return try Contraction.tensordot(a, b, [a.rank - 1], [b.rank - 1])
    },
    examples: ["torch.inner(torch.tensor([1., 2.]), torch.tensor([3., 4.]))"])

  // MARK: Any ranks

  public static let matmul = Op(
    "matmul", "The matrix product of two tensors of any rank.", formula: "y[…, i, k] = Σⱼ a[…, i, j] * b[…, j, k]",
    forms: [.function, .method, .linalg],
    Overload(
      "MmBackward0", Arg.input, Arg.other,
      samples: [
        Sample(.random([2, 3]), .random([3, 2])), Sample(.random([3]), .random([3])),
        Sample(.random([2, 3]), .random([3])),
        Sample(.random([3]), .random([3, 2])), Sample(.random([2, 2, 3]), .random([3, 2])),
        Sample(.random([2, 3]), .random([2, 3, 2])), Sample(.random([2, 1, 2, 3]), .random([2, 3, 2])),
        Sample(.random([2, 2, 3]), .random([3])), Sample(.random([3]), .random([2, 3, 2])),
      ], direct: .binary(matmul), run: matmul),
    examples: ["torch.matmul(torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([1., 1.]))"])

  /// `a @ b`
  public static func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    switch (a.rank, b.rank) {
    case (2, 2): return try mm(a, b)
    case (1, 1): return try dot(a, b)
    case (2, 1): return try mv(a, b)
    case (1, 2):
      let product = try mm(Shapes.unsqueeze(a, 0), b)
      return try Shapes.squeeze(product, [0], name: "SqueezeBackward4")
    case (0, _), (_, 0):
      throw EngineError.runtime(
        "both arguments to matmul need to be at least 1D, but they are \(a.rank)D and \(b.rank)D")
    case (3..., 1...2): return try isFolded(a, by: b) ? folded(a, b) : batched(a, b)
    case (1...2, 3...):
      // One matrix would have to be turned, and the result again.
      let isLeft = try !a.requiresGrad && (a.rank == 2 || !isFolded(Shapes.transpose(b, -1, -2), by: a))
      return try isLeft ? batched(a, b) : foldedRight(a, b)
    case (3, 3) where a.shape[0] != b.shape[0]:
      // What is stretched would get its gradient as many times.
      if a.shape[0] == 1, a.requiresGrad { return try matmul(Shapes.squeeze(a, [0]), b) }
      if b.shape[0] == 1, b.requiresGrad { return try matmul(a, Shapes.squeeze(b, [0])) }
      return try batched(a, b)
    default: return try batched(a, b)
    }
  }

  /// Whether many matrices are taken as the rows of one: always where the other operand gets a gradient, else where they
  /// lie in memory that way.
  private static func isFolded(_ many: Tensor, by one: Tensor) -> Bool {
    if one.requiresGrad || many.count == 0 { return true }
    let layout = many.data.layout
    return (0..<layout.rank - 2).allSatisfy { d in
      layout.strides[d] == layout.strides[d + 1] * layout.shape[d + 1]
    }
  }

  /// Many matrices by one: their rows make one tall matrix.
  private static func folded(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let inner = a.shape[a.rank - 1]
    let rows = a.shape.dropLast().reduce(1, *)
    let tall = try Shapes.reshape(a, [rows, inner])
    let product = b.rank == 1 ? try mv(tall, b) : try mm(tall, b)
    let shape = Array(a.shape.dropLast()) + (b.rank == 1 ? [] : [b.shape[1]])
    return try Shapes.unsafeView(product, shape)
  }

  /// One matrix or vector by many: as the transposes, the other way round.
  private static func foldedRight(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let turned = try Shapes.transpose(b, -1, -2)
    if a.rank == 1 { return try folded(turned, a) }
    let product = try Shapes.transpose(folded(turned, Shapes.t(a)), -1, -2)
    let isRow = a.shape[0] == 1 || b.shape[b.rank - 1] == 1 || product.count == 0
    return isRow ? product : try Shapes.rowMajor(product)
  }

  /// Pairs of matrices, each operand as often as the other asks; a vector is a row on the left, a column on the right.
  private static func batched(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let batch = try Broadcast.shape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let count = batch.reduce(1, *)
    let rows = Array(a.shape.dropLast().suffix(1))
    let inner = Array(a.shape.suffix(1))
    let left = try Shapes.reshape(
      Shapes.expand(a, batch + (rows.isEmpty ? [1] : rows) + inner), [count] + (rows.isEmpty ? [1] : rows) + inner)
    if b.rank == 1 {
      let right = try Shapes.reshape(Shapes.expand(b, batch + b.shape), [count] + b.shape)
      return try Shapes.unsafeView(
        Shapes.squeeze(bmm(left, Shapes.unsqueeze(right, 2)), [2]), batch + rows)
    }
    let matrix = Array(b.shape.suffix(2))
    let right = try Shapes.reshape(Shapes.expand(b, batch + matrix), [count] + matrix)
    return try Shapes.unsafeView(bmm(left, right), batch + rows + matrix.suffix(1))
  }
}

/// The node of a matrix product.
final class MmNode: Node {
  private var a: Saved?
  private var b: Saved?
  private let firstInColumns: Bool
  private let secondInColumns: Bool

  init(_ a: Tensor, _ b: Tensor) {
    firstInColumns = Products.isInColumns(a.data.layout)
    secondInColumns = Products.isInColumns(b.data.layout)
    if b.node != nil { self.a = Saved(input: a) }
    if a.node != nil { self.b = Saved(input: b) }
    super.init(inputCount: 2)
    edge0 = a.edge
    edge1 = b.edge
  }

  override var name: String { "MmBackward0" }
  override var savesValues: Bool { true }
  override func release() {
    a?.release()
    b?.release()
  }
  override func unlink(into objects: inout [AnyObject]) {
    a?.unlink(into: &objects)
    b?.unlink(into: &objects)
  }
  override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    try b?.exchange(by: self, other)
    try a?.exchange(by: self, other)
  }
  override func savedValues() throws -> [(name: String, value: SavedValue)] {
    [
      ("self", try a.map { .tensor(try $0.unpacked(by: self)) } ?? .none),
      ("mat2", try b.map { .tensor(try $0.unpacked(by: self)) } ?? .none),
    ]
  }

  // C = A B, so dA = dC Bᵀ and dB = Aᵀ dC.
  override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    if let edge = edge0, let b {
      try walk.deliver(
        walk.createsGraph
          ? Products.gradientOfFirst(g, b.unpacked(by: self), inColumns: firstInColumns)
          : Tensor(Products.gradientOfFirst(g.data, b.values(by: self), inColumns: firstInColumns)), to: edge)
    }
    if let edge = edge1, let a {
      try walk.deliver(
        walk.createsGraph
          ? Products.gradientOfSecond(g, a.unpacked(by: self), inColumns: secondInColumns)
          : Tensor(Products.gradientOfSecond(g.data, a.values(by: self), inColumns: secondInColumns)), to: edge)
    }
  }
}

/// The gradients of a product's matrices, each in rows or in columns as its matrix is.
extension Products {
  static func isInColumns(_ layout: Layout) -> Bool {
    layout.strides[0] == 1 && layout.strides[1] == layout.shape[0]
  }

  static func gradientOfFirst(_ g: Tensor, _ b: Tensor, inColumns: Bool) throws -> Tensor {
    inColumns ? try Shapes.t(mm(b, Shapes.t(g))) : try mm(g, Shapes.t(b))
  }

  static func gradientOfSecond(_ g: Tensor, _ a: Tensor, inColumns: Bool) throws -> Tensor {
    inColumns ? try Shapes.t(mm(Shapes.t(g), a)) : try mm(Shapes.t(a), g)
  }

  static func gradientOfFirst(_ g: NDArray, _ b: NDArray, inColumns: Bool) throws -> NDArray {
    if inColumns {
      return try NDArray.matrixProduct(b, g.inMemory().transposed(0, 1)).inMemory().transposed(0, 1)
    }
    return try NDArray.matrixProduct(g, b.inMemory().transposed(0, 1))
  }

  static func gradientOfSecond(_ g: NDArray, _ a: NDArray, inColumns: Bool) throws -> NDArray {
    if inColumns {
      return try NDArray.matrixProduct(g.inMemory().transposed(0, 1), a).inMemory().transposed(0, 1)
    }
    return try NDArray.matrixProduct(a.inMemory().transposed(0, 1), g)
  }
}

extension Shapes {
  /// Another shape of a fresh contiguous result, under the name that PyTorch has for that.
  static func unsafeView(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    try Recording.relabelled(view(x, shape), "UnsafeViewBackward0")
  }
}

extension DType {
  /// C++'s name of the element type, as most messages have it: `long int`.
  public var cName: String { Products.cName(self, isShort: true) }
}
