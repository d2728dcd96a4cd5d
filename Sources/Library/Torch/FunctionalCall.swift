import Autograd
import Machine

/// `torch.func.functional_call`: a module run with other tensors in place of its own.
enum FunctionalCall {
  static func call(_ arguments: BoundArguments) throws -> Value {
    let machine = Machine.current
    let module = arguments[0]
    guard ModuleState.of(module) != nil else {
      throw PythonError(.typeError, "Expected type(module) to be torch.nn.Module, got \(machine.type(of: module).name)")
    }
    let dicts = (arguments[1].sequenceItems ?? [arguments[1]]).compactMap(\.asDict)
    guard !dicts.isEmpty else {
      throw PythonError(
        .valueError,
        "Expected parameter_and_buffer_dicts to be a dict, or a list/tuple of dicts, but got \(Tree.className(arguments[1]))"
      )
    }
    var restore: [() -> Void] = []
    defer { for undo in restore.reversed() { undo() } }
    for dict in dicts {
      for (key, value) in dict.pairs {
        guard let path = key.asString?.text, let tensor = value.asTensor else { continue }
        restore.append(try replace(path, in: module, with: tensor))
      }
    }
    let given = arguments[2].isNone ? [] : arguments[2].asTuple?.items ?? [arguments[2]]
    let keywords =
      arguments[3].asDict?.pairs.compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } } ?? []
    return try machine.call(module, given, keywords: keywords)
  }

  /// Puts a tensor where a parameter or buffer was, and says how to undo it.
  private static func replace(_ path: String, in module: Value, with tensor: Tensor) throws -> () -> Void {
    var parts = path.split(separator: ".").map(String.init)
    let last = StringObject.interned(parts.popLast() ?? "")
    var owner = module
    for part in parts { owner = try Machine.current.attribute(of: owner, part) }
    guard let instance = owner.asInstance, let state = ModuleState.of(instance) else {
      throw PythonError(.attributeError, "\(path) is not a valid parameter or buffer")
    }
    let field = instance.field(last)
    if let at = state.parameters.firstIndex(where: { $0.name.hasSameText(as: last) }) {
      let before = state.parameters[at].held
      state.parameters[at].held = tensor
      instance.setField(last, .native(tensor))
      return {
        state.parameters[at].held = before
        if let field { instance.setField(last, field) }
      }
    }
    if let at = state.buffers.firstIndex(where: { $0.name.hasSameText(as: last) }) {
      let before = state.buffers[at].held
      state.buffers[at].held = tensor
      instance.setField(last, .native(tensor))
      return {
        state.buffers[at].held = before
        if let field { instance.setField(last, field) }
      }
    }
    throw PythonError(
      .attributeError, "\(Machine.current.type(of: owner).name) has no attribute `\(last.text)`")
  }
}
