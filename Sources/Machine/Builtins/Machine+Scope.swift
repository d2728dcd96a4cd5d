extension Machine {
  /// `globals()`.
  func globalNames() -> DictObject { currentGlobals ?? builtins }

  /// `locals()`.
  func localNames() -> DictObject { currentLocals ?? globalNames() }
}
