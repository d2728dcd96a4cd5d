import Autograd
import Machine
import NDArray
import Ops

/// Nodes that a person runs: `y.grad_fn(gradient)`.
enum NodeCalls {
  /// The gradients of a node's inputs, given those of its results; the graph is left as it was.
  static func call(_ value: Value, _ arguments: Arguments) throws -> Value {
    guard let node = NodeObjects.node(of: value) else { return .none }
    guard arguments.count == node.outputCount else {
      throw PythonError(.typeError, "expected \(node.outputCount) arguments, got \(arguments.count) instead")
    }
    let given = try (0..<arguments.count).map { place in
      try gradient(arguments[place], place).map { try fitting($0, node, place) }
    }
    if let leaf = node as? AccumulateGrad, let first = given.first.flatMap({ $0 }) {
      leaf.variable?.grad = try leaf.variable?.grad.map { try Add.of($0, first) } ?? first
      return .tuple([])
    }
    let gradients = try Backward.through(node, given)
    for (index, gradient) in gradients.enumerated() {
      if let gradient, let edge = node.edge(index) { edge.node.note(gradient, asResult: edge.slot) }
    }
    var results = gradients.map { $0.map { Value.native($0) } ?? .none }
    // Numbers among the operands have no gradient, but a place.
    while results.count < node.shownEdges.count { results.append(.none) }
    return results.count == 1 ? results[0] : .tuple(results)
  }

  private static func gradient(_ value: Value, _ place: Int) throws -> Tensor? {
    if value.isNone { return nil }
    guard let tensor = value.asTensor else {
      throw PythonError(
        .typeError, "expected Tensor or None as argument \(place), got \(Machine.current.type(of: value).name)")
    }
    return tensor
  }

  /// A gradient in the dtype of the result it is for.
  ///
  /// - Throws: PyTorch's `RuntimeError` for another shape; one of our own where the result is gone and nobody knows its
  ///   shape, which the node itself does not keep.
  private static func fitting(_ gradient: Tensor, _ node: Node, _ place: Int) throws -> Tensor {
    let leaf = (node as? AccumulateGrad)?.variable.map { Node.ResultForm(of: $0) }
    guard let form = leaf ?? node.form(ofResult: Int32(place)) else {
      throw EngineError.runtime(
        "the shape of result \(place) of \(node.name) is not known any more: take the node from its tensor (y.grad_fn), or "
          + "run the node that comes before it on the way back")
    }
    guard form.shape == gradient.shape else {
      throw EngineError.runtime(
        "Mismatch in shape: grad_output[\(place)] has a shape of torch.Size(\(Layout.text(gradient.shape))) and "
          + "output[\(place)] has a shape of torch.Size(\(Layout.text(form.shape))).")
    }
    return try Casts.to(gradient, form.dtype)
  }

  /// A tensor that stands at a `GradientEdge`; nil for other values.
  ///
  /// - Parameter gradient: What comes in there, whose shape it takes.
  static func stand(at edge: Value, _ gradient: Value = .none) throws -> Tensor? {
    guard let items = edge.asTuple?.items, items.count == 3, let node = NodeObjects.node(of: items[0]),
      case .int(let slot) = items[1]
    else { return nil }
    guard (0..<node.outputCount).contains(slot) else {
      throw EngineError(.indexError, "\(node.name) has \(node.outputCount) results, none of which is number \(slot)")
    }
    let given = try gradient.asTensor.map { try fitting($0, node, slot) }
    // Without a gradient only a result that is known to be a single number begins with 1.
    let form = given.map { Node.ResultForm(of: $0) } ?? node.form(ofResult: Int32(slot))
    let tensor = Tensor(try NDArray.zeros(shape: form?.shape ?? [0], form?.dtype ?? DefaultDType.current))
    tensor.node = node
    tensor.slot = Int32(slot)
    return tensor
  }
}
