public import Autograd
public import NDArray

/// Views: other windows on the same memory.
public enum Shapes {
  /// A view of `x`, with its node.
  ///
  /// - Parameter derivative: The gradient of `x`, given that of the view.
  public static func view(
    _ name: String, _ x: Tensor, several: Bool = false, _ window: (NDArray) throws -> NDArray,
    derivative: @escaping (Tensor) throws -> Tensor
  ) throws -> Tensor {
    try x.materialize()
    let result = Tensor(try window(x.data))
    share(result, with: x, several: several)
    if let node = x.node, GradMode.isEnabled, x.dtype.isFloatingPoint {
      result.node = ViewNode(name, Edge(node, slot: x.slot), derivative)
    }
    return result
  }

  /// Notes that a tensor is a window on another's memory.
  public static func share(_ result: Tensor, with x: Tensor, several: Bool = false) {
    let outer = x.view
    let extra = result.needExtra()
    let own: Tensor.ViewInfo.Creation =
      GradMode.isInference ? .inference : !GradMode.isEnabled ? .unrecorded : several ? .several : .plain
    // A view of a view that may not be changed may not be changed either.
    extra.view = Window(
      base: outer?.base ?? x, creation: own == .plain ? outer?.creation ?? .plain : own, version: x.version)
    extra.separateVersion = x.extra?.separateVersion
    result.isInference = x.isInference
  }

  /// Notes that a person's own function gave a tensor that is a window on another's memory.
  public static func shareFromFunction(_ result: Tensor, with x: Tensor) {
    share(result, with: x)
    result.view?.comesFromFunction()
  }

  public static func expand(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    let target = try expandedShape(x.shape, shape, x.dtype)
    _ = try Layout.contiguous(target)
    let layout = x.data.layout
    return try view("ExpandBackward0", x, { $0.expanded(to: target) }) { try $0.reduced(to: layout) }
  }

  static func expandedShape(_ shape: [Int], _ wanted: [Int], _ type: DType) throws -> [Int] {
    guard wanted.count >= shape.count else {
      throw EngineError.runtime(
        "expand(\(type.tensorTypeName){\(Layout.text(shape))}, size=\(Layout.text(wanted))): the number of sizes provided (\(wanted.count)) must be "
          + "greater or equal to the number of dimensions in the tensor (\(shape.count))")
    }
    // PyTorch counts the elements of a tensor of none before it looks at its sizes.
    if shape.isEmpty, wanted.contains(where: { $0 < 0 }) {
      throw EngineError.runtime("numel: integer multiplication overflow")
    }
    let extra = wanted.count - shape.count
    // The last dimension is looked at first.
    let sizes = try wanted.indices.reversed().map { d in
      let size = wanted[d]
      guard d >= extra else {
        guard size >= 0 else {
          throw EngineError.runtime(
            "The expanded size of the tensor (\(size)) isn't allowed in a leading, non-existing dimension \(d)")
        }
        return size
      }
      let present = shape[d - extra]
      if size == -1 { return present }
      guard present == 1 || present == size else {
        throw EngineError.runtime(
          "The expanded size of the tensor (\(size)) must match the existing size (\(present)) at non-singleton dimension "
            + "\(d).  Target sizes: \(Layout.text(wanted)).  Tensor sizes: \(Layout.text(shape))")
      }
      return size
    }
    return sizes.reversed()
  }

