import Autograd
import Machine
import NDArray
import Ops

/// One function transform in progress: the inputs it made to look at, each with a place in the graph of its own.
///
/// A transform differentiates with respect to a fresh view of each input. Where an outer transform or a person's own
/// graph wants gradients, too, the view stays connected with what it was made from, so transforms nest.
final class Level {
  /// The nodes of the inputs.
  private(set) var nodes: Set<ObjectIdentifier> = []
  private var kept: [Node] = []
  /// Whether operations were recorded when the transform began: its results then belong to the outer graph.
  let isRecordedOutside = GradMode.isEnabled
  /// Its place among the transforms in progress, runs over batches included; the outermost is 1.
  let number = Level.depth + 1
  /// The runs over batches inside of which it began. Its inputs are batched by all of them.
  let frames = Batching.frames

  /// The transforms in progress, the outermost first.
  nonisolated(unsafe) static var active: [Level] = []
  /// How many transforms are in progress, runs over batches included.
  nonisolated(unsafe) static var depth = 0

  /// Runs a function inside a new transform, with recording on.
  ///
  /// - Parameter above: How many runs over batches PyTorch has around it for its own purposes.
  static func run<R>(above: Int = 0, _ body: (Level) throws -> R) throws -> R {
    depth += above
    let level = Level()
    depth += 1
    active.append(level)
    GradMode.isEnabled = true
    defer {
      GradMode.isEnabled = level.isRecordedOutside
      active.removeLast()
      depth -= 1 + above
    }
    return try body(level)
  }

  // MARK: Batches

  /// The numbers of a value with the batches it began in as first dimensions, the outermost first.
  func raw(_ value: Value) throws -> Tensor {
    var value = value
    for frame in frames.reversed() {
      let one = Batching.batched(value)
      if let one, one.frame === frame {
        value = try one.front
      } else {
        value = try Batching.stretched(value, frame.size)
      }
    }
    guard let tensor = value.asTensor else {
      throw EngineError.runtime("a batched tensor was used outside of the vmap that it belongs to")
    }
    return tensor
  }

  /// What `raw` takes apart, put together.
  func wrapped(_ tensor: Tensor, isStretched: Bool = false) -> Value {
    frames.reduce(Value.native(tensor)) { .native(BatchedTensor($0, of: $1, isStretched: isStretched)) }
  }

  /// The sizes of the batches.
  var batchShape: [Int] { frames.map(\.size) }

