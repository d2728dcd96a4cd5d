extension Machine {
  /// Declares the methods of the built-in types, once for the process.
  static let typesInstalled: Void = {}()
}
