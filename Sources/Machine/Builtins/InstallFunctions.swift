extension Machine {
  /// Adds the built-in functions to `builtins`.
  func installFunctions() {}
}
