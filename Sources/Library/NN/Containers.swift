import Autograd
import Machine

/// Modules that hold others.
enum Containers {
  nonisolated(unsafe) static let sequential = make(
    "Sequential", "Modules one after the other.",
    begin: { instance, state, arguments in
      if arguments.count == 1, let dictionary = arguments[0].asDict {
        for (key, module) in dictionary.pairs { try add(instance, state, key.asString?.text ?? "", module) }
      } else {
        for (index, module) in arguments.positional.enumerated() { try add(instance, state, String(index), module) }
      }
    },
    layer: Layer(
      "Sequential", "container", "Modules one after the other.",
      forward: { call in
        var value = try call.input()
        for entry in call.state.children {
          guard let child = entry.held else { continue }
          value = try Machine.current.call(.object(child), [value])
        }
        return value
      }))

  nonisolated(unsafe) static let moduleList = make(
    "ModuleList", "A list of modules.",
    begin: { instance, state, arguments in
      guard let modules = arguments.count > 0 ? arguments[0] : arguments.keyword("modules"), !modules.isNone else {
        return
      }
      try extend(instance, state, modules)
    })

  nonisolated(unsafe) static let moduleDict: TypeObject = {
    let type = make(
      "ModuleDict", "Modules under names.",
      begin: { instance, state, arguments in
        guard let modules = arguments.count > 0 ? arguments[0] : arguments.keyword("modules"), !modules.isNone else {
          return
        }
        try update(instance, state, modules)
      }, isList: false)
    type.slots.getItem = { value, key in
      let name = key.asString?.text ?? ""
      guard let child = ModuleState.of(value)?.children.first(where: { $0.name.text == name })?.held else {
        throw PythonError(.keyError, arguments: [key])
      }
      return .object(child)
    }
    type.slots.setItem = { value, key, module in
      guard let instance = value.asInstance, let state = ModuleState.of(instance) else { return }
      try add(instance, state, key.asString?.text ?? "", module)
    }
    type.slots.deleteItem = { value, key in
      guard let name = key.asString, ModuleAttributes.delete(value, name) else {
        throw PythonError(.keyError, arguments: [key])
      }
    }
    type.slots.contains = { value, key in
      key.asString.map { ModuleState.of(value)?.isChild($0) == true } ?? false
    }
    type.slots.iterate = { value in
      try Machine.current.iterate(.list((ModuleState.of(value)?.children ?? []).map { .object($0.name) }))
    }
    type.method(
      "keys", summary: "The names.", .unary { .list((ModuleState.of($0)?.children ?? []).map { .object($0.name) }) })
    type.method("values", summary: "The modules.", .unary { .list(held($0)) })
    type.method(
      "items", summary: "Names and modules.",
      .unary { value in
        .list(
          (ModuleState.of(value)?.children ?? []).map {
            .tuple([.object($0.name), $0.held.map { .object($0) } ?? .none])
          })
      })
    type.method(
      "update", [.init("self"), .init("modules")], summary: "Adds the modules of a dict.",
      .bound { arguments in
        guard let instance = arguments[0].asInstance, let state = ModuleState.of(instance) else { return .none }
        try update(instance, state, arguments[1])
        return .none
      })
    return type
  }()

