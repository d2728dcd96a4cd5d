public import Autograd
public import NDArray

/// Operations that change a tensor: who may, what the graph then looks like, and the change itself.
public enum InPlace {
  /// Adds values into a tensor outside of any graph.
  static func add(_ values: NDArray, to target: Tensor) throws {
    target.bumpVersion()
    if target.data.storage == nil {
      if values.layout.rank == 0, values.dtype == .float32, target.data.dtype == .float32 {
        target.data.bits = UInt64((target.data.float + values.float).bitPattern)
        return
      }
      let sum = try Elementwise.zip(Add.self, target.data, values)
      target.data.bits = sum.dtype == target.data.dtype ? sum.bits : try sum.converted(to: target.dtype).bits
    } else {
      try Elementwise.update(Add.self, target.data, values)
    }
  }

  /// - Throws: PyTorch's `RuntimeError` when a leaf that requires gradients, or a view of one, would be changed while
  ///   operations are recorded.
  public static func check(_ target: Tensor, with others: [Tensor] = []) throws {
    try checkLeaf(target, with: others)
    try checkPlaces(target)
  }

  /// - Throws: PyTorch's `RuntimeError` when one element of memory stands for several of the tensor.
  static func checkPlaces(_ target: Tensor) throws {
    guard target.data.layout.isStretched else { return }
    throw EngineError.runtime(
      "unsupported operation: more than one element of the written-to tensor refers to a single memory location. "
        + "Please clone() the tensor before performing the operation.")
  }

  /// - Throws: PyTorch's `RuntimeError` when an array shares part of the memory that is to be written.
  static func checkOverlap(_ target: NDArray, _ other: NDArray) throws {
    // Steps of dimensions of size 1 lead nowhere.
    let isWhole =
      target.offset == other.offset && target.count == other.count
      && (target.layout.strides == other.layout.strides
        || target.shape == other.shape
          && zip(target.shape, zip(target.layout.strides, other.layout.strides)).allSatisfy { $0 < 2 || $1.0 == $1.1 })
    guard !isWhole, target.overlaps(other) else { return }
    throw overlap
  }

  /// - Throws: PyTorch's `RuntimeError` where the graph forbids the change of the first argument, or where another one
  ///   lies in the memory that is to be written.
  static func checkApart(_ arguments: [Argument]) throws {
    var tensors: [Tensor] = []
    for case .tensor(let tensor) in arguments { tensors.append(tensor) }
    guard let target = tensors.first else { return }
    try checkLeaf(target, with: Array(tensors.dropFirst()))
    if tensors.dropFirst().contains(where: { $0.data.overlaps(target.data) }) { throw overlap }
  }

  private static let overlap = EngineError.runtime(
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory "
      + "location. Please clone() the tensor before performing the operation.")

  /// - Parameter others: Further tensors that take part, which may bring a history.
  /// - Throws: PyTorch's `RuntimeError` where the graph forbids the change.
  public static func checkLeaf(_ target: Tensor, with others: [Tensor] = []) throws {
    if target.isInference, !GradMode.isInference {
      throw EngineError.runtime(
        "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal "
          + "tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.")
    }
    guard GradMode.isEnabled else { return }
    let isRequiring = target.requiresGrad || target.view?.base.requiresGrad ?? false
    guard isRequiring || others.contains(where: \.requiresGrad) else { return }
    if let view = target.view {
      if let refusal = target.viewRefusal { throw refusal }
      if isRequiring, view.base.isLeaf {
        throw EngineError.runtime(
          "a view of a leaf Variable that requires grad is being used in an in-place operation.")
      }
    }
    if target.requiresGrad, target.isLeaf {
      throw EngineError.runtime("a leaf Variable that requires grad is being used in an in-place operation.")
    }
  }

  /// Overwrites a tensor with the result of the same operation done out of place, history included.
  ///
  /// - Parameters:
  ///   - target: Takes the values and the node.
  ///   - others: Further tensors that take part.
  ///   - isOneValue: Whether one value is written, which may go to one place several times.
  ///   - compute: The operation, given the old value as a tensor of its own.
  public static func replace(
    _ target: Tensor, with others: [Tensor] = [], isOneValue: Bool = false, _ compute: (Tensor) throws -> Tensor
  ) throws -> Tensor {
    try checkLeaf(target, with: others)
    if !isOneValue { try checkPlaces(target) }
    for other in others { try checkOverlap(target.data, other.data) }
    let recorded = GradMode.isEnabled && (target.requiresGrad || others.contains { $0.requiresGrad })
    let before = Tensor(recorded ? try Elementwise.arranged([target.data]) { try $0[0].copied() } : target.data)
    if recorded {
      before.node = target.node
      before.slot = target.slot
    }
    let result = try compute(before)
    try checkFits(result.data, target)
    if recorded, let node = target.node { preserveSavedOutput(of: node, target) }
    write(try result.data.converted(to: target.dtype), to: target)
    if recorded, let node = result.node {
      rebase(target, onto: node, slot: result.slot)
    }
    return target
  }

