import Autograd
import Machine
import NDArray
import Ops

/// The module `torch.autograd.functional`: Jacobians, Hessians and products with them, of a function at a point.
enum FunctionalDerivatives {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd.functional", summary: "Jacobians, Hessians and products with them.")
    let create = LanguageParameter("create_graph", default: .bool(false))
    let strict = LanguageParameter("strict", default: .bool(false))
    let v = LanguageParameter("v", default: Value.none)
    let vectorize = LanguageParameter("vectorize", default: .bool(false))
    module.function(
      "jacobian",
      [.init("func"), .init("inputs"), create, strict, vectorize, .init("strategy", default: .string("reverse-mode"))],
      summary: "The derivatives of every element of a function's result by every element of its inputs.",
      .bound { arguments in
        let problem = try Problem("jacobian", arguments, create: 2, strict: 3)
        try checkStrategy(problem, vectorize: arguments[4], strategy: arguments[5], isForwardAllowed: true)
        return try jacobian(problem)
      })
    module.function(
      "hessian",
      [
        .init("func"), .init("inputs"), create, strict, vectorize,
        .init("outer_jacobian_strategy", default: .string("reverse-mode")),
      ], summary: "The second derivatives of a scalar function.",
      .bound { arguments in
        let problem = try Problem("hessian", arguments, create: 2, strict: 3)
        try checkStrategy(problem, vectorize: arguments[4], strategy: arguments[5], isForwardAllowed: true)
        return try hessian(problem)
      })
    for (name, body) in [("vjp", vjp), ("jvp", jvp), ("vhp", vhp), ("hvp", hvp)] {
      module.function(
        name, [.init("func"), .init("inputs"), v, create, strict], summary: summaries[name] ?? "",
        .bound { arguments in try body(Problem(name, arguments, create: 3, strict: 4), arguments[2]) })
    }
    return module
  }

  private static let summaries = [
    "vjp": "A function's value, and a vector times its Jacobian.",
    "jvp": "A function's value, and its Jacobian times a vector.",
    "vhp": "A scalar function's value, and a vector times its Hessian.",
    "hvp": "A scalar function's value, and its Hessian times a vector.",
  ]

  // MARK: What is asked

  /// A function and its inputs, made ready to be differentiated.
  private struct Problem {
    let name: String
    let function: Value
    let inputs: [Tensor]
    let isTuple: Bool
    let createsGraph: Bool
    let isStrict: Bool

    init(_ name: String, _ arguments: BoundArguments, create: Int, strict: Int) throws {
      self.name = name
      function = arguments[0]
      createsGraph = try Machine.current.truth(arguments[create])
      isStrict = try Machine.current.truth(arguments[strict])
      isTuple = arguments[1].asTuple != nil
      inputs = try FunctionalDerivatives.tensors(arguments[1], "inputs", name)
    }

    init(_ name: String, _ function: Value, _ inputs: [Tensor], isTuple: Bool, creates: Bool, strict: Bool) {
      self.name = name
      self.function = function
      self.inputs = inputs
      self.isTuple = isTuple
      createsGraph = creates
      isStrict = strict
    }

    /// Inputs to differentiate by: views of the given ones where the result is to have a history, else apart from them.
    func tracked(connected: Bool) throws -> [Tensor] {
      try inputs.map { input in
        if connected, input.requiresGrad { return try Shapes.view("ViewBackward0", input, { $0 }) { $0 } }
        let apart = try input.detached()
        if input.dtype.isFloatingPoint {
          apart.setRequiresGrad(true)
        } else {
          throw EngineError.runtime("only Tensors of floating point dtype can require gradients")
        }
        return apart
      }
    }

    func outputs(at inputs: [Tensor]) throws -> (value: Value, tensors: [Tensor], isTuple: Bool) {
      let value = try Machine.current.call(function, inputs.map { .native($0) })
      let tensors = try FunctionalDerivatives.tensors(value, "outputs of the user-provided function", name)
      if isStrict {
        for (index, output) in tensors.enumerated() where !output.requiresGrad {
          throw EngineError.runtime(
            "Output \(index) of the user-provided function does not require gradients. The outputs must be computed in a "
              + "differentiable manner from the input when running in strict mode.")
        }
      }
      return (value, tensors, value.asTuple != nil)
    }

    /// The function's only output, which has one element.
    func scalar(at inputs: [Tensor]) throws -> Tensor {
      let (_, tensors, isTuple) = try outputs(at: inputs)
      guard !isTuple, let output = tensors.first else {
        throw EngineError.runtime("The function given to \(name) should return a single Tensor")
      }
      guard output.count == 1 else {
        throw EngineError.runtime(
          "The Tensor returned by the function given to \(name) should contain a single element")
      }
      return output
    }

    /// A result as it leaves: without history unless one was asked for.
    func leaving(_ tensor: Tensor) throws -> Value { .native(try createsGraph ? tensor : tensor.detached()) }

    func leaving(_ tensors: [Tensor], asTuple: Bool) throws -> Value {
      let values = try tensors.map(leaving)
      return asTuple ? .tuple(values) : values.first ?? .none
    }
  }

  fileprivate static func tensors(_ value: Value, _ what: String, _ name: String) throws -> [Tensor] {
    if let tensor = value.asTensor { return [tensor] }
    guard let items = value.asTuple?.items else {
      throw PythonError(
        .typeError,
        "The \(what) given to \(name) must be either a Tensor or a tuple of Tensors but the given \(what) has type "
          + "\(Tree.className(value)).")
    }
    return try items.enumerated().map { index, item in
      guard let tensor = item.asTensor else {
        throw PythonError(
          .typeError,
          "The \(what) given to \(name) must be either a Tensor or a tuple of Tensors but the value at index \(index) has type "
            + "\(Tree.className(item)).")
      }
      return tensor
    }
  }

  private static func checkStrategy(
    _ problem: Problem, vectorize: Value, strategy: Value, isForwardAllowed: Bool
  ) throws {
    let isVectorized = try Machine.current.truth(vectorize)
    let name = strategy.asString?.text ?? ""
    guard ["forward-mode", "reverse-mode"].contains(name) else {
      throw PythonError(
        .assertionError,
        "Expected strategy to be either \"forward-mode\" or \"reverse-mode\". Hint: If your function has more outputs than "
          + "inputs, \"forward-mode\" tends to be more performant. Otherwise, prefer to use \"reverse-mode\".")
    }
    if name == "forward-mode", !isVectorized {
      throw PythonError(
        .notImplementedError,
        "Computing Jacobian using forward-AD or forward-over-reverse Hessian isonly implemented for `vectorize=True`.")
    }
    if isVectorized, problem.isStrict {
      throw EngineError.runtime(
        "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported together. Please either set "
          + "`strict=False` or `vectorize=False`.")
    }
  }

  /// Runs with recording on.
  private static func recording<R>(_ body: () throws -> R) rethrows -> R {
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = true
    defer { GradMode.isEnabled = wasEnabled }
    return try body()
  }

  /// Gradients of those outputs that have a history; nil where none arrives.
  private static func gradients(
    _ outputs: [Tensor], _ seeds: [Tensor?], _ inputs: [Tensor], creates: Bool
  ) throws -> [Tensor?] {
    let live = outputs.indices.filter { outputs[$0].requiresGrad }
    guard !live.isEmpty else { return inputs.map { _ in nil } }
    return try Backward.run(
      live.map { outputs[$0] }, gradients: live.map { seeds[$0] }, retainsGraph: true, createsGraph: creates,
      inputs: inputs)
  }

  /// Zeros for gradients that did not arrive; refused when strict.
  private static func filled(
    _ gradients: [Tensor?], like references: [Tensor], _ problem: Problem, missing: (Int) -> String,
    constant: (Int) -> String
  ) throws -> [Tensor] {
    try gradients.enumerated().map { index, gradient in
      guard let gradient else {
        guard !problem.isStrict else { throw EngineError.runtime(missing(index)) }
        return try Level.zeros(references[index])
      }
      guard !(problem.isStrict && problem.createsGraph && !gradient.requiresGrad) else {
        throw EngineError.runtime(constant(index))
      }
      return gradient
    }
  }

  /// The vector of a product: given, or one for a single element.
  private static func vector(
    _ v: Value, like references: [Tensor], isTuple: Bool, _ problem: Problem, whenMissing: String
  ) throws -> [Tensor] {
    guard !v.isNone else {
      guard references.count == 1, !isTuple, let only = references.first, only.count == 1 else {
        throw EngineError.runtime(
          "The vector v can only be None if \(whenMissing) a single Tensor with a single element.")
      }
      return [Tensor(try NDArray.filled(shape: only.shape, .int(1), only.dtype))]
    }
    let given = try tensors(v, "v", problem.name)
    guard given.count == references.count else {
      throw EngineError.runtime(
        isTuple
          ? "v is a tuple of invalid length: should be \(references.count) but got \(given.count)."
          : "The given v should contain a single Tensor.")
    }
    for (index, (vector, reference)) in zip(given, references).enumerated() where vector.shape != reference.shape {
      throw EngineError.runtime(
        "\(isTuple ? "Entry \(index) in " : "")v has invalid size: should be torch.Size(\(Layout.text(reference.shape))) but got "
          + "torch.Size(\(Layout.text(vector.shape))).")
    }
    return given
  }

  // MARK: Jacobian and Hessian

  private static func jacobian(_ problem: Problem) throws -> Value {
    try recording {
      let inputs = try problem.tracked(connected: problem.createsGraph)
      let (_, outputs, isTuple) = try problem.outputs(at: inputs)
      let blocks = try outputs.enumerated().map { number, output in
        try block(output, number, inputs, problem).map(problem.leaving)
      }
      let rows = blocks.map { problem.isTuple ? Value.tuple($0) : $0.first ?? .none }
      return isTuple ? .tuple(rows) : rows.first ?? .none
    }
  }

  /// One output's part of the Jacobian, a tensor for each input.
  private static func block(_ output: Tensor, _ number: Int, _ inputs: [Tensor], _ problem: Problem) throws -> [Tensor]
  {
    var columns = [[Tensor]](repeating: [], count: inputs.count)
    for element in 0..<output.count {
      let seed = try NDArray.zeros(shape: [output.count], output.dtype).inMemory()
      var one = seed.selected(0, element)
      try one.fill(.int(1))
      let row = try gradients(
        [output], [Tensor(try seed.reshaped(output.shape))], inputs, creates: problem.createsGraph)
      let whole = try filled(
        row, like: inputs, problem,
        missing: {
          "Output \(number) of the user-provided function is independent of input \($0). This is not allowed in strict mode."
        },
        constant: {
          "The jacobian of the user-provided function is independent of input \($0). This is not allowed in strict mode when "
            + "create_graph=True."
        })
      for (index, gradient) in whole.enumerated() { columns[index].append(gradient) }
    }
    return try inputs.enumerated().map { index, input in
      let shape = output.shape + input.shape
      guard output.count > 0 else { return Tensor(try NDArray.zeros(shape: shape, input.dtype)) }
      return try Shapes.view(Joining.stack(columns[index], 0), shape)
    }
  }

  private static func hessian(_ problem: Problem) throws -> Value {
    let first = NativeFunction(
      "jac_func", [.variadic("inp")],
      .variadic { arguments in
        let inputs = arguments.positional.compactMap(\.asTensor)
        let inner = NativeFunction(
          "ensure_single_output_function", [.variadic("inp")],
          .variadic { given in
            let scalar = try problem.scalar(at: given.positional.compactMap(\.asTensor))
            return .native(try Shapes.reshape(scalar, []))
          })
        let gradient = try jacobian(
          Problem("jacobian", .object(inner), inputs, isTuple: true, creates: true, strict: false))
        if problem.isStrict { try checkDependence(gradient.asTuple?.items.compactMap(\.asTensor) ?? []) }
        return gradient
      })
    let second = try jacobian(
      Problem(
        "jacobian", .object(first), problem.inputs, isTuple: true, creates: problem.createsGraph,
        strict: problem.isStrict))
    guard !problem.isTuple else { return second }
    return second.asTuple?.items.first?.asTuple?.items.first ?? .none
  }

  private static func checkDependence(_ gradients: [Tensor], of what: String = "jacobian") throws {
    for (index, gradient) in gradients.enumerated() where !gradient.requiresGrad {
      throw EngineError.runtime(
        what == "jacobian"
          ? "While computing the hessian, found that the jacobian of the user-provided function with respect to input \(index) is "
            + "independent of the input. This is not allowed in strict mode. You should ensure that your function is twice "
            + "differentiable and that the jacobian depends on the inputs (this would be violated by a linear function for "
            + "example)."
          : "The hessian of the user-provided function with respect to input \(index) is independent of the input. This is not "
            + "allowed in strict mode. You should ensure that your function is thrice differentiable and that the hessian depends "
            + "on the inputs.")
    }
  }

  // MARK: Products

  private static func vjp(_ problem: Problem, _ v: Value) throws -> Value {
    try recording {
      let inputs = try problem.tracked(connected: problem.createsGraph)
      let (_, outputs, isTuple) = try problem.outputs(at: inputs)
      let seeds = try vector(
        v, like: outputs, isTuple: isTuple, problem, whenMissing: "the user-provided function returns")
      let products = try filled(
        gradients(outputs, seeds, inputs, creates: problem.createsGraph), like: inputs, problem,
        missing: {
          "The output of the user-provided function is independent of input \($0). This is not allowed in strict mode."
        },
        constant: {
          "The jacobian of the user-provided function is independent of input \($0). This is not allowed in strict mode when "
            + "create_graph=True."
        })
      return .tuple([
        try problem.leaving(outputs, asTuple: isTuple), try problem.leaving(products, asTuple: problem.isTuple),
      ])
    }
  }

  private static func jvp(_ problem: Problem, _ v: Value) throws -> Value {
    let direction = try vector(
      v, like: problem.inputs, isTuple: problem.isTuple, problem,
      whenMissing: "the input to the user-provided function is")
    return try recording {
      let inputs = try problem.tracked(connected: problem.createsGraph)
      let (_, outputs, isTuple) = try problem.outputs(at: inputs)
      // The gradient is linear in its weights: its derivative by them is the product asked for.
      let weights = try outputs.map(Level.zeros)
      for weight in weights where weight.dtype.isFloatingPoint { weight.setRequiresGrad(true) }
      let first = try gradients(outputs, weights, inputs, creates: true)
      if problem.isStrict {
        for (index, gradient) in first.enumerated() {
          guard let gradient else {
            throw EngineError.runtime(
              "The output of the user-provided function is independent of input \(index). This is not allowed in strict mode."
            )
          }
          guard gradient.requiresGrad else {
            throw EngineError.runtime(
              "The gradient with respect to input \(index) is independent of the inputs of the user-provided function. This is "
                + "not allowed in strict mode.")
          }
        }
      }
      let live = first.enumerated().compactMap { index, gradient in gradient.map { ($0, direction[index]) } }
      let products = try filled(
        gradients(live.map(\.0), live.map(\.1), weights, creates: problem.createsGraph), like: outputs, problem,
        missing: {
          "The gradient with respect to the input is independent of entry \($0) in the grad_outputs when using the double "
            + "backward trick to compute forward mode gradients. This is not allowed in strict mode."
        },
        constant: {
          "The jacobian of the user-provided function is independent of input \($0). This is not allowed in strict mode when "
            + "create_graph=True."
        })
      return .tuple([
        try problem.leaving(outputs, asTuple: isTuple), try problem.leaving(products, asTuple: isTuple),
      ])
    }
  }

  private static func vhp(_ problem: Problem, _ v: Value) throws -> Value { try secondProduct(problem, v) }

  /// The Hessian is symmetric, so a vector may stand on either side; what differs is what strict mode finds.
  private static func hvp(_ problem: Problem, _ v: Value) throws -> Value { try secondProduct(problem, v) }

  private static func secondProduct(_ problem: Problem, _ v: Value) throws -> Value {
    let direction = try vector(
      v, like: problem.inputs, isTuple: problem.isTuple, problem,
      whenMissing: "the input to the user-provided function is")
    return try recording {
      let inputs = try problem.tracked(connected: problem.createsGraph)
      let output = try problem.scalar(at: inputs)
      let first = try gradients([output], [nil], inputs, creates: true)
      // What did not arrive depends on nothing.
      if problem.isStrict { try checkDependence(zip(first, inputs).map { try $0 ?? $1.detached() }) }
      let live = first.enumerated().compactMap { index, gradient in gradient.map { ($0, direction[index]) } }
      let products = try filled(
        gradients(live.map(\.0), live.map(\.1), inputs, creates: problem.createsGraph), like: inputs, problem,
        missing: {
          "The jacobian of the user-provided function is independent of input \($0). This is not allowed in strict mode."
        },
        constant: {
          "The hessian of the user-provided function is independent of input \($0). This is not allowed in strict mode when "
            + "create_graph=True."
        })
      return .tuple([try problem.leaving(output), try problem.leaving(products, asTuple: problem.isTuple)])
    }
  }
}
