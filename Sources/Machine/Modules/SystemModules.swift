/// Modules that say what is the case anyway.
enum SystemModules {
  static func makeBuiltins() throws -> ModuleObject {
    ModuleObject("builtins", summary: "The names every program has.", namespace: Machine.current.builtins)
  }

  static func makeFuture() throws -> ModuleObject {
    let module = ModuleObject("__future__", summary: "What is the case already.")
    for name in [
      "annotations", "division", "print_function", "absolute_import", "unicode_literals", "generators",
      "with_statement",
    ] {
      module.set(name, .bool(true))
    }
    return module
  }
}
