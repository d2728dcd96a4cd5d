public import Autograd
import NDArray

/// The walk with the operations it needs: sums of gradients, and a leaf's running total.
final class Backpropagation: GradientWalk {
  override func sum(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    if createsGraph { return try Add.of(a, b) }
    if a.isSingle, b.isSingle { return Tensor(NDArray(a.single + b.single)) }
    return Tensor(try Elementwise.zip(Add.self, a.data, b.data))
  }

  /// A walk that has run and waits for the next one.
  nonisolated(unsafe) private static var idle: Backpropagation?

  /// `y.backward()`: from one root to all leaves.
  static func run(from root: borrowing Edge, _ seed: consuming Tensor, retainsGraph: Bool, createsGraph: Bool) throws {
    let walk = idle ?? Backpropagation(retainsGraph: retainsGraph, createsGraph: createsGraph)
    // A hook may go backward too, and then needs a walk of its own.
    idle = nil
    walk.reuse(retainsGraph: retainsGraph, createsGraph: createsGraph)
    try walk.run(root, seed)
    idle = walk
  }

  override func accumulate(_ gradient: consuming Tensor, at leaf: AccumulateGrad) throws {
    if leaf.isUnreached { return }
    if let present = leaf.grad {
      if !createsGraph, leaf.afterAccumulation.isEmpty, present.isPlainSingle, gradient.isSingle {
        return present.addToSingle(gradient.single)
      }
      if createsGraph || present.node != nil {
        leaf.grad = try Add.of(present, gradient)
      } else {
        try InPlace.add(gradient.data, to: present)
      }
    } else if createsGraph {
      // PyTorch copies what has a history into memory that lies like the leaf's.
      let place = Tensor(try NDArray.zeros(shape: leaf.layout.shape, gradient.dtype))
      leaf.grad = try InPlace.copy(place, gradient)
    } else {
      leaf.grad = try Backpropagation.owned(consume gradient)
    }
    // What backward() leaves behind is there when it returns, and nothing of the graph's is kept for it.
    leaf.grad?.data.storage?.settle()
    if leaf.afterAccumulation.isEmpty { return }
    for hook in leaf.afterAccumulation {
      if let variable = leaf.variable { try hook.run(variable) }
    }
  }

  /// The gradient as a tensor that nobody else holds: itself when that is so already.
  private static func owned(_ gradient: consuming Tensor) throws -> Tensor {
    var tensor = consume gradient
    let isAlone = isKnownUniquelyReferenced(&tensor)
    if tensor.data.storage == nil { return isAlone && tensor.node == nil ? tensor : Tensor(tensor.data) }
    if isAlone, tensor.node == nil, tensor.data.layout.isContiguous, isKnownUniquelyReferenced(&tensor.data.storage) {
      return tensor
    }
    return Tensor(try tensor.data.copied())
  }
}

public enum Backward {
  /// `y.backward(gradient, retain_graph, create_graph, inputs)`.
  ///
  /// - Throws: PyTorch's `RuntimeError` for a tensor without a graph, for a missing gradient of a non-scalar, and for a
  ///   gradient of another shape.
  public static func run(
    _ y: Tensor, gradient: Tensor? = nil, retainsGraph: Bool? = nil, createsGraph: Bool = false, inputs: [Tensor]? = nil
  ) throws {
    let edge = try root(y, index: 0)
    let seed = try seed(y, gradient)
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = createsGraph
    defer { GradMode.isEnabled = wasEnabled }
    guard let inputs else {
      return try Backpropagation.run(
        from: edge, seed, retainsGraph: retainsGraph ?? createsGraph, createsGraph: createsGraph)
    }
    let walk = Backpropagation(retainsGraph: retainsGraph ?? createsGraph, createsGraph: createsGraph)
    let edges = try inputs.map(target)
    let gradients = try walk.run([(edge, seed)], inputs: edges)
    for (input, gradient) in zip(inputs, gradients) {
      guard let gradient else { continue }
      if let present = input.grad { input.grad = try Add.of(present, gradient) } else { input.grad = gradient }
    }
  }

