import Autograd
import Machine
import NDArray
import Nets
import Syntax

extension TypeObject {
  /// `torch.optim.Optimizer`, the base of ours and of a person's own.
  nonisolated(unsafe) static let optimizer: TypeObject = {
    let type = TypeObject(
      "Optimizer", module: "torch.optim.optimizer", summary: "What changes parameters by their gradients.")
    type.acceptsAttributes = true
    let signature = PythonSignature("Optimizer.__init__", [.init("params"), .init("defaults")], hasSelf: true)
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let bound = try signature.bind(arguments)
      instance.setField(StringObject.interned("state"), try OptimiserGroups.defaultDictionary())
      try OptimiserGroups.begin(instance, params: bound[0], defaults: bound[1])
    }
    type.slots.repr = OptimiserGroups.repr
    OptimiserMethods.add(to: type)
    return type
  }()
}

/// Methods of every optimiser.
enum OptimiserMethods {
  static func add(to type: TypeObject) {
    type.method(
      "step", [.init("self"), .init("closure", default: Value.none)], summary: "Changes the parameters once.",
      .variadic { arguments in
        guard arguments.count > 0, let instance = arguments[0].asInstance else { return .none }
        let closure = arguments.count > 1 ? arguments[1] : arguments.keyword("closure") ?? .none
        guard Profiler.isRunning else { return try step(instance, closure) }
        let name = instance.classObject.name
        return try Profiler.timed("Optimizer.step#\(name).step") { try step(instance, closure) }
      })
    type.method(
      "zero_grad", [.init("self"), .init("set_to_none", default: .bool(true))], summary: "Forgets all gradients.",
      .variadic { arguments in
        guard arguments.count > 0, let instance = arguments[0].asInstance else { return .none }
        let flag = arguments.count > 1 ? arguments[1] : arguments.keyword("set_to_none") ?? .bool(true)
        guard Profiler.isRunning else {
          try clear(instance, toZero: !TensorArguments.truth(flag))
          return .none
        }
        let name = instance.classObject.name
        try Profiler.timed("Optimizer.zero_grad#\(name).zero_grad") {
          try clear(instance, toZero: !TensorArguments.truth(flag))
        }
        return .none
      })
    type.method(
      "add_param_group", [.init("self"), .init("param_group")], summary: "Adds parameters with settings of their own.",
      .bound { arguments in
        guard let instance = arguments[0].asInstance else { return .none }
        try OptimiserGroups.add(instance, arguments[1])
        return .none
      })
    // A scheduler complains when it comes first.
    type.property("_has_stepped", get: { .bool(OptimiserState.of($0).map { $0.steps > 0 } ?? true) })
    OptimiserStates.add(to: type)
  }

  static func step(_ instance: InstanceObject, _ closure: Value) throws -> Value {
    guard let state = OptimiserState.of(.object(instance)) else {
      throw PythonError(.notImplementedError)
    }
    var loss = Value.none
    if !closure.isNone {
      let before = GradMode.isEnabled
      GradMode.isEnabled = true
      defer { GradMode.isEnabled = before }
      loss = try Machine.current.call(closure)
    }
    state.steps &+= 1
    for group in try state.current(instance) {
      try state.kind.step(GroupSettings(dictionary: group.settings), group.parameters)
    }
    return loss
  }

  static func clear(_ instance: InstanceObject, toZero: Bool) throws {
    if let state = OptimiserState.of(.object(instance)) {
      for group in try state.current(instance) {
        for parameter in group.parameters { try parameter.clearGradient(toZero: toZero) }
      }
      return
    }
    for group in instance.field(StringObject.interned("param_groups"))?.asList?.items ?? [] {
      for item in group.asDict?.get("params")?.asList?.items ?? [] {
        if let tensor = item.asTensor { try OptimisedParameter(tensor, keeping: 0).clearGradient(toZero: toZero) }
      }
    }
  }
}

extension OptimiserKind {
  /// The class that a person sees.
  func makeType() -> TypeObject {
    let type = TypeObject(name, module: "torch.optim.\(file)", bases: [.optimizer], summary: summary)
    type.acceptsAttributes = true
    type.noteSignature("torch.optim.\(name)", "optimiser", parameters)
    let signature = PythonSignature("\(name).__init__", parameters, hasSelf: true)
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let bound = try signature.bind(arguments)
      var values: [String: Value] = self.fixed
      for (parameter, value) in zip(self.parameters, bound) { values[parameter.name] = value }
      try self.check(values)
      let defaults = DictObject()
      for name in self.settings { defaults.set(StringObject.interned(name), values[name] ?? .none) }
      instance.payload = OptimiserState(self)
      try OptimiserGroups.begin(instance, params: bound[0], defaults: .object(defaults))
    }
    type.property(
      "state", summary: "What is kept of each parameter.",
      get: { value in
        try OptimiserStates.view(value)
      })
    return type
  }

  private func check(_ values: [String: Value]) throws {
    for check in checks {
      switch check {
      case .notNegative(let name, let words):
        let value = values[name] ?? .none
        if try Machine.current.truth(Machine.current.compare(.less, value, .float(0))) {
          throw PythonError(.valueError, "Invalid \(words): \(try Machine.current.format(value, ""))")
        }
      case .betas(let name):
        let items = try Machine.current.elements(values[name] ?? .none)
        for (index, item) in items.prefix(2).enumerated() {
          let beta = try Machine.current.double(item)
          guard beta >= 0, beta < 1 else {
            throw PythonError(
              .valueError, "Invalid beta parameter at index \(index): \(try Machine.current.format(item, ""))")
          }
        }
      case .custom(let run): try run(values)
      }
    }
  }
}
