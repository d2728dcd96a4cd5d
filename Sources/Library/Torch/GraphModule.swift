import Autograd
import Machine
import NDArray
import Ops

/// The module `torch.autograd.graph`: nodes, edges, and hooks over several tensors.
enum GraphModule {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd.graph", summary: "Nodes and edges of the graph.")
    module.set("Node", .object(NodeObjects.base))
    SavedTensorsHooks.register(in: module)
    let edgeType = try machine.call(
      machine.attribute(of: .object(machine.importModule("collections")), "namedtuple"),
      [.string("GradientEdge"), .list(["node", "output_nr", "ownership_token"].map { .string($0) })])
    module.set("GradientEdge", edgeType)
    module.function(
      "get_gradient_edge", [.init("tensor")], summary: "Where a tensor's gradient flows.",
      .unary { value in
        guard let x = value.asTensor, let node = x.node else {
          throw EngineError.runtime(
            "It is not possible to get the gradient edge for a Tensor that does not require gradients")
        }
        node.note(x, asResult: x.slot)
        return try Machine.current.call(edgeType, [NodeObjects.value(node), .int(Int(x.slot)), .none])
      })
    module.function(
      "increment_version", [.init("tensor")], summary: "Counts a change in place that nobody saw.",
      .unary { value in
        for tensor in value.asTensor.map({ [$0] }) ?? (value.sequenceItems ?? []).compactMap(\.asTensor) {
          tensor.bumpVersion()
        }
        return .none
      })
    module.function(
      "register_multi_grad_hook", [.init("tensors"), .init("fn"), .keyword("mode", default: .string("all"))],
      summary: "Calls a function with the gradients of several tensors when all of them have come.",
      .bound { try registerMulti($0[0], $0[1], mode: $0[2].asString?.text ?? "") })
    return module
  }

  private final class Gathering {
    var gradients: [Tensor?]
    var isDone = false
    init(_ count: Int) { gradients = [Tensor?](repeating: nil, count: count) }
  }

  private static func registerMulti(_ tensors: Value, _ function: Value, mode: String) throws -> Value {
    guard ["all", "any"].contains(mode) else {
      throw PythonError(.valueError, "Expects mode to be one of ('all', 'any') but got \(mode)")
    }
    let list = (tensors.sequenceItems ?? []).compactMap(\.asTensor)
    let gathering = Gathering(list.count)
    var handles: [Value] = []
    let nodes = try list.map { tensor in
      guard let node = tensor.node else {
        throw PythonError(.assertionError, "Expected gradient function to be set")
      }
      return node
    }
    for (index, tensor) in list.enumerated() {
      let inner = NativeFunction(
        "hook", [.init("grad")],
        .unary { gradient in
          gathering.gradients[index] = gradient.asTensor
          if mode == "any" {
            if !gathering.isDone { _ = try Machine.current.call(function, [gradient]) }
            gathering.isDone = true
          } else if zip(gathering.gradients, nodes).allSatisfy({ $0 != nil || !GradientWalk.willReach($1) }) {
            let values = gathering.gradients.map { $0.map { Value.native($0) } ?? .none }
            gathering.gradients = [Tensor?](repeating: nil, count: list.count)
            _ = try Machine.current.call(function, [.list(values)])
          }
          return .none
        })
      handles.append(Hooks.add(.object(inner), to: nodes[index], slot: tensor.slot))
    }
    return Hooks.handle {
      for handle in handles {
        if case .object(let object) = handle, let handle = object as? Hooks.Handle { handle.remove() }
      }
    }
  }
}
