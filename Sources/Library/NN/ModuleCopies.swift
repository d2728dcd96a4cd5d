import Autograd
import Machine

/// `copy.deepcopy` of a module: parameters, buffers and children of its own, hooks shared.
enum ModuleCopies {
  static func add(to type: TypeObject) {
    type.method(
      "__deepcopy__", [.init("self"), .init("memo")], summary: "A module with parameters of its own.",
      .binary { value, memo in
        guard let instance = value.asInstance else { return .none }
        let deep = try Machine.current.attribute(of: .object(Machine.current.importModule("copy")), "deepcopy")
        func copy(_ part: Value) throws -> Value { try Machine.current.call(deep, [part, memo]) }
        let fresh = InstanceObject(instance.classObject)
        // A part may refer to the whole.
        try memo.asDict?.set(.int(Machine.identity(of: value)), .object(fresh))
        guard let state = ModuleState.of(instance) else { return .object(fresh) }
        let own = ModuleState()
        own.layer = state.layer
        own.hooks = state.hooks
        own.transient = state.transient
        fresh.payload = own
        own.parameters = try state.parameters.map { entry in
          .init(name: entry.name, held: try entry.held.flatMap { try copy(Value($0)).asTensor })
        }
        own.buffers = try state.buffers.map { entry in
          .init(name: entry.name, held: try entry.held.flatMap { try copy(Value($0)).asTensor })
        }
        own.children = try state.children.map { entry in
          .init(name: entry.name, held: try entry.held.flatMap { try copy(.object($0)).asInstance })
        }
        for (name, field) in instance.fieldPairs { fresh.setField(name, try copy(field)) }
        return .object(fresh)
      })
  }
}
