extension Machine {
  /// `globals()`.
  func globalNames() -> DictObject { currentGlobals ?? builtins }

  /// `locals()`.
  func localNames() throws -> DictObject { currentLocals ?? globalNames() }
}
