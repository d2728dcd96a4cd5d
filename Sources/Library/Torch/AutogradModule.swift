import Autograd
import Machine
import NDArray
import Ops

/// The module `torch.autograd`.
enum AutogradModule {
  static func register(on machine: Machine) {
    machine.registerModule("torch.autograd", build)
    machine.registerModule("torch.autograd.function", CustomFunctions.build)
    machine.registerModule("torch.autograd.functional", FunctionalDerivatives.build)
    machine.registerModule("torch.autograd.forward_ad", DualNumbers.build)
    machine.registerModule("torch.func", FuncModule.build)
    machine.registerModule("torch.autograd.gradcheck", GradientChecks.build)
    machine.registerModule("torch.autograd.graph", GraphModule.build)
    machine.registerModule("torch.utils") { _ in ModuleObject("torch.utils", summary: "What goes beside the tensors.") }
    machine.registerModule("torch.utils.checkpoint", Checkpoint.build)
  }

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd", summary: "Gradients of arbitrary functions.")
    module.set("grad", grad)
    module.set("backward", backward)
    module.set(
      "Variable",
      .object(
        NativeFunction(
          "Variable",
          [.init("data"), .init("requires_grad", default: .bool(false)), .init("volatile", default: .bool(false))],
          summary: "The old name for a tensor.", .bound(variable))))
    module.set("Function", .object(CustomFunctions.type))
    module.set("gradcheck", GradientChecks.gradcheck)
    module.set("gradgradcheck", GradientChecks.gradgradcheck)
    module.set("detect_anomaly", .object(Anomalies.detectAnomaly))
    module.set("set_detect_anomaly", .object(Anomalies.setDetectAnomaly))
    for type in [GradModes.noGrad, GradModes.enableGrad, GradModes.inferenceMode, GradModes.setGradEnabled] {
      module.set(type.name, .object(type))
    }
    return module
  }

  private static func variable(_ arguments: BoundArguments) throws -> Value {
    if case .bool(true) = arguments[2] {
      try Machine.current.warn(
        .userWarning, "volatile was removed and now has no effect. Use `with torch.no_grad():` instead.")
    }
    let source = try TensorArguments.tensor(arguments[0], "Variable", "data", 1)
    let result = try source.detached()
    let wanted = try Machine.current.truth(arguments[1])
    guard !wanted || source.dtype.isFloatingPoint else {
      throw EngineError.runtime("Only Tensors of floating point and complex dtype can require gradients")
    }
    result.setRequiresGrad(wanted)
    return .native(result)
  }

  /// `torch.autograd.grad`.
  nonisolated(unsafe) static let grad = Value.object(
    NativeFunction(
      "grad",
      [
        .init("outputs"), .init("inputs"), .init("grad_outputs", default: Value.none),
        .init("retain_graph", default: Value.none),
        .init("create_graph", default: .bool(false)), .init("allow_unused", default: Value.none),
        .init("is_grads_batched", default: .bool(false)), .init("materialize_grads", default: .bool(false)),
      ], summary: "The gradients of outputs with respect to inputs, without touching any `.grad`.",
      .bound { arguments in
        let outputs = try tensors(arguments[0], arguments[2])
        let inputs = try tensors(arguments[1])
        guard !inputs.isEmpty else {
          throw EngineError.runtime("`inputs` argument to `grad()` cannot be empty.")
        }
        let create = try Machine.current.truth(arguments[4])
        let retain = arguments[3].isNone ? create : try Machine.current.truth(arguments[3])
        let materialize = try Machine.current.truth(arguments[7])
        if materialize, case .bool(false) = arguments[5] {
          throw PythonError(
            .valueError,
            "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.")
        }
        let allow = try arguments[5].isNone ? materialize : Machine.current.truth(arguments[5])
        let seeds = arguments[2].isNone ? [] : try optionalTensors(arguments[2])
        guard seeds.isEmpty && arguments[2].isNone || seeds.count == outputs.count else {
          throw EngineError.runtime("got \(outputs.count) tensors and \(seeds.count) gradients")
        }
        let results: [Tensor?]
        if try Machine.current.truth(arguments[6]) {
          results = try batched(outputs, seeds, retain, create, inputs)
        } else {
          results = try Backward.run(
            outputs, gradients: seeds, retainsGraph: retain, createsGraph: create, inputs: inputs)
        }
        var values: [Value] = []
        for (index, result) in results.enumerated() {
          if let result, !((inputs[index].node as? AccumulateGrad)?.isUnreached ?? false) {
            values.append(.native(result))
          } else if materialize {
            values.append(.native(Tensor(try NDArray.zeros(shape: inputs[index].shape, inputs[index].dtype))))
          } else if allow {
            values.append(.none)
          } else {
            throw EngineError.runtime(
              "The differentiated Tensor at index \(index) appears to not have been used in the graph. Set "
                + "allow_unused=True if this is the desired behavior.")
          }
        }
        return .tuple(values)
      }))

  /// One backward run for each row of the seeds; the results stacked.
  private static func batched(
    _ outputs: [Tensor], _ seeds: [Tensor?], _ retain: Bool, _ create: Bool, _ inputs: [Tensor]
  ) throws -> [Tensor?] {
    guard let first = seeds.compactMap({ $0 }).first, let count = first.shape.first else {
      throw PythonError(
        .valueError,
        "vmap(vjp, in_dims=0, ...)(<inputs>): Got in_dim=0 for some input, but that input is a Tensor of dimensionality 0 so "
          + "expected in_dim to satisfy 0 <= in_dim < 0.")
    }
    for (index, (seed, output)) in zip(seeds, outputs).enumerated() {
      guard let seed, Array(seed.shape.dropFirst()) != output.shape else { continue }
      throw EngineError.runtime(
        "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch dimension. The "
          + "sizes of the remaining dimensions are expected to match the shape of corresponding output, but a mismatch "
          + "was detected: grad_output[\(index)] has a shape of torch.Size(\(Layout.text(Array(seed.shape.dropFirst(2))))) and "
          + "output[\(index)] has a shape of torch.Size(\(Layout.text(output.shape))). If you only want some tensors in "
          + "`grad_output` to be considered batched, consider using vmap.")
    }
    var rows: [[Tensor?]] = []
    for row in 0..<count {
      let part = try seeds.map { try $0.map { try Shapes.select($0, 0, row) } }
      rows.append(
        try Backward.run(
          outputs, gradients: part, retainsGraph: retain || row < count - 1, createsGraph: create, inputs: inputs))
    }
    return try inputs.indices.map { index in
      let parts = rows.compactMap { $0[index] }
      guard parts.count == count, count > 0 else { return nil }
      return try Tensor.from(TorchCalls.call("stack", [.list(parts.map { .tensor($0) }), .number(.int(0))]))
    }
  }

  /// `torch.autograd.backward`.
  nonisolated(unsafe) private static let backward = Value.object(
    NativeFunction(
      "backward",
      [
        .init("tensors"), .init("grad_tensors", default: Value.none), .init("retain_graph", default: Value.none),
        .init("create_graph", default: .bool(false)), .init("grad_variables", default: Value.none),
        .init("inputs", default: Value.none),
      ], summary: "Adds the gradients of several tensors into the leaves.",
      .bound { arguments in
        let outputs = try tensors(arguments[0], arguments[1])
        let create = try Machine.current.truth(arguments[3])
        let retain = arguments[2].isNone ? create : try Machine.current.truth(arguments[2])
        let given = arguments[1].isNone ? [] : try optionalTensors(arguments[1])
        guard arguments[1].isNone || given.count == outputs.count else {
          throw EngineError.runtime("got \(outputs.count) tensors and \(given.count) gradients")
        }
        if create { try TensorWarnings.createGraph() }
        let inputs = try arguments[5].isNone ? nil : tensors(arguments[5])
        guard !(inputs?.isEmpty ?? false) else {
          throw EngineError.runtime("`inputs` argument to `backward()` cannot be empty.")
        }
        let results = try Backward.run(
          outputs, gradients: given, retainsGraph: retain, createsGraph: create, inputs: inputs)
        for (input, gradient) in zip(inputs ?? [], results) {
          if let gradient { input.grad = try input.grad.map { try Add.of($0, gradient) } ?? gradient }
        }
        return .none
      }))

  /// - Parameter gradients: What comes in at each of them, as a person gave it.
  static func tensors(_ value: Value, _ gradients: Value = .none) throws -> [Tensor] {
    if let one = try value.asTensor ?? NodeCalls.stand(at: value, gradients.sequenceItems?.first ?? gradients) {
      return [one]
    }
    let given = gradients.sequenceItems ?? [gradients]
    return try Machine.current.elements(value).enumerated().map { at, item in
      guard let tensor = try item.asTensor ?? NodeCalls.stand(at: item, at < given.count ? given[at] : .none) else {
        throw EngineError.runtime(
          "all inputs have to be Tensors or GradientEdges, but got \(Machine.current.type(of: item).name)")
      }
      return tensor
    }
  }

  private static func optionalTensors(_ value: Value) throws -> [Tensor?] {
    if let one = value.asTensor { return [one] }
    return try Machine.current.elements(value).map { item in
      if item.isNone { return nil }
      guard let tensor = item.asTensor else {
        throw PythonError(
          .typeError,
          "gradients can be either Tensors or None, but got \(Machine.current.type(of: item).name)")
      }
      return tensor
    }
  }
}

/// Operations by name, for Swift code that calls rare ones.
enum TorchCalls {
  static func call(_ name: String, _ arguments: [Argument]) throws -> Argument {
    guard let op = OpTable.byName[name] else {
      throw EngineError(.notImplementedError, "there is no operation '\(name)'")
    }
    for overload in op.overloads where overload.parameters.count >= arguments.count {
      let rest = overload.parameters.dropFirst(arguments.count).compactMap(\.defaultArgument)
      guard rest.count == overload.parameters.count - arguments.count else { continue }
      return try overload.call(arguments + rest)
    }
    throw EngineError(.typeError, "\(name)() does not take \(arguments.count) arguments")
  }
}
