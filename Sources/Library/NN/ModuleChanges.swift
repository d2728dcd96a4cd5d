import Autograd
import Machine
import NDArray
import Ops

/// Methods that change a module: registering, modes, dtypes, gradients.
enum ModuleChanges {
  static func add(to type: TypeObject) {
    addRegistration(to: type)
    addModes(to: type)
    addConversions(to: type)
    addLookups(to: type)
  }

  // MARK: Registering

  private static func state(_ module: Value, _ what: String) throws -> (InstanceObject, ModuleState) {
    guard let instance = module.asInstance, let state = ModuleState.of(instance) else {
      throw PythonError(.attributeError, "cannot assign \(what) before Module.__init__() call")
    }
    return (instance, state)
  }

  private static func addRegistration(to type: TypeObject) {
    type.method(
      "register_parameter", [.init("self"), .init("name"), .init("param")], summary: "Adds a parameter under a name.",
      .bound { arguments in
        let (instance, state) = try state(arguments[0], "parameter")
        let name = try ModuleAttributes.checkNew(arguments[1], instance, what: "parameter", known: state.isParameter)
        if arguments[2].isNone {
          try ModuleAttributes.registerParameter(instance, state, name, nil)
          return .none
        }
        guard let tensor = arguments[2].asTensor, tensor.isParameter else {
          throw ModuleAttributes.refused(
            arguments[2], "object to parameter '\(name.text)' (torch.nn.Parameter or None required)")
        }
        try ModuleAttributes.registerParameter(instance, state, name, tensor)
        return .none
      })
    type.method(
      "register_buffer", [.init("self"), .init("name"), .init("tensor"), .init("persistent", default: .bool(true))],
      summary: "Adds a tensor that is state but no parameter.",
      .bound { arguments in
        let (instance, state) = try state(arguments[0], "buffer")
        let name = try ModuleAttributes.checkNew(arguments[1], instance, what: "buffer", known: state.isBuffer)
        guard arguments[2].isNone || arguments[2].asTensor != nil else {
          throw ModuleAttributes.refused(
            arguments[2], "object to buffer '\(name.text)' (torch Tensor or None required)")
        }
        ModuleState.set(&state.buffers, name, arguments[2].asTensor)
        instance.setField(name, arguments[2])
        if try Machine.current.truth(arguments[3]) {
          state.transient.remove(name.text)
        } else {
          state.transient.insert(name.text)
        }
        return .none
      })
    for method in ["add_module", "register_module"] {
      type.method(
        method, [.init("self"), .init("name"), .init("module")], summary: "Adds a module under a name.",
        .bound { arguments in
          let (instance, state) = try state(arguments[0], "module")
          let child = arguments[2].asInstance
          guard arguments[2].isNone || child?.classObject.isSubclass(of: .nnModule) == true else {
            throw PythonError(.typeError, "\(ModuleAttributes.typeName(arguments[2])) is not a Module subclass")
          }
          let name = try ModuleAttributes.checkNew(arguments[1], instance, what: "module", known: state.isChild)
          ModuleState.set(&state.children, name, child)
          instance.setField(name, arguments[2])
          return .none
        })
    }
  }

  // MARK: Modes

  private static func addModes(to type: TypeObject) {
    type.method(
      "train", [.init("self"), .init("mode", default: .bool(true))],
      summary: "Puts the module and all inside it in training mode.",
      .bound { arguments in
        guard case .bool(let mode) = arguments[1] else {
          throw PythonError(.valueError, "training mode is expected to be boolean")
        }
        setTraining(arguments[0], mode)
        return arguments[0]
      })
    type.method(
      "eval", summary: "Puts the module and all inside it in evaluation mode.",
      .unary { module in
        setTraining(module, false)
        return module
      })
    type.method(
      "apply", [.init("self"), .init("fn")], summary: "Calls a function with every module inside and then this one.",
      .bound { arguments in
        try apply(arguments[1], to: arguments[0], depth: 0)
        return arguments[0]
      })
    type.method(
      "zero_grad", [.init("self"), .init("set_to_none", default: .bool(true))], summary: "Forgets all gradients.",
      .bound { arguments in
        let toNone = try Machine.current.truth(arguments[1])
        for (_, tensor) in ModuleWalks.parameters(arguments[0]) {
          guard let gradient = tensor.grad else { continue }
          tensor.grad = toNone ? nil : Tensor(try NDArray.zeros(shape: gradient.shape, gradient.dtype))
        }
        return .none
      })
    type.method(
      "requires_grad_", [.init("self"), .init("requires_grad", default: .bool(true))],
      summary: "Says whether the parameters take part in gradients.",
      .bound { arguments in
        let wanted = try Machine.current.truth(arguments[1])
        for (_, tensor) in ModuleWalks.parameters(arguments[0]) { tensor.setRequiresGrad(wanted) }
        return arguments[0]
      })
  }

  private static func setTraining(_ module: Value, _ mode: Bool) {
    for (_, each) in ModuleWalks.modules(module) { each.asInstance?.setField(Modules.trainingName, .bool(mode)) }
  }

