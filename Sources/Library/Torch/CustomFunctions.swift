import Autograd
import Machine
import NDArray
import Ops

/// `torch.autograd.Function`: operations whose derivative a person writes.
enum CustomFunctions {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject(
      "Function", module: "torch.autograd.function", summary: "The base of operations with a derivative of your own.")
    type.staticMethod(
      "forward", summary: "Computes the results.",
      .variadic { _ in
        throw PythonError(
          .notImplementedError, "You must implement the forward function for custom autograd.Function.",
          hint: "write @staticmethod def forward(ctx, …) in the class")
      })
    type.set("generate_vmap_rule", .bool(false))
    type.staticMethod(
      "vmap", summary: "Computes the results for a batch.",
      .variadic { _ in
        throw PythonError(
          .notImplementedError,
          "To use autograd.Function with vmap, you must either override the vmap staticmethod or set generate_vmap_rule=True."
        )
      })
    for name in ["backward", "vjp"] {
      type.staticMethod(
        name, summary: "Gradients of the inputs, given those of the results.",
        .variadic { _ in
          throw PythonError(
            .notImplementedError,
            "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward "
              + "mode AD.", hint: "write @staticmethod def backward(ctx, grad_output) in the class")
        })
    }
    type.staticMethod(
      "setup_context", summary: "Keeps what backward needs.",
      .variadic { _ in
        throw PythonError(.notImplementedError, "setup_context is not implemented.")
      })
    type.staticMethod(
      "jvp", summary: "Forward mode.",
      .variadic { _ in
        throw PythonError(
          .notImplementedError,
          "You must implement the jvp function for custom autograd.Function to use it with forward mode AD.")
      })
    type.classMethod(
      "apply", [.init("cls"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "Runs forward and records the step.", .variadic(apply))
    type.slots.initialize = { value, _ in
      try Machine.current.warn(
        .deprecationWarning,
        "\(try Machine.current.repr(.object(Machine.current.type(of: value)))) should not be instantiated. Methods on "
          + "autograd functions are all static, so you should invoke them on the class itself. Instantiating an autograd "
          + "function will raise an error in a future version of PyTorch.")
    }
    type.slots.call = { _, _ in
      throw EngineError.runtime(
        "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd function with "
          + "static forward method. (Example: https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)")
    }
    type.subclassHook = { subclass in
      let face = TypeObject(
        subclass.name + "Backward", module: "torch.autograd.function", bases: [context], layout: .opaque)
      subclass.set("_backward_cls", .object(face))
    }
    return type
  }()

  /// `vjp` where a class has its own, else `backward`.
  static func backwardName(of function: TypeObject) -> String {
    for ancestor in function.mro where ancestor !== type {
      if ancestor.attributes.get(StringObject.interned("backward")) != nil { return "backward" }
      if ancestor.attributes.get(StringObject.interned("vjp")) != nil { return "vjp" }
    }
    return "backward"
  }

  // MARK: Running

  private static func apply(_ arguments: Arguments) throws -> Value {
    let machine = Machine.current
    guard arguments.count > 0, let function = arguments[0].asType,
      let face = function.lookup("_backward_cls")?.asType
    else {
      throw PythonError(
        .notImplementedError, "You must implement the forward function for custom autograd.Function.")
    }
    let setsContext = function.lookup("setup_context").map { !isOwn($0) } ?? false
    guard setsContext || Level.depth == 0 else {
      throw EngineError.runtime(
        "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, jacrev, ...), it must override the "
          + "setup_context staticmethod. For more details, please see "
          + "https://pytorch.org/docs/main/notes/extending.func.html")
    }
    if Batching.isUsed, let frame = Batching.frame(of: arguments.positional) {
      return try BatchedFunctions.apply(function, arguments, frame)
    }
    let given = (1..<arguments.count).map { arguments[$0] }
    let keywords = arguments.keywords.map { ($0.name.text, $0.value) }
    let isRecorded = GradMode.isEnabled && given.contains { $0.asTensor?.requiresGrad ?? false }
    let node = CustomNode(function, face: face, arguments: given)
    let ctx = Value.object(NodeObject.of(node))
    let forward = try machine.attribute(of: .object(function), "forward")
    let wasEnabled = GradMode.isEnabled
    let output: Value
    do {
      GradMode.isEnabled = false
      defer { GradMode.isEnabled = wasEnabled }
      if setsContext {
        output = try machine.call(forward, given, keywords: keywords)
        let setup = try machine.attribute(of: .object(function), "setup_context")
        _ = try machine.call(setup, [ctx, .tuple(given), output])
      } else {
        output = try machine.call(forward, [ctx] + given, keywords: keywords)
      }
    }
    let items = output.asTuple?.items ?? [output]
    let inputs = given.compactMap(\.asTensor)
    let nonDifferentiable = node.nonDifferentiable
    let dirty = node.dirty
    for tensor in dirty where !items.contains(where: { $0.asTensor === tensor }) {
      throw EngineError.runtime(
        "Some elements marked as dirty during the forward method were not returned as output. The inputs that are modified "
          + "inplace must all be outputs of the Function.")
    }
    node.finish(items.map(\.asTensor))
    if SavedHooks.isActive { try SavedHooks.pack(node) }
    var results: [Value] = []
    for (slot, item) in items.enumerated() {
      guard let tensor = item.asTensor else {
        results.append(item)
        continue
      }
      let isWanted = isRecorded && tensor.dtype.isFloatingPoint && !nonDifferentiable.contains { $0 === tensor }
      results.append(
        .native(
          try attach(
            tensor, isWanted ? node : nil, Int32(slot), isInput: inputs.contains { $0 === tensor },
            isDirty: dirty.contains { $0 === tensor })))
    }
    withExtendedLifetime(ctx) {}
    return output.asTuple == nil ? results.first ?? .none : .tuple(results)
  }

  private static func isOwn(_ attribute: Value) -> Bool {
    type.lookup("setup_context").map { $0.isIdentical(to: attribute) } ?? false
  }

  /// A result with its history. A result that is one of the inputs is seen anew, unless it was changed in place.
  private static func attach(
    _ tensor: Tensor, _ node: CustomNode?, _ slot: Int32, isInput: Bool, isDirty: Bool
  ) throws -> Tensor {
    if isDirty {
      guard let node else { return tensor }
      guard !(tensor.requiresGrad && tensor.isLeaf) else {
        throw EngineError.runtime("a leaf Variable that requires grad has been used in an in-place operation.")
      }
      tensor.bumpVersion()
      InPlace.rebase(tensor, onto: node, slot: slot)
      return tensor
    }
    let base = tensor.view?.base
    let result = isInput || base == nil && tensor.node != nil ? try tensor.detached() : tensor
    if node != nil {
      result.extra?.view = nil
      if let seen = isInput ? tensor : base {
        Shapes.shareFromFunction(result, with: seen)
      }
    }
    result.node = node
    result.slot = slot
    return result
  }

  // MARK: The context

  /// What every context can do; each class of functions has a class of contexts of its own beneath this one.
  nonisolated(unsafe) static let context: TypeObject = {
    let type = TypeObject(
      "BackwardCFunction", module: "torch.autograd.function", bases: [NodeObjects.base], layout: .opaque,
      summary: "What forward leaves for backward.")
    func node(_ value: Value) -> CustomNode? { NodeObjects.node(of: value) as? CustomNode }
    type.method(
      "apply", [.init("self"), .variadic("args")], summary: "Runs the node alone.",
      .variadic { try NodeCalls.call($0.count > 0 ? $0[0] : .none, $0.dropping(1)) })
    type.method(
      "save_for_backward", [.init("self"), .variadic("tensors")], summary: "Keeps tensors for backward.",
      .bound { arguments in
        let items = arguments[1].asTuple?.items ?? []
        node(arguments[0])?.toSave = try items.enumerated().map { index, item in
          guard item.isNone || item.asTensor != nil else {
            throw PythonError(
              .typeError,
              "save_for_backward can only save variables, but argument \(index) is of type "
                + Machine.current.type(of: item).name,
              hint: "keep what is no tensor as an attribute: ctx.n = n")
          }
          return item.asTensor
        }
        return .none
      })
    type.method(
      "mark_dirty", [.init("self"), .variadic("args")], summary: "Says which inputs forward changed in place.",
      .bound { arguments in
        node(arguments[0])?.dirty = (arguments[1].asTuple?.items ?? []).compactMap(\.asTensor)
        return .none
      })
    type.method(
      "mark_non_differentiable", [.init("self"), .variadic("args")], summary: "Says which results have no gradient.",
      .bound { arguments in
        node(arguments[0])?.nonDifferentiable = (arguments[1].asTuple?.items ?? []).compactMap(\.asTensor)
        return .none
      })
    type.method(
      "set_materialize_grads", [.init("self"), .init("value")],
      summary: "Whether backward receives zeros where no gradient came, or None.",
      .bound { arguments in
        node(arguments[0])?.materializesGrads = try Machine.current.truth(arguments[1])
        return .none
      })
    func savedTensors(_ value: Value) throws -> Value {
      .tuple(try (node(value)?.savedTensors() ?? []).map { $0.map { .native($0) } ?? .none })
    }
    type.property("saved_tensors", summary: "What save_for_backward kept.", get: savedTensors)
    type.property("saved_variables", summary: "What save_for_backward kept.", get: savedTensors)
    type.property("needs_input_grad", summary: "For each input, whether its gradient is wanted.") { value in
      .tuple((node(value)?.needsInputGrad ?? []).map { .bool($0) })
    }
    return type
  }()

  // MARK: Once differentiable

  /// `@once_differentiable`: the gradient is computed without history, and its own derivative is refused.
  nonisolated(unsafe) static let onceDifferentiable = Value.object(
    NativeFunction(
      "once_differentiable", [.init("fn")], summary: "Marks a backward that cannot itself be differentiated.",
      .unary { function in
        try WrappingFunction.make(like: function) { arguments in
          let wasEnabled = GradMode.isEnabled
          GradMode.isEnabled = false
          let result: Value
          do {
            defer { GradMode.isEnabled = wasEnabled }
            result = try Machine.current.call(function, arguments)
          }
          let inputs = arguments.positional.compactMap(\.asTensor).filter(\.requiresGrad)
          guard wasEnabled, !inputs.isEmpty else { return result }
          func refusing(_ value: Value) -> Value {
            guard let tensor = value.asTensor else { return value }
            return .native(
              Recording.record("torch::autograd::Error", inputs, tensor.data) { _ in
                throw EngineError.runtime(
                  "trying to differentiate twice a function that was marked with @once_differentiable")
              })
          }
          if let items = result.asTuple?.items { return .tuple(items.map(refusing)) }
          return refusing(result)
        }
      }))

  /// The module `torch.autograd.function`.
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd.function", summary: "Operations with a derivative of your own.")
    module.set("Function", .object(type))
    module.set("once_differentiable", onceDifferentiable)
    return module
  }
}