  /// One node run alone: the gradients of its inputs, given those of its results. The graph is left as it was.
  ///
  /// - Returns: A gradient for each input of the node, nil where none is wanted or came.
  public static func through(_ node: Node, _ gradients: [Tensor?]) throws -> [Tensor?] {
    let edges = (0..<Int(node.inputCount)).map { node.edge($0) }
    let ends = edges.map { $0.map { _ in Edge(Node(inputCount: 0), slot: 0) } }
    for (index, end) in ends.enumerated() { node.setEdge(index, end) }
    defer { for (index, edge) in edges.enumerated() { node.setEdge(index, edge) } }
    let walk = Backpropagation(retainsGraph: true, createsGraph: GradMode.isEnabled)
    let roots = gradients.enumerated().compactMap { slot, gradient in
      gradient.map { (edge: Edge(node, slot: Int32(slot)), gradient: $0) }
    }
    var found = try walk.run(roots, inputs: ends.compactMap { $0 })[...]
    return ends.map { $0 == nil ? nil : found.popFirst().flatMap { $0 } }
  }

  /// `torch.autograd.backward` and `torch.autograd.grad` over several outputs.
  ///
  /// - Parameter inputs: Where gradients are wanted; nil fills the leaves' `grad`.
  public static func run(
    _ outputs: [Tensor], gradients: [Tensor?], retainsGraph: Bool, createsGraph: Bool, inputs: [Tensor]?
  ) throws -> [Tensor?] {
    var roots: [(edge: Edge, gradient: Tensor)] = []
    for (index, output) in outputs.enumerated() {
      let given = index < gradients.count ? gradients[index] : nil
      roots.append((try root(output, index: index), try seed(output, given, index: index)))
    }
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = createsGraph
    defer { GradMode.isEnabled = wasEnabled }
    let walk = Backpropagation(retainsGraph: retainsGraph, createsGraph: createsGraph)
    return try walk.run(roots, inputs: inputs.map { try $0.map(target) })
  }

  /// The gradients that arrive at places of the graph, for outputs that all require gradients.
  public static func gradients(
    of outputs: [(output: Tensor, gradient: Tensor)], at edges: [Edge], createsGraph: Bool
  ) throws -> [Tensor?] {
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = createsGraph
    defer { GradMode.isEnabled = wasEnabled }
    let walk = Backpropagation(retainsGraph: createsGraph, createsGraph: createsGraph)
    return try walk.run(
      outputs.enumerated().map { (try root($1.output, index: $0), $1.gradient) }, inputs: edges)
  }

  private static func root(_ y: Tensor, index: Int) throws -> Edge {
    guard let edge = y.edge, !isUnreached(edge.node) else {
      throw EngineError.runtime("element \(index) of tensors does not require grad and does not have a grad_fn")
    }
    return edge
  }

  private static func isUnreached(_ node: Node) -> Bool {
    node.isLeaf && (node as? AccumulateGrad)?.isUnreached ?? false
  }

  private static func target(_ input: Tensor) throws -> Edge {
    guard let edge = input.edge else {
      throw EngineError.runtime("One of the differentiated Tensors does not require grad")
    }
    return edge
  }

  nonisolated(unsafe) private static var lastOne: Tensor?

  /// The number 1: the same tensor again unless a hook kept or changed the last one.
  private static func one() -> Tensor {
    if isKnownUniquelyReferenced(&lastOne), let lastOne, lastOne.data.storage == nil, lastOne.version == 0,
      lastOne.node == nil, lastOne.extra == nil
    {
      lastOne.origin = Origin.current
      return lastOne
    }
    let made = Tensor(NDArray(Float(1)))
    lastOne = made
    return made
  }

  /// What flows in at an output: the given gradient, or one for a scalar.
  private static func seed(_ y: Tensor, _ gradient: Tensor?, index: Int = 0) throws -> Tensor {
    guard let gradient else {
      guard y.count == 1 else {
        throw EngineError.runtime("grad can be implicitly created only for scalar outputs")
      }
      if y.data.layout.rank == 0, y.data.dtype == .float32 { return one() }
      return Tensor(
        y.data.layout.rank == 0 ? NDArray(.float(1), y.dtype) : try NDArray.filled(shape: y.shape, .float(1), y.dtype))
    }
    guard gradient.shape == y.shape else {
      throw EngineError.runtime(
        "Mismatch in shape: grad_output[\(index)] has a shape of torch.Size(\(Layout.text(gradient.shape))) and "
          + "output[\(index)] has a shape of torch.Size(\(Layout.text(y.shape))).")
    }
    return gradient.dtype == y.dtype ? gradient : Tensor(try gradient.data.converted(to: y.dtype))
  }
}
