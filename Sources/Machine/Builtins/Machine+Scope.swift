extension Machine {
  /// `globals()`.
  func globalNames() -> DictObject { modules["__main__"]?.namespace ?? builtins }

  /// `locals()`.
  func localNames() throws -> DictObject { globalNames() }
}