  /// A tensor to differentiate with respect to.
  ///
  /// - Parameter node: What its node is called where an outer graph sees it.
  /// - Throws: PyTorch's `RuntimeError` for whole numbers.
  func input(_ x: Tensor, node: String = "AliasBackward0") throws -> Tensor {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime("only Tensors of floating point dtype can require gradients")
    }
    let result: Tensor
    if x.requiresGrad, isRecordedOutside {
      result = try Shapes.view(node, x, { $0 }) { $0 }
    } else {
      result = try x.detached()
      result.setRequiresGrad(true)
    }
    if let node = result.node {
      nodes.insert(ObjectIdentifier(node))
      kept.append(node)
    }
    return result
  }

  /// As `input`, for each tensor of a nesting.
  func inputs(_ value: Value) throws -> Value {
    try Tree.map(value) { leaf in
      guard Batching.isTensor(leaf) else {
        throw PythonError(.valueError, "Thing passed to transform API must be Tensor, got \(Tree.className(leaf))")
      }
      return wrapped(try input(raw(leaf)), isStretched: leaf.asTensor != nil)
    }
  }

  /// Whether a history ends anywhere but at this transform's own inputs.
  func isConnectedOutside(_ tensors: [Tensor]) -> Bool {
    isRecordedOutside && Level.search(tensors.compactMap(\.node)) { $0.isLeaf && !nodes.contains(ObjectIdentifier($0)) }
  }

  /// Whether a tensor was computed from this transform's inputs.
  func sees(_ tensor: Tensor) -> Bool {
    Level.search([tensor.node].compactMap { $0 }) { nodes.contains(ObjectIdentifier($0)) }
  }

  /// A result as the outside sees it: without history, unless that leads further than this transform's inputs.
  func outside(_ tensor: Tensor) throws -> Tensor {
    guard tensor.requiresGrad else { return tensor }
    return isConnectedOutside([tensor]) ? tensor : try tensor.detached()
  }

  func outside(_ value: Value) throws -> Value {
    try Tree.map(value) { leaf in
      if let tensor = leaf.asTensor { return .native(try outside(tensor)) }
      if let one = Batching.batched(leaf) { return .native(try one.over { try outside($0) }) }
      return leaf
    }
  }

  /// Whether a node that the test accepts can be reached.
  static func search(_ roots: [Node], _ test: (Node) -> Bool) -> Bool {
    var seen: Set<ObjectIdentifier> = []
    var open = roots
    while let node = open.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if test(node) { return true }
      for index in 0..<Int(node.inputCount) {
        if let edge = node.edge(index) { open.append(edge.node) }
      }
    }
    return false
  }

  // MARK: Derivatives

  /// Vector-Jacobian products; zeros where an input was not used.
  func pullback(_ outputs: [Tensor], _ cotangents: [Tensor?], _ inputs: [Tensor]) throws -> [Tensor] {
    let live = outputs.indices.filter { outputs[$0].requiresGrad }
    guard !live.isEmpty else { return try inputs.map(Level.zeros) }
    let seeds = live.map { $0 < cotangents.count ? cotangents[$0] : nil }
    let connected = isConnectedOutside(outputs) || GradMode.isEnabled && seeds.contains { $0?.requiresGrad ?? false }
    let results = try Backward.run(
      live.map { outputs[$0] }, gradients: seeds, retainsGraph: true, createsGraph: connected, inputs: inputs)
    return try zip(results, inputs).map { try $0 ?? Level.zeros($1) }
  }

  /// A Jacobian-vector product.
  func pushforward(_ output: Tensor, _ inputs: [Tensor], _ tangents: [Tensor]) throws -> Tensor {
    try pushforwards(output, inputs, [tangents])[0]
  }

  /// Jacobian-vector products, one for each list of tangents: the derivatives, by its weights, of a weighted sum of
  /// gradients.
  private func pushforwards(_ output: Tensor, _ inputs: [Tensor], _ directions: [[Tensor?]]) throws -> [Tensor] {
    guard output.requiresGrad else { return try directions.map { _ in try Level.zeros(output) } }
    let weights = try Level.zeros(output)
    weights.setRequiresGrad(true)
    let gradients = try Backward.run(
      [output], gradients: [weights], retainsGraph: true, createsGraph: true, inputs: inputs)
    return try directions.map { tangents in
      var parts: [Tensor] = []
      var seeds: [Tensor?] = []
      for case (let gradient?, let tangent?) in zip(gradients, tangents) where gradient.requiresGrad {
        parts.append(gradient)
        seeds.append(tangent)
      }
      guard !parts.isEmpty else { return try Level.zeros(output) }
      let connected =
        isConnectedOutside([output]) || isRecordedOutside && tangents.contains { $0?.requiresGrad ?? false }
      let result = try Backward.run(
        parts, gradients: seeds, retainsGraph: true, createsGraph: connected, inputs: [weights])
      return try result.first.flatMap { $0 } ?? Level.zeros(output)
    }
  }

  /// For each element of an output the gradient of each input: tensors of the output's shape followed by the input's, all
  /// behind the batches' dimensions.
  func jacobian(_ output: Tensor, _ inputs: [Tensor]) throws -> [Tensor] {
    let shape = Array(output.shape.dropFirst(frames.count))
    let rows = try basis(shape, output.dtype).map { try pullback([output], [$0], inputs) }
    return try inputs.enumerated().map { at, input in
      let whole = batchShape + shape + input.shape.dropFirst(frames.count)
      guard !rows.isEmpty else { return Tensor(try NDArray.zeros(shape: whole, input.dtype)) }
      return try Shapes.reshape(Joining.stack(rows.map { $0[at] }, frames.count), whole)
    }
  }

  /// The same, computed forward: for each element of an input the derivative of the output in its direction.
  func forwardJacobian(_ output: Tensor, _ inputs: [Tensor]) throws -> [Tensor] {
    let shape = Array(output.shape.dropFirst(frames.count))
    let tangents = try inputs.map { try basis(Array($0.shape.dropFirst(frames.count)), $0.dtype) }
    var directions: [[Tensor?]] = []
    for (at, basis) in tangents.enumerated() {
      directions += basis.map { tangent in inputs.indices.map { $0 == at ? tangent : nil } }
    }
    var columns = try pushforwards(output, inputs, directions)[...]
    return try zip(inputs, tangents).map { input, basis in
      let own = Array(columns.prefix(basis.count))
      columns = columns.dropFirst(basis.count)
      let whole = batchShape + shape + input.shape.dropFirst(frames.count)
      guard !own.isEmpty else { return Tensor(try NDArray.zeros(shape: whole, output.dtype)) }
      return try Shapes.reshape(Joining.stack(own, output.rank), whole)
    }
  }

  /// The tensors of a shape with a single 1, the same for all of the batches.
  private func basis(_ shape: [Int], _ dtype: DType) throws -> [Tensor] {
    let count = shape.reduce(1, *)
    return try (0..<count).map { index in
      let seed = try NDArray.zeros(shape: [count], dtype).inMemory()
      var element = seed.selected(0, index)
      try element.fill(.int(1))
      return try Shapes.expand(Tensor(try seed.reshaped(shape)), batchShape + shape)
    }
  }

  static func zeros(_ x: Tensor) throws -> Tensor { Tensor(try NDArray.zeros(shape: x.shape, x.dtype)) }
}
