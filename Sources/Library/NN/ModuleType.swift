import Autograd
import Machine
import NDArray
import Ops

extension TypeObject {
  /// `torch.nn.Module`, the base of every layer and of a person's own networks.
  nonisolated(unsafe) static let nnModule: TypeObject = {
    let type = TypeObject(
      "Module", module: "torch.nn.modules.module", summary: "The base of layers and networks: what holds parameters.")
    type.acceptsAttributes = true
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      guard arguments.isEmpty else {
        _ = try PythonSignature("\(instance.classObject.name).__init__", [], hasSelf: true).bind(arguments)
        return
      }
      Modules.begin(instance)
    }
    type.slots.call = Modules.call
    type.slots.setAttribute = ModuleAttributes.set
    type.slots.deleteAttribute = ModuleAttributes.delete
    type.slots.repr = Modules.repr
    // Without this, equality would be asked of nobody and two modules are equal when they are the same.
    type.slots.hash = { Machine.identity(of: $0) }
    ModuleWalks.add(to: type)
    ModuleChanges.add(to: type)
    ModuleStates.add(to: type)
    ModuleHooking.add(to: type)
    ModuleCopies.add(to: type)
    type.method(
      "forward", [.init("self"), .variadic("input")], summary: "What the module computes; to be overridden.",
      .variadic { arguments in
        guard arguments.count > 0 else { return .none }
        if let instance = arguments[0].asInstance, let state = ModuleState.of(instance), let layer = state.layer {
          return try layer.run(LayerCall(instance: instance, state: state, arguments: arguments.dropping(1)))
        }
        throw PythonError(
          .notImplementedError,
          "Module [\(Machine.current.type(of: arguments[0]).name)] is missing the required \"forward\" function")
      })
    type.method(
      "extra_repr", summary: "What stands between the brackets of repr, beside the children.",
      .unary { value in
        .string(try Modules.description(value) ?? "")
      })
    type.method("_get_name", summary: "The class's name.", .unary { .string(Machine.current.type(of: $0).name) })
    return type
  }()
}

/// What modules do themselves.
enum Modules {
  nonisolated(unsafe) private static let forwardName = StringObject.interned("forward")
  nonisolated(unsafe) static let trainingName = StringObject.interned("training")

  /// `Module.__init__`.
  @discardableResult static func begin(_ instance: InstanceObject) -> ModuleState {
    let state = ModuleState()
    instance.payload = state
    instance.setField(trainingName, .bool(true))
    return state
  }

  static func isTraining(_ instance: InstanceObject) throws -> Bool {
    guard let flag = instance.field(trainingName) else { return true }
    if case .bool(let value) = flag { return value }
    return try Machine.current.truth(flag)
  }

  /// `module(…)`: hooks, and `forward` between them.
  static func call(_ module: Value, _ arguments: Arguments) throws -> Value {
    guard let instance = module.asInstance else { return .none }
    guard let state = ModuleState.of(instance) else {
      throw PythonError(.attributeError, "'\(instance.classObject.name)' object has no attribute '_backward_hooks'")
    }
    if state.hooks == nil { return try forward(module, instance, state, arguments) }
    return try ModuleHooking.call(module, state, arguments) { try forward(module, instance, state, $0) }
  }

  /// Straight to the layer, or to a person's `forward`.
  static func forward(
    _ module: Value, _ instance: InstanceObject, _ state: ModuleState, _ arguments: Arguments
  ) throws -> Value {
    if let layer = state.layer, instance.classObject.isNative {
      if Batching.isUsed, let frame = Batching.frame(of: arguments.positional) {
        return try Batching.each(frame, Array(arguments.positional), layer.name) { values in
          try Arguments.with(values, keywords: arguments.keywords.map { ($0.name.text, $0.value) }) {
            try layer.run(LayerCall(instance: instance, state: state, arguments: $0))
          }
        }
      }
      return try layer.run(LayerCall(instance: instance, state: state, arguments: arguments))
    }
    if let own = instance.field(forwardName) { return try Machine.current.call(own, arguments) }
    guard let method = instance.classObject.lookup(forwardName) else { return .none }
    let bound = try Machine.current.bind(method, to: module, through: instance.classObject)
    return try Machine.current.call(bound, arguments)
  }

  // MARK: Text

  /// What a native layer says of itself.
  static func description(_ module: Value) throws -> String? {
    guard let instance = module.asInstance, let state = ModuleState.of(instance) else { return nil }
    return try state.layer?.describe(instance, state)
  }

  /// Name, settings and children, each child on a line of its own.
  static func repr(_ module: Value) throws -> String {
    let name = Machine.current.type(of: module).name
    let extra = try Machine.current.call(Machine.current.attribute(of: module, "extra_repr"))
    let text = extra.asString?.text ?? ""
    let lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let children = try childLines(module)
    if children.isEmpty, lines.count <= 1 { return "\(name)(\(lines.first ?? ""))" }
    return "\(name)(\n  " + (lines + children).joined(separator: "\n  ") + "\n)"
  }

  private static func childLines(_ module: Value) throws -> [String] {
    guard let state = ModuleState.of(module) else { return [] }
    let texts = try state.children.map { entry in
      try (entry.name.text, entry.held.map { try Machine.current.repr(.object($0)) } ?? "None")
    }
    guard module.asInstance?.classObject.isSubclass(of: Containers.moduleList) == true else {
      return texts.map { "(\($0)): \(indented($1))" }
    }
    // A list says equal neighbours once.
    var groups: [(first: Int, last: Int, text: String)] = []
    for (index, (_, text)) in texts.enumerated() {
      if let end = groups.last, end.text == text {
        groups[groups.count - 1].last = index
      } else {
        groups.append((index, index, text))
      }
    }
    return groups.map { group in
      group.first == group.last
        ? "(\(group.first)): \(indented(group.text))"
        : "(\(group.first)-\(group.last)): \(group.last - group.first + 1) x \(indented(group.text))"
    }
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }
}
