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

  /// The transforms in progress, the outermost first.
  nonisolated(unsafe) static var active: [Level] = []

  /// Runs a function inside a new transform, with recording on.
  static func run<R>(_ body: (Level) throws -> R) throws -> R {
    let level = Level()
    active.append(level)
    GradMode.isEnabled = true
    defer {
      GradMode.isEnabled = level.isRecordedOutside
      active.removeLast()
    }
    return try body(level)
  }

  /// A tensor to differentiate with respect to.
  ///
  /// - Throws: PyTorch's `RuntimeError` for whole numbers.
  func input(_ x: Tensor) throws -> Tensor {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime("only Tensors of floating point dtype can require gradients")
    }
    let result: Tensor
    if x.requiresGrad, isRecordedOutside {
      result = try Shapes.view("AliasBackward0", x, { $0 }) { $0 }
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
      guard let tensor = leaf.asTensor else {
        throw PythonError(.valueError, "Thing passed to transform API must be Tensor, got \(Tree.className(leaf))")
      }
      return .native(try input(tensor))
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
    try Tree.map(value) { leaf in try leaf.asTensor.map { .native(try outside($0)) } ?? leaf }
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

  /// A Jacobian-vector product: the derivative, by its weights, of a weighted sum of gradients.
  func pushforward(_ output: Tensor, _ inputs: [Tensor], _ tangents: [Tensor]) throws -> Tensor {
    guard output.requiresGrad else { return try Level.zeros(output) }
    let weights = try Level.zeros(output)
    weights.setRequiresGrad(true)
    let gradients = try Backward.run(
      [output], gradients: [weights], retainsGraph: true, createsGraph: true, inputs: inputs)
    var parts: [Tensor] = []
    var seeds: [Tensor?] = []
    for (gradient, tangent) in zip(gradients, tangents) {
      guard let gradient, gradient.requiresGrad else { continue }
      parts.append(gradient)
      seeds.append(tangent)
    }
    guard !parts.isEmpty else { return try Level.zeros(output) }
    let connected = isConnectedOutside([output]) || isRecordedOutside && tangents.contains(where: \.requiresGrad)
    let result = try Backward.run(
      parts, gradients: seeds, retainsGraph: true, createsGraph: connected, inputs: [weights])
    return try result.first.flatMap { $0 } ?? Level.zeros(output)
  }

  /// For each element of an output the gradient of each input: tensors of the output's shape followed by the input's.
  func jacobian(_ output: Tensor, _ inputs: [Tensor]) throws -> [Tensor] {
    let count = output.count
    var rows: [[Tensor]] = []
    for index in 0..<count {
      let seed = try NDArray.zeros(shape: [count], output.dtype).inMemory()
      var element = seed.selected(0, index)
      try element.fill(.int(1))
      rows.append(try pullback([output], [Tensor(try seed.reshaped(output.shape))], inputs))
    }
    return try inputs.indices.map { index in
      let shape = output.shape + inputs[index].shape
      guard count > 0 else { return Tensor(try NDArray.zeros(shape: shape, inputs[index].dtype)) }
      return try Shapes.reshape(Joining.stack(rows.map { $0[index] }, 0), shape)
    }
  }

  static func zeros(_ x: Tensor) throws -> Tensor { Tensor(try NDArray.zeros(shape: x.shape, x.dtype)) }
}

extension TensorPrinting {
  /// A tensor while transforms run: wrapped once for each that it takes part in.
  static func insideTransforms(_ tensor: Tensor) throws -> String {
    let levels = Level.active.enumerated().filter { $0.element.sees(tensor) }
    guard let outermost = levels.first else { return try plainRepr(tensor) }
    var text = try plainRepr(outermost.element.outside(tensor).detached())
    for (depth, _) in levels {
      let indented = text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
      text = "GradTrackingTensor(lvl=\(depth + 1), value=\n\(indented.joined(separator: "\n"))\n)"
    }
    return text
  }
}
