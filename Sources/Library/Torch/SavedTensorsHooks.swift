import Autograd
import Machine
import NDArray
import Ops

/// `torch.autograd.graph.saved_tensors_hooks`: what derivatives keep goes through a person's functions.
enum SavedTensorsHooks {
  private final class Pair {
    let pack: Value
    let unpack: Value

    init(pack: Value, unpack: Value) {
      self.pack = pack
      self.unpack = unpack
    }

    var hooks: SavedHooks {
      SavedHooks(
        pack: { value in Packed(try Machine.current.call(self.pack, [.native(value)])) },
        unpack: { packed in
          let given = try Machine.current.call(self.unpack, [(packed as? Packed)?.value ?? .none])
          guard let tensor = given.asTensor else {
            throw PythonError(
              .typeError,
              "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
                + Machine.current.type(of: given).name)
          }
          return tensor
        })
    }
  }

  /// What a person's `pack` gave.
  private final class Packed {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  static func register(in module: ModuleObject) {
    module.set("saved_tensors_hooks", .object(type))
    module.set("save_on_cpu", .object(saveOnCPU))
    module.set("disable_saved_tensors_hooks", .object(disabling))
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject(
      "saved_tensors_hooks", module: "torch.autograd.graph",
      summary: "Values kept for derivatives go through `pack_hook`, and come back through `unpack_hook`.")
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.slots.initialize = { value, arguments in
      var found: [Value] = []
      for (place, name) in ["pack_hook", "unpack_hook"].enumerated() {
        if let hook = arguments.count > place ? arguments[place] : arguments.keyword(name) { found.append(hook) }
      }
      guard found.count == 2 else {
        let missing =
          found.isEmpty
          ? "2 required positional arguments: 'pack_hook' and 'unpack_hook'"
          : "1 required positional argument: 'unpack_hook'"
        throw PythonError(.typeError, "saved_tensors_hooks.__init__() missing \(missing)")
      }
      value.asInstance?.payload = Pair(pack: found[0], unpack: found[1])
    }
    enterAndExit(type)
    return type
  }()

  nonisolated(unsafe) private static let saveOnCPU: TypeObject = {
    let type = TypeObject(
      "save_on_cpu", module: "torch.autograd.graph", bases: [Self.type],
      summary: "Values kept for derivatives lie in the computer's memory, where they are anyway.")
    type.slots.initialize = { value, _ in
      let same = Value.object(NativeFunction("same", [.init("value")], .unary { $0 }))
      value.asInstance?.payload = Pair(pack: same, unpack: same)
    }
    return type
  }()

  private static func enterAndExit(_ type: TypeObject) {
    type.slots.enter = { value in
      if let refusal = SavedHooks.refusal { throw EngineError.runtime(refusal) }
      guard let pair = value.asInstance?.payload as? Pair else { return .none }
      SavedHooks.enter(pair.hooks)
      return .none
    }
    type.slots.exit = { value, _ in
      guard value.asInstance?.payload is Pair else { return .none }
      SavedHooks.leave()
      if let failure = SavedHooks.failure {
        SavedHooks.failure = nil
        throw failure
      }
      return .none
    }
  }

  nonisolated(unsafe) private static let disabling = GradModes.make(
    "disable_saved_tensors_hooks", "torch.autograd.graph", "No hooks on saved values may be set inside."
  ) { arguments in
    let message = (arguments.count > 0 ? arguments[0] : arguments.keyword("error_message"))?.asString?.text ?? ""
    return {
      let before = SavedHooks.refusal
      SavedHooks.refusal = message
      return { SavedHooks.refusal = before }
    }
  }
}