  public static func unsqueeze(_ x: Tensor, _ dim: Int) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank + 1)
    return try view("UnsqueezeBackward0", x, { $0.unsqueezed(d) }) { try squeeze($0, [d]) }
  }

  /// Drops the dimensions of size 1 among `dims`.
  public static func squeeze(_ x: Tensor, _ dims: [Int], name: String = "SqueezeBackward1") throws -> Tensor {
    let shape = x.shape
    return try view(name, x, { $0.squeezed(dims) }) { try reshape($0, shape) }
  }

  /// Another shape on the same memory where that can be, else on a copy.
  public static func reshape(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    let target = try inferred(shape, x)
    if x.data.viewStrides(target) != nil {
      // PyTorch names the way it took: memory with gaps is looked at anew.
      return try self.view(x, target, name: x.data.layout.isContiguous ? "ViewBackward0" : "ReshapeAliasBackward0")
    }
    return try Recording.relabelled(self.view(rowMajor(x), target), "UnsafeViewBackward0")
  }

  /// - Throws: PyTorch's `RuntimeError` when the elements do not lie so that the shape fits without copying.
  public static func view(_ x: Tensor, _ shape: [Int], name: String) throws -> Tensor {
    let target = try inferred(shape, x)
    guard let strides = x.data.viewStrides(target) else {
      throw EngineError.runtime(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
          + "contiguous subspaces). Use .reshape(...) instead.")
    }
    let before = x.shape
    return try view(name, x, { $0.strided(target, strides) }) { try reshape($0, before) }
  }

  public static func view(_ x: Tensor, _ shape: [Int]) throws -> Tensor { try view(x, shape, name: "ViewBackward0") }

  /// The shape with its -1 worked out.
  public static func inferred(_ shape: [Int], _ x: Tensor) throws -> [Int] {
    var result = shape
    var known = 1
    var open: Int?
    for (d, size) in shape.enumerated() {
      if size == -1 {
        guard open == nil else { throw EngineError.runtime("only one dimension can be inferred") }
        open = d
      } else {
        guard size >= 0 else {
          throw EngineError.runtime(
            "invalid shape dimension \(size) at index \(d) of shape \(Layout.text(shape))")
        }
        let (product, overflow) = known.multipliedReportingOverflow(by: size)
        known = overflow ? -1 : product
      }
    }
    let invalid = EngineError.runtime("shape '\(Layout.text(shape))' is invalid for input of size \(x.count)")
    if let open {
      guard known != 0 else {
        if x.count == 0 {
          throw EngineError.runtime(
            "cannot reshape tensor of 0 elements into shape \(Layout.text(shape)) because the unspecified dimension size "
              + "-1 can be any value and is ambiguous")
        }
        throw invalid
      }
      guard known > 0, x.count % known == 0 else { throw invalid }
      result[open] = x.count / known
    } else if known != x.count {
      throw invalid
    }
    return result
  }

  public static func transpose(_ x: Tensor, _ a: Int, _ b: Int, name: String = "TransposeBackward0") throws -> Tensor {
    let i = try Dims.resolve(a, x.rank)
    let j = try Dims.resolve(b, x.rank)
    if x.rank == 0 { return try view(name, x, { $0 }) { $0 } }
    return try view(name, x, { $0.transposed(i, j) }) { try transpose($0, i, j) }
  }

  /// The transpose of a matrix; a vector stays as it is.
  public static func t(_ x: Tensor) throws -> Tensor {
    guard x.rank <= 2 else {
      throw EngineError.runtime("t() expects a tensor with <= 2 dimensions, but self is \(x.rank)D")
    }
    if x.rank < 2 { return try view("TBackward0", x, { $0 }) { $0 } }
    return try transpose(x, 0, 1, name: "TBackward0")
  }

  public static func permute(_ x: Tensor, _ dims: [Int]) throws -> Tensor {
    guard dims.count == x.rank else {
      throw EngineError.runtime(
        "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering "
          + "of dimensions i.e. input.dim() = \(x.rank) is not equal to len(dims) = \(dims.count)")
    }
    let order = try dims.map { try Dims.resolve($0, x.rank) }
    guard Set(order).count == order.count else {
      throw EngineError.runtime("permute(): duplicate dims are not allowed.")
    }
    var back = [Int](repeating: 0, count: order.count)
    for (i, d) in order.enumerated() { back[d] = i }
    return try view("PermuteBackward0", x, { $0.permuted(order) }) { try permute($0, back) }
  }

  /// One index of a dimension, which goes away.
  public static func select(_ x: Tensor, _ dim: Int, _ index: Int) throws -> Tensor {
    let shape = x.shape
    return try view("SelectBackward0", x, { $0.selected(dim, index) }) { g in
      try embedded(g, in: shape) { try select($0, dim, index) }
    }
  }

  public static func slice(_ x: Tensor, _ dim: Int, _ start: Int, _ end: Int, _ step: Int) throws -> Tensor {
    let shape = x.shape
    return try view("SliceBackward0", x, { $0.sliced(dim, start, end, step) }) { g in
      try embedded(g, in: shape) { try slice($0, dim, start, end, step) }
    }
  }

  /// A tensor of zeros with `g` in the part that `part` picks.
  static func embedded(_ g: Tensor, in shape: [Int], _ part: @escaping (Tensor) throws -> Tensor) throws -> Tensor {
    let whole = try NDArray.zeros(shape: shape, g.dtype).inMemory()
    let plain = Tensor(whole)
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = false
    defer { GradMode.isEnabled = wasEnabled }
    try part(plain).data.assign(g.data)
    GradMode.isEnabled = wasEnabled
    return Recording.record("SelectBackward0", [g], whole) { d in [try part(d.gradient)] }
  }

  /// The same values in memory of their own, in the order in which these lie.
  public static func clone(_ x: Tensor) throws -> Tensor {
    Recording.record("CloneBackward0", [x], try x.data.cloned()) { d in [d.gradient] }
  }

  /// The same values in memory of their own, in row-major order.
  public static func rowMajor(_ x: Tensor) throws -> Tensor {
    Recording.record("CloneBackward0", [x], try x.data.copied()) { d in [d.gradient] }
  }
}

