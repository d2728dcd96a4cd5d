extension Machine {
  /// Registers the modules written in Swift; each is built at its first import.
  func installModules() {
    for (name, build) in Machine.standardModules { registerModule(name) { _ in try build() } }
  }

  nonisolated(unsafe) private static let standardModules: [(String, () throws -> ModuleObject)] = [
    ("math", MathModule.make), ("random", RandomModule.make), ("time", TimeModule.make), ("copy", CopyModule.make),
    ("itertools", ItertoolsModule.make), ("functools", FunctoolsModule.make), ("collections", CollectionsModule.make),
    ("collections.abc", CollectionsModule.makeABC), ("typing", TypingModule.make), ("operator", OperatorModule.make),
    ("string", StringModule.make), ("sys", SystemModules.makeSys), ("os", SystemModules.makeOS),
    ("os.path", SystemModules.makeOSPath), ("warnings", SystemModules.makeWarnings),
    ("builtins", SystemModules.makeBuiltins), ("__future__", SystemModules.makeFuture),
    ("statistics", StatisticsModule.make), ("abc", SystemModules.makeABC),
    ("types", SystemModules.makeTypes),
  ]
}
