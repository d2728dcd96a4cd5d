import Autograd
import Machine
import NDArray
import Ops

/// Nodes that a person runs: `y.grad_fn(gradient)`.
enum NodeCalls {
  /// The gradients of a node's inputs, given those of its results; the graph is left as it was.
  static func call(_ value: Value, _ arguments: Arguments) throws -> Value {
    guard let node = NodeObjects.node(of: value) else { return .none }
    let given = try (0..<arguments.count).map { try gradient(arguments[$0], $0) }
    if let leaf = node as? AccumulateGrad, let first = given.first.flatMap({ $0 }) {
      leaf.variable?.grad = try leaf.variable?.grad.map { try Add.of($0, first) } ?? first
      return .tuple([])
    }
    guard given.count == node.outputCount else {
      throw PythonError(.typeError, "expected \(node.outputCount) arguments, got \(given.count) instead")
    }
    var results = try Backward.through(node, given).map { $0.map { Value.native($0) } ?? .none }
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

  /// A tensor that stands at a `GradientEdge`; nil for other values.
  ///
  /// - Parameter gradient: What comes in there, whose shape it takes.
  static func stand(at edge: Value, _ gradient: Value = .none) throws -> Tensor? {
    guard let items = edge.asTuple?.items, items.count == 3, let node = NodeObjects.node(of: items[0]),
      case .int(let slot) = items[1]
    else { return nil }
    let shape = gradient.asTensor?.shape ?? []
    let tensor = Tensor(try NDArray.zeros(shape: shape, gradient.asTensor?.dtype ?? DefaultDType.current))
    tensor.node = node
    tensor.slot = Int32(slot)
    return tensor
  }
}
