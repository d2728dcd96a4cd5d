import Machine
import NDArray
import Ops

/// A person's own operations (`torch.autograd.Function`) on batched tensors.
enum BatchedFunctions {
  /// Runs the class's `vmap`, or its `forward` for one index after another where it allows that.
  ///
  /// - Throws: PyTorch's `RuntimeError` where it does neither.
  static func apply(_ function: TypeObject, _ arguments: Arguments, _ frame: BatchFrame) throws -> Value {
    let machine = Machine.current
    let class_ = Value.object(function)
    let rule = function.lookup("vmap").flatMap { own in
      CustomFunctions.type.lookup("vmap").map { own.isIdentical(to: $0) } ?? false ? nil : own
    }
    let generates = try machine.truth(machine.attribute(of: class_, "generate_vmap_rule"))
    let operands = Array(arguments.positional.dropFirst())
    if generates {
      guard rule == nil else {
        throw refused(
          function,
          "it has both generate_vmap_rule=True and an overridden vmap staticmethod. Please set "
            + "generate_vmap_rule=False or delete the overridden vmap staticmethod to avoid ambiguity")
      }
      return try Batching.each(frame, operands, function.name) { values in
        try machine.call(machine.attribute(of: class_, "apply"), values)
      }
    }
    guard rule != nil else {
      throw refused(
        function,
        "it does not have vmap support. Please override and implement the vmap staticmethod or set "
          + "generate_vmap_rule=True")
    }
    let dims = try mapped(operands) { one in
      one.frame === frame ? .int(one.dim) : .none
    } otherwise: { _ in
      .none
    }
    let wholes = try mapped(operands) { one in
      one.frame === frame ? one.whole : .native(one)
    } otherwise: {
      $0
    }
    let result = try machine.call(
      machine.attribute(of: class_, "vmap"), [information(frame), .tuple(dims)] + wholes)
    guard let parts = result.asTuple?.items, parts.count == 2 else {
      throw EngineError.runtime(
        "Expected the vmap staticmethod to have two returns, an output and out_dims with pytree structure compatible with "
          + "the output. Got a \(machine.type(of: result).name) instead")
    }
    let places = Tree.leaves(parts[1])
    let leaves = try zip(Tree.leaves(parts[0]), places).map { leaf, place -> Value in
      guard case .int(let given) = place, Batching.isTensor(leaf) else { return leaf }
      let shape = Batching.shape(leaf)
      let dim = try Dims.resolve(given, shape.count)
      guard dim < shape.count, shape[dim] == frame.size else {
        throw EngineError.runtime(
          "the vmap staticmethod of \(function.name) gave a result of shape (\(Layout.text(shape))), whose dimension \(given) "
            + "is not the batch of \(frame.size)")
      }
      return .native(BatchedTensor(leaf, dim: dim, of: frame))
    }
    return Tree.rebuilt(parts[0], leaves)
  }

  private static func refused(_ function: TypeObject, _ why: String) -> EngineError {
    EngineError.runtime(
      "You tried to vmap over \(function.name), but \(why). For more details, please see "
        + "https://pytorch.org/docs/main/notes/extending.func.html")
  }

  private static func mapped(
    _ values: [Value], _ body: (BatchedTensor) -> Value, otherwise: (Value) -> Value
  ) throws -> [Value] {
    try values.map { try Tree.map($0) { leaf in Batching.batched(leaf).map(body) ?? otherwise(leaf) } }
  }

  /// What `vmap` is told of the batch.
  private static func information(_ frame: BatchFrame) throws -> Value {
    let machine = Machine.current
    let made =
      try type
      ?? machine.call(
        machine.attribute(of: .object(machine.importModule("collections")), "namedtuple"),
        [.string("VmapInfo"), .list([.string("batch_size"), .string("randomness")])])
    type = made
    return try machine.call(made, [.int(frame.size), .string(frame.randomness.rawValue)])
  }

  nonisolated(unsafe) private static var type: Value?
}