  private static func make(
    _ name: String, _ summary: String,
    begin: @escaping (InstanceObject, ModuleState, Arguments) throws -> Void, layer: Layer? = nil, isList: Bool = true
  ) -> TypeObject {
    let type = TypeObject(name, module: "torch.nn.modules.container", bases: [.nnModule], summary: summary)
    type.acceptsAttributes = true
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let state = Modules.begin(instance)
      state.layer = layer
      try begin(instance, state, arguments)
    }
    type.slots.length = { ModuleState.of($0)?.children.count ?? 0 }
    type.slots.truth = { _ in true }
    if isList { addListMethods(to: type) }
    return type
  }

  static func held(_ module: Value) -> [Value] {
    (ModuleState.of(module)?.children ?? []).map { $0.held.map { .object($0) } ?? .none }
  }

  private static func add(_ instance: InstanceObject, _ state: ModuleState, _ name: String, _ module: Value) throws {
    guard let child = module.asInstance, child.classObject.isSubclass(of: .nnModule) else {
      throw PythonError(.typeError, "\(ModuleAttributes.typeName(module)) is not a Module subclass")
    }
    let key = StringObject.interned(name)
    ModuleState.set(&state.children, key, child)
    instance.setField(key, module)
  }

  private static func extend(_ instance: InstanceObject, _ state: ModuleState, _ modules: Value) throws {
    for module in try Machine.current.elements(modules) {
      try add(instance, state, String(state.children.count), module)
    }
  }

  private static func update(_ instance: InstanceObject, _ state: ModuleState, _ modules: Value) throws {
    if let dictionary = modules.asDict {
      for (key, module) in dictionary.pairs { try add(instance, state, key.asString?.text ?? "", module) }
      return
    }
    for item in try Machine.current.elements(modules) {
      let pair = try Machine.current.elements(item)
      guard pair.count == 2 else {
        throw PythonError(.valueError, "ModuleDict update sequence element has length \(pair.count); 2 is required")
      }
      try add(instance, state, pair[0].asString?.text ?? "", pair[1])
    }
  }

  // MARK: Lists

  private static func addListMethods(to type: TypeObject) {
    type.slots.iterate = { try Machine.current.iterate(.list(held($0))) }
    type.slots.getItem = { value, key in
      if let slice = key.asSlice { return try sliced(value, slice) }
      return held(value)[try index(value, key)]
    }
    type.slots.setItem = { value, key, module in
      guard let instance = value.asInstance, let state = ModuleState.of(instance) else { return }
      try add(instance, state, state.children[try index(value, key)].name.text, module)
    }
    type.slots.deleteItem = { value, key in
      var modules = held(value)
      modules.remove(at: try index(value, key))
      try replace(value, modules)
    }
    type.method(
      "append", [.init("self"), .init("module")], summary: "Adds a module at the end.",
      .bound { arguments in
        guard let instance = arguments[0].asInstance, let state = ModuleState.of(instance) else { return .none }
        try add(instance, state, String(state.children.count), arguments[1])
        return arguments[0]
      })
    type.method(
      "extend", [.init("self"), .init("modules")], summary: "Adds modules at the end.",
      .bound { arguments in
        guard let instance = arguments[0].asInstance, let state = ModuleState.of(instance) else { return .none }
        try extend(instance, state, arguments[1])
        return arguments[0]
      })
    type.method(
      "insert", [.init("self"), .init("index"), .init("module")], summary: "Puts a module before another.",
      .bound { arguments in
        var modules = held(arguments[0])
        let wanted = try Machine.current.index(arguments[1])
        let place = wanted < 0 ? max(0, wanted + modules.count) : min(wanted, modules.count)
        modules.insert(arguments[2], at: place)
        try replace(arguments[0], modules)
        return arguments[0].asInstance?.classObject.name == "ModuleList" ? .none : arguments[0]
      })
    type.method(
      "pop", [.init("self"), .init("key", default: .int(-1))], summary: "Takes a module out.",
      .bound { arguments in
        var modules = held(arguments[0])
        let module = modules.remove(at: try index(arguments[0], arguments[1]))
        try replace(arguments[0], modules)
        return module
      })
  }

  private static func index(_ value: Value, _ key: Value) throws -> Int {
    let count = ModuleState.of(value)?.children.count ?? 0
    let wanted = try Machine.current.index(key)
    guard wanted >= -count, wanted < count else { throw PythonError(.indexError, "index \(wanted) is out of range") }
    return wanted < 0 ? wanted + count : wanted
  }

  private static func sliced(_ value: Value, _ slice: SliceObject) throws -> Value {
    let entries = ModuleState.of(value)?.children ?? []
    let (start, _, step, count) = try slice.indices(count: entries.count)
    let chosen = (0..<count).map { entries[start + $0 * step] }
    let type = Value.object(Machine.current.type(of: value))
    guard value.asInstance?.classObject.isSubclass(of: sequential) == true else {
      return try Machine.current.call(type, [.list(chosen.map { $0.held.map { .object($0) } ?? .none })])
    }
    // The names stay what they were.
    let named = DictObject()
    for entry in chosen { named.set(entry.name, entry.held.map { .object($0) } ?? .none) }
    return try Machine.current.call(type, [.object(named)])
  }

  /// Other modules under the numbers 0, 1, …
  private static func replace(_ value: Value, _ modules: [Value]) throws {
    guard let instance = value.asInstance, let state = ModuleState.of(instance) else { return }
    for entry in state.children { _ = instance.removeField(entry.name) }
    state.children = []
    for (index, module) in modules.enumerated() { try add(instance, state, String(index), module) }
  }
}
