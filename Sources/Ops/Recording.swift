public import Autograd
public import NDArray

/// What a derivative written on tensors gets to see.
public struct Derivation {
  /// The gradient of the result.
  public let gradient: Tensor
  public let node: RecordedNode

  /// Whether the gradient of input `index` is wanted.
  public func needs(_ index: Int) -> Bool { node.needs(index) }

  /// A kept value, in the order they were given.
  public func kept(_ index: Int) throws -> Tensor { try node.kept[index].unpacked(by: node) }

  /// Zeros that lie as the gradient does: the gradient of what was overwritten.
  public func nothing() throws -> Tensor {
    Tensor(try NDArray.zeros(shape: gradient.shape, gradient.dtype).laid(like: gradient.data))
  }
}

/// The node of an operation whose derivative is a closure on tensors.
public final class RecordedNode: Node {
  let ownName: String
  fileprivate(set) var kept: [Saved]
  let derivative: (Derivation) throws -> [Tensor?]

  init(_ name: String, inputs: [Tensor], kept: [Saved], derivative: @escaping (Derivation) throws -> [Tensor?]) {
    ownName = name
    self.kept = kept
    self.derivative = derivative
    super.init(inputCount: inputs.count)
    for (index, input) in inputs.enumerated() { setEdge(index, input.edge) }
  }

  public override var name: String { ownName }
  public override var savesValues: Bool { !kept.isEmpty }
  public override func release() {
    for index in kept.indices { kept[index].release() }
  }
  public override func unlink(into objects: inout [AnyObject]) {
    for index in kept.indices { kept[index].unlink(into: &objects) }
  }
  public override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    for index in kept.indices { try kept[index].exchange(by: self, other) }
  }
  /// Whether the last of the kept values is the result.
  fileprivate(set) var keepsResult = false
  public override func rebindOutput(_ y: Tensor) {
    if keepsResult, !isReleased, let last = kept.indices.last { kept[last] = Saved(output: y) }
  }
  public override func savedValues() throws -> [(name: String, value: SavedValue)] {
    try kept.enumerated().map { ("\($0)", .tensor(try $1.unpacked(by: self))) }
  }

  public override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    try hand(on: try derivative(Derivation(gradient: gradient, node: self)), walk)
  }

  private func hand(on gradients: [Tensor?], _ walk: GradientWalk) throws {
    for index in 0..<Int(inputCount) {
      guard let edge = edge(index) else { continue }
      if index < gradients.count, let gradient = gradients[index] {
        try walk.deliver(gradient, to: edge)
      } else {
        walk.skip(edge)
      }
    }
  }
}

/// The node of an operation with several results.
public final class SeveralResultsNode: Node {
  let ownName: String
  let results: Int
  fileprivate(set) var kept: [Saved]
  let derivative: ([Tensor?], SeveralResultsNode) throws -> [Tensor?]

  init(
    _ name: String, inputs: [Tensor], results: Int, kept: [Saved],
    derivative: @escaping ([Tensor?], SeveralResultsNode) throws -> [Tensor?]
  ) {
    ownName = name
    self.results = results
    self.kept = kept
    self.derivative = derivative
    super.init(inputCount: inputs.count)
    for (index, input) in inputs.enumerated() { setEdge(index, input.edge) }
  }

  /// A kept value, in the order they were given.
  public func value(_ index: Int) throws -> Tensor {
    let tensor = try kept[index].unpacked(by: self)
    // A kept result is the one it was, not the first.
    if let slot = slots[index] { tensor.slot = slot }
    return tensor
  }

  /// Keeps one of the results, which exist only after the node.
  func keep(result: Tensor) {
    slots[kept.count] = result.slot
    kept.append(Saved(output: result))
  }

  /// Which results the kept values are, by their place among the kept ones.
  private var slots: [Int: Int32] = [:]

  public override var name: String { ownName }
  public override var outputCount: Int { results }
  public override var savesValues: Bool { !kept.isEmpty }
  public override func release() {
    for index in kept.indices { kept[index].release() }
  }
  public override func unlink(into objects: inout [AnyObject]) {
    for index in kept.indices { kept[index].unlink(into: &objects) }
  }

  public override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    for index in kept.indices { try kept[index].exchange(by: self, other) }
  }

  public override func backward(_ gradients: [Tensor?], _ walk: GradientWalk) throws {
    let handed = try derivative(gradients, self)
    for index in 0..<Int(inputCount) {
      guard let edge = edge(index) else { continue }
      if index < handed.count, let gradient = handed[index] {
        try walk.deliver(gradient, to: edge)
      } else {
        walk.skip(edge)
      }
    }
  }

  public override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    try backward([gradient], walk)
  }
}

/// Recording of operations that are not elementwise.
public enum Recording {
  /// Whether anything is to be recorded for these inputs.
  @inlinable public static func isWanted(_ inputs: Tensor...) -> Bool {
    GradMode.isEnabled && inputs.contains { $0.node != nil }
  }