/// The node of a view.
final class ViewNode: Node {
  let ownName: String
  let derivative: (Tensor) throws -> Tensor

  init(_ name: String, _ edge: Edge, _ derivative: @escaping (Tensor) throws -> Tensor) {
    ownName = name
    self.derivative = derivative
    super.init(inputCount: 1)
    edge0 = edge
  }

  override var name: String { ownName }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    try walk.deliver(derivative(gradient), to: edge)
  }
}

extension Recording {
  /// The same history under another node's name.
  static func relabelled(_ x: Tensor, _ name: String) throws -> Tensor {
    if let node = x.node as? ViewNode, let edge = node.edge0 { x.node = ViewNode(name, edge, node.derivative) }
    x.extra?.view = nil
    return x
  }
}

/// Changes of dtype.
public enum Casts {
  public static func to(_ x: Tensor, _ dtype: DType) throws -> Tensor {
    if x.dtype == dtype { return x }
    let before = x.dtype
    return Recording.record("ToCopyBackward0", [x], try x.data.converted(to: dtype)) { d in
      [try to(d.gradient, before)]
    }
  }
}

extension Tensor {
  /// Summed over the dimensions that broadcasting had stretched, back to an input's shape.
  public func reduced(to layout: Layout) throws -> Tensor {
    if data.layout === layout || data.layout.shape == layout.shape { return self }
    guard node != nil, GradMode.isEnabled else { return Tensor(try Reduction.unbroadcast(data, to: layout)) }
    let extra = rank - layout.rank
    var dims = Array(0..<max(extra, 0))
    for d in layout.shape.indices where layout.shape[d] == 1 && shape[d + extra] != 1 { dims.append(d + extra) }
    return try Shapes.reshape(Sum.along(self, dims, keepdim: true), layout.shape)
  }

  public func reduced(to layout: Layout, _ dtype: DType) throws -> Tensor {
    try reduced(to: layout).converted(to: dtype)
  }

  public func converted(to dtype: DType) throws -> Tensor { try Casts.to(self, dtype) }
}

extension NDArray {
  func reduced(to layout: Layout) throws -> NDArray { try Reduction.unbroadcast(self, to: layout) }
}
