public import Autograd
public import NDArray

/// Operations that change a tensor: who may, what the graph then looks like, and the change itself.
public enum InPlace {
  /// Adds values into a tensor outside of any graph.
  static func add(_ values: NDArray, to target: Tensor) throws {
    target.bumpVersion()
    if target.data.storage == nil {
      target.data.bits = try Elementwise.zip(Add.self, target.data, values).converted(to: target.dtype).valueBits
    } else {
      try Elementwise.update(Add.self, target.data, values)
    }
  }

  /// - Throws: PyTorch's `RuntimeError` when a leaf that requires gradients, or a view of one, would be changed while
  ///   operations are recorded.
  public static func check(_ target: Tensor) throws {
    if target.isInference, !GradMode.isInference, target.node != nil || GradMode.isEnabled, !target.data.layout.shape.isEmpty || true {
      throw EngineError.runtime(
        "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal "
          + "tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.")
    }
    guard GradMode.isEnabled else { return }
    if let view = target.view {
      if view.base.requiresGrad, view.base.isLeaf {
        throw EngineError.runtime(
          "a view of a leaf Variable that requires grad is being used in an in-place operation.")
      }
      if view.isOneOfSeveral, view.base.requiresGrad {
        throw EngineError.runtime(
          "Output \(target.slot) of \(view.maker) is a view and is being modified inplace. This view is the output of a "
            + "function that returns multiple views. Such functions do not allow the output views to be modified inplace. "
            + "You should replace the inplace operation by an out-of-place one.")
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
  ///   - compute: The operation, given the old value as a tensor of its own.
  public static func replace(
    _ target: Tensor, with others: [Tensor] = [], _ compute: (Tensor) throws -> Tensor
  ) throws -> Tensor {
    try check(target)
    let recorded = GradMode.isEnabled && (target.requiresGrad || others.contains { $0.requiresGrad })
    let before = Tensor(recorded ? try target.data.copied() : target.data)
    if recorded {
      before.node = try currentNode(target)
      before.slot = target.slot
    }
    let result = try compute(before)
    try checkFits(result.data, target)
    if recorded, let node = target.node { preserveSavedOutput(of: node, target) }
    write(try result.data.converted(to: target.dtype), to: target)
    if recorded, let node = result.node {
      if let view = target.view {
        try rebaseView(target, view, onto: node)
      } else {
        target.node = node
        target.slot = result.slot
        node.rebindOutput(target)
      }
    }
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

  private static func checkFits(_ result: NDArray, _ target: Tensor) throws {
    guard result.layout.shape == target.shape else {
      throw EngineError.runtime(
        "output with shape \(Layout.text(target.shape)) doesn't match the broadcast shape \(Layout.text(result.layout.shape))")
    }
    guard result.dtype.category <= target.dtype.category else {
      throw EngineError.runtime(
        "result type \(result.dtype.scalarTypeName) can't be cast to the desired output type \(target.dtype.scalarTypeName)")
    }
  }

  /// A node that keeps its result by value must notice that the result changes.
  private static func preserveSavedOutput(of node: Node, _ target: Tensor) {
    guard !node.isLeaf, target.data.storage == nil, target.view == nil else { return }
    try? target.materialize()
    node.rebindOutput(target)
  }

  // MARK: Views

  /// The node a tensor has now. A view of a tensor that was changed in place since gets a new one that reads
  /// the base again.
  public static func currentNode(_ tensor: Tensor) throws -> Node? {
    guard let view = tensor.view, view.base.requiresGrad, !view.base.isLeaf,
      let copy = view.base.node as? CopySlices, copy.generation != view.generation
    else { return tensor.node }
    let again = ViewOfBase(tensor, base: view.base)
    view.generation = copy.generation
    tensor.node = again
    tensor.slot = 0
    return again
  }

  /// After a change of a view: the base's new history is "all of the old one, with this part replaced".
  private static func rebaseView(_ target: Tensor, _ view: Tensor.ViewInfo, onto node: Node) throws {
    let base = view.base
    let copy = CopySlices(base: base, part: target.data, node: node)
    base.node = copy
    base.slot = 0
    let again = ViewOfBase(target, base: base)
    view.generation = copy.generation
    target.node = again
    target.slot = 0
  }
}

/// The history of a tensor of which a part was computed anew in place.
///
/// Its first input is the tensor before the change; the part's gradient goes through the node that computed it.
final class CopySlices: Node {
  let generation: UInt32
  let baseLayout: Layout
  let baseOffset: Int
  let part: Layout
  let partOffset: Int

  nonisolated(unsafe) private static var lastGeneration: UInt32 = 0

  init(base: Tensor, part: NDArray, node: Node) {
    CopySlices.lastGeneration &+= 1
    generation = CopySlices.lastGeneration
    baseLayout = base.data.layout
    baseOffset = base.data.offset
    self.part = part.layout
    partOffset = part.offset
    super.init(inputCount: 2)
    edge0 = base.edge
    edge1 = Edge(node, slot: 0)
  }

  override var name: String { "CopySlices" }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    let whole = try gradient.data.copied().inMemory()
    let window = whole.window(
      .strided(part.shape, stridesInRow(), count: part.count), offset: whole.offset + offsetInRow())
    let forPart = Tensor(try window.copied())
    if let edge = edge1 { try walk.deliver(forPart, to: edge) }
    guard let edge = edge0 else { return }
    var cleared = window
    try cleared.fill(.int(0))
    try walk.deliver(Tensor(whole), to: edge)
  }

  /// The part's steps in a row-major copy of the base.
  private func stridesInRow() -> [Int] {
    guard let row = try? Layout.contiguous(baseLayout.shape) else { return part.strides }
    return part.strides.map { step in
      guard let d = baseLayout.strides.firstIndex(where: { $0 != 0 && step % $0 == 0 && step != 0 }) else { return step }
      return step / baseLayout.strides[d] * row.strides[d]
    }
  }

  private func offsetInRow() -> Int {
    guard let row = try? Layout.contiguous(baseLayout.shape) else { return 0 }
    var rest = partOffset - baseOffset
    var result = 0
    for d in baseLayout.shape.indices.sorted(by: { baseLayout.strides[$0] > baseLayout.strides[$1] })
    where baseLayout.strides[d] > 0 {
      let index = rest / baseLayout.strides[d]
      rest -= index * baseLayout.strides[d]
      result += index * row.strides[d]
    }
    return result
  }
}

/// Reads a part of a tensor that was changed in place, as a view made anew.
final class ViewOfBase: Node {
  let baseLayout: Layout
  let baseOffset: Int
  let part: Layout
  let partOffset: Int

  init(_ view: Tensor, base: Tensor) {
    baseLayout = base.data.layout
    baseOffset = base.data.offset
    part = view.data.layout
    partOffset = view.data.offset
    super.init(inputCount: 1)
    edge0 = base.edge
  }

  override var name: String { "AsStridedBackward0" }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    let whole = try NDArray.zeros(shape: baseLayout.shape, gradient.dtype).inMemory()
    let window = whole.window(part, offset: whole.offset + partOffset - baseOffset)
    window.assign(gradient.data)
    try walk.deliver(Tensor(whole), to: edge)
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
          return try update(x, y.data)
        }
      }
    }
    return try InPlace.replace(x, with: [y]) { try Self.of($0, y) }
  }

  /// `x *= 2`
  public static func inPlace(_ x: Tensor, _ y: Number) throws -> Tensor {
    try InPlace.replace(x) { try Self.of($0, y) }
  }

  private static func update(_ x: Tensor, _ y: NDArray) throws -> Tensor {
    if x.data.storage == nil {
      x.data.bits = try Elementwise.zip(Self.self, x.data, y).valueBits
    } else {
      try Elementwise.update(Self.self, x.data, y)
    }
    x.bumpVersion()
    return x
  }
}