  /// Writes the result of an operation without a derivative over a tensor, leaf or not, which keeps its history.
  static func overwrite(_ target: Tensor, _ compute: (Tensor) throws -> Tensor) throws -> Tensor {
    try checkPlaces(target)
    let result = try withoutRecording { try compute(Tensor(target.data)) }
    try checkFits(result.data, target)
    write(try result.data.converted(to: target.dtype), to: target)
    return target
  }

  /// Writes values into a tensor's memory and counts the change.
  public static func write(_ values: NDArray, to target: Tensor) {
    target.bumpVersion()
    if target.data.storage == nil {
      target.data.bits = (values.storage == nil ? values : NDArray(values.item, target.dtype)).bits
    } else if values.layout.shape == target.data.layout.shape {
      target.data.assign(values)
    } else {
      target.data.assign(values.expanded(to: target.shape))
    }
  }

  /// - Throws: PyTorch's `RuntimeError` where other tensors would stretch the first.
  static func checkShape(_ arguments: [Argument]) throws {
    let target = try Tensor.from(arguments[0])
    var shape = target.shape
    for case .tensor(let other) in arguments.dropFirst() { shape = try Broadcast.shape(shape, other.shape) }
    try checkShape(shape, target)
  }

  private static func checkShape(_ shape: [Int], _ target: Tensor) throws {
    guard shape == target.shape else {
      throw EngineError.runtime(
        "output with shape \(Layout.text(target.shape)) doesn't match the broadcast shape \(Layout.text(shape))")
    }
  }

  private static func checkFits(_ result: NDArray, _ target: Tensor) throws {
    try checkShape(result.layout.shape, target)
    try checkHolds(result.dtype, target)
  }

  /// - Throws: PyTorch's `RuntimeError` where a tensor cannot become elements of a dtype.
  static func checkHolds(_ dtype: DType, _ target: Tensor) throws {
    guard dtype.category <= target.dtype.category else {
      throw EngineError.runtime(
        "result type \(dtype.scalarTypeName) can't be cast to the desired output type \(target.dtype.scalarTypeName)"
      )
    }
  }

  /// A node that keeps its result by value must notice that the result changes.
  private static func preserveSavedOutput(of node: Node, _ target: Tensor) {
    guard !node.isLeaf, target.data.storage == nil, target.view == nil else { return }
    try? target.materialize()
    node.rebindOutput(target)
  }
}

extension NDArray {
  /// Whether two arrays without gaps share memory.
  fileprivate func overlaps(_ other: NDArray) -> Bool {
    guard let storage, storage === other.storage, count > 0, other.count > 0, layout.isDense, other.layout.isDense
    else {
      return false
    }
    return offset < other.offset + other.count && other.offset < offset + count
  }
}

extension UnaryRule {
  /// `x.sin_()`
  public static func inPlace(_ x: Tensor) throws -> Tensor {
    try InPlace.replace(x) { try Self.of($0) }
  }
}

extension BinaryRule {
  /// `x += y`
  public static func inPlace(_ x: Tensor, _ y: Tensor) throws -> Tensor {
    if !GradMode.isEnabled || x.node == nil && y.node == nil, x.extra?.view == nil {
      if x.isInference { try InPlace.check(x) }
      if x.dtype == y.dtype, Gradients.isDirect(x.dtype) {
        if x.data.layout === y.data.layout || y.data.layout.rank == 0 {
          try InPlace.checkPlaces(x)
          if x.data.storage === y.data.storage { try InPlace.checkOverlap(x.data, y.data) }
          return try update(x, y.data)
        }
      }
    }
    return try InPlace.replace(x, with: [y]) { before in
      // What would stretch the tensor is refused before dtypes are looked at.
      if x.shape != y.shape { try InPlace.checkShape([.tensor(x), .tensor(y)]) }
      do {
        return try Self.of(before, y)
      } catch let error as EngineError where error.kind == .notImplementedError {
        // So is what the tensor cannot hold before anyone looks for a kernel.
        try InPlace.checkHolds(Elementwise.promotedType(x.data, y.data), x)
        throw error
      }
    }
  }

  /// `x *= 2`
  public static func inPlace(_ x: Tensor, _ y: Number) throws -> Tensor {
    try InPlace.replace(x) { try Self.of($0, y) }
  }

  private static func update(_ x: Tensor, _ y: NDArray) throws -> Tensor {
    if x.data.storage == nil {
      x.data.bits = try Elementwise.zip(Self.self, x.data, y).bits
    } else {
      try Elementwise.update(Self.self, x.data, y)
    }
    x.bumpVersion()
    return x
  }
}
