extension Machine {
  /// Registers the modules written in Swift; each is built at its first import.
  func installModules() {}
}