  private static func apply(_ function: Value, to module: Value, depth: Int) throws {
    guard depth < 500 else { throw PythonError(.recursionError, "maximum recursion depth exceeded") }
    for (_, child) in ModuleWalks.children(module) { try apply(function, to: child, depth: depth + 1) }
    _ = try Machine.current.call(function, [module])
  }

  // MARK: Dtypes

  private static func addConversions(to type: TypeObject) {
    for (name, dtype) in [
      ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16),
    ] {
      type.method(
        name, summary: "Turns floating-point parameters and buffers into torch.\(dtype.name).",
        .unary { module in
          try convert(module, to: dtype)
          return module
        })
    }
    type.method("cpu", summary: "The module itself: it is on the CPU.", .unary { $0 })
    type.method(
      "cuda", summary: "There is no GPU here.",
      .variadic { _ in
        throw Devices.noCuda
      })
    type.method(
      "to", [.init("self"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "Another dtype for the parameters; the CPU is the only device.",
      .variadic { arguments in
        guard arguments.count > 0 else { return .none }
        var dtype: DType?
        func read(_ value: Value) throws {
          if let tensor = value.asTensor {
            dtype = tensor.dtype
          } else if let found = DTypeObject.dtype(of: value) {
            dtype = found
          } else if case .bool = value {
            return
          } else {
            try Devices.check(value)
          }
        }
        for index in 1..<max(1, arguments.count) { try read(arguments[index]) }
        for (_, value) in arguments.keywords { try read(value) }
        if let dtype {
          guard dtype.isFloatingPoint else {
            throw PythonError(
              .typeError,
              "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.\(dtype.name)")
          }
          try convert(arguments[0], to: dtype)
        }
        return arguments[0]
      })
  }

  /// Every floating-point tensor of the module in another dtype; the tensor objects stay the same.
  private static func convert(_ module: Value, to dtype: DType) throws {
    for (_, tensor) in ModuleWalks.parameters(module) + ModuleWalks.buffers(module) {
      guard tensor.dtype.isFloatingPoint, tensor.dtype != dtype else { continue }
      let gradient = tensor.grad
      let wanted = tensor.requiresGrad
      tensor.setRequiresGrad(false)
      tensor.grad = nil
      tensor.data = try tensor.data.converted(to: dtype)
      tensor.setRequiresGrad(wanted)
      if let gradient { tensor.grad = Tensor(try gradient.data.converted(to: dtype)) }
    }
  }

  // MARK: Looking up by dotted names

  private static func addLookups(to type: TypeObject) {
    type.method(
      "get_submodule", [.init("self"), .init("target")], summary: "The module of a dotted name.",
      .bound { arguments in
        try submodule(arguments[0], arguments[1].asString?.text ?? "")
      })
    for (method, what) in [("get_parameter", "an nn.Parameter"), ("get_buffer", "a buffer")] {
      type.method(
        method, [.init("self"), .init("target")], summary: "The tensor of a dotted name.",
        .bound { arguments in
          let path = arguments[1].asString?.text ?? ""
          let cut = path.lastIndex(of: ".")
          let owner = try submodule(arguments[0], cut.map { String(path[..<$0]) } ?? "")
          let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
          guard let found = try Machine.current.attributeIfAny(of: owner, StringObject.interned(name)) else {
            throw PythonError(
              .attributeError, "\(Machine.current.type(of: owner).name) has no attribute `\(name)`")
          }
          let state = ModuleState.of(owner)
          let key = StringObject.interned(name)
          guard method == "get_parameter" ? found.asTensor?.isParameter == true : state?.isBuffer(key) == true else {
            throw PythonError(.attributeError, "`\(name)` is not \(what)")
          }
          return found
        })
    }
    for (name, list) in [
      (
        "_parameters",
        { (state: ModuleState) in state.parameters.map { ($0.name, $0.held.map { Value($0) } ?? .none) } }
      ),
      ("_buffers", { state in state.buffers.map { ($0.name, $0.held.map { Value($0) } ?? .none) } }),
      ("_modules", { state in state.children.map { ($0.name, $0.held.map { Value.object($0) } ?? .none) } }),
    ] {
      type.property(
        name, summary: "A copy of the module's own list.",
        get: { module in
          let dictionary = DictObject()
          for (key, value) in ModuleState.of(module).map(list) ?? [] { dictionary.set(key, value) }
          return .object(dictionary)
        })
    }
  }

  private static func submodule(_ module: Value, _ path: String) throws -> Value {
    var current = module
    guard !path.isEmpty else { return current }
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let name = StringObject.interned(String(part))
      let owner = Machine.current.type(of: current).name
      guard let next = try Machine.current.attributeIfAny(of: current, name) else {
        throw PythonError(.attributeError, "\(owner) has no attribute `\(part)`")
      }
      guard next.asInstance?.classObject.isSubclass(of: .nnModule) == true else {
        throw PythonError(.attributeError, "`\(part)` is not an nn.Module")
      }
      current = next
    }
    return current
  }
}