  /// The result of an operation, with its node when gradients are wanted.
  ///
  /// - Parameters:
  ///   - keeping: Inputs that the derivative reads.
  ///   - keepsResult: Whether the result is kept too, after the inputs.
  ///   - derivative: Gives one gradient for each input, in the input's shape; nil where none is wanted.
  public static func record(
    _ name: String, _ inputs: [Tensor], _ data: NDArray, keeping: [Tensor] = [], keepsResult: Bool = false,
    derivative: @escaping (Derivation) throws -> [Tensor?]
  ) -> Tensor {
    let result = Tensor(data)
    guard GradMode.isEnabled, data.dtype.isFloatingPoint, inputs.contains(where: { $0.node != nil }) else {
      return result
    }
    let node = RecordedNode(name, inputs: inputs, kept: keeping.map(Saved.init(input:)), derivative: derivative)
    if keepsResult {
      node.kept.append(Saved(output: result))
      node.keepsResult = true
    }
    result.node = node
    if SavedHooks.isActive { SavedHooks.packQuietly(node) }
    return result
  }

  /// A result whose gradients are zero everywhere.
  static func flat(_ name: String, _ inputs: [Tensor], _ data: NDArray) -> Tensor {
    let shapes = inputs.map { ($0.shape, $0.dtype) }
    return record(name, inputs, data) { _ in
      try shapes.map { Tensor(try NDArray.zeros(shape: $0.0, $0.1)) }
    }
  }

  /// A gradient whose own derivative by the operation's input is zero everywhere, not missing.
  ///
  /// - Parameters:
  ///   - name: The node of the derivative: `ThresholdBackwardBackward0`.
  ///   - x: The input, or the result that stands for it.
  static func flat(_ name: String, _ gradient: Tensor, in x: Tensor) -> Tensor {
    guard isWanted(x) else { return gradient }
    let shape = x.shape
    let dtype = x.dtype
    return record(name, [gradient, x], gradient.data) { d in
      [d.gradient, Tensor(try NDArray.zeros(shape: shape, dtype))]
    }
  }

  /// A derivative that is a step of its own in the graph when it is itself derived, as PyTorch's kernels of derivatives are.
  ///
  /// - Parameters:
  ///   - name: The node of the derivative: `TanhBackwardBackward0`.
  ///   - inputs: The gradient that comes in, and what the formula reads.
  ///   - formula: The derivative on tensors; its own derivative is found by running it again.
  static func step(
    _ name: String, _ inputs: [Tensor], _ formula: @escaping ([Tensor]) throws -> Tensor
  ) throws -> Tensor {
    guard GradMode.isEnabled, inputs.contains(where: { $0.node != nil }) else { return try formula(inputs) }
    let data = try withoutRecording { try formula(inputs) }.data
    return record(name, inputs, data, keeping: inputs) { d in
      let isDerived = GradMode.isEnabled
      GradMode.isEnabled = true
      defer { GradMode.isEnabled = isDerived }
      // The walk through the formula ends at doubles of its inputs, which may themselves depend on one another.
      let doubles = try inputs.indices.map { try double(of: d.kept($0), isDerived: isDerived) }
      let wanted = doubles.indices.filter { doubles[$0].node != nil }
      let gradients = try Backward.gradients(
        of: [(try formula(doubles), d.gradient)], at: wanted.compactMap { doubles[$0].edge }, createsGraph: isDerived)
      var result = [Tensor?](repeating: nil, count: doubles.count)
      for (index, gradient) in zip(wanted, gradients) { result[index] = gradient }
      return result
    }
  }

  /// A tensor at which a walk ends, with the values of one that may depend on others.
  ///
  /// - Parameter isDerived: Whether what is computed from it is derived in turn.
  static func double(of kept: Tensor, isDerived: Bool) -> Tensor {
    let double = Tensor(kept.data)
    if isDerived, let edge = kept.edge {
      double.node = ViewNode("AliasBackward0", edge) { $0 }
    } else if kept.node != nil {
      double.setRequiresGrad(true)
    }
    return double
  }

  /// As `record`, for several results; those that are not floating point get no node.
  public static func recordSeveral(
    _ name: String, _ inputs: [Tensor], _ data: [NDArray], keeping: [Tensor] = [], keepingResults: [Int] = [],
    derivative: @escaping ([Tensor?], SeveralResultsNode) throws -> [Tensor?]
  ) -> [Tensor] {
    let results = data.map { Tensor($0) }
    guard GradMode.isEnabled, inputs.contains(where: { $0.node != nil }) else { return results }
    let node = SeveralResultsNode(
      name, inputs: inputs, results: (results.lastIndex { $0.dtype.isFloatingPoint } ?? 0) + 1,
      kept: keeping.map(Saved.init(input:)), derivative: derivative)
    for (index, result) in results.enumerated() where result.dtype.isFloatingPoint {
      result.node = node
      result.slot = Int32(index)
    }
    for index in keepingResults { node.keep(result: results[index]) }
    if SavedHooks.isActive { SavedHooks.packQuietly(node) }
    return results
  }
}
