import Machine

/// The module `torch.optim`.
enum OptimModule {
  nonisolated(unsafe) static let types = OptimiserKinds.all.map { $0.makeType() }

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.optim", summary: "Optimisers: what changes parameters by their gradients.")
    module.set("Optimizer", .object(TypeObject.optimizer))
    for type in types { module.set(type.name, .object(type)) }
    return module
  }
}
