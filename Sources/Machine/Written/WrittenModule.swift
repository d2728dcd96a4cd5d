import Diagnostics

/// A module of Python's, or a part of one, that is written in Python: parsed and run when it is first imported.
struct WrittenModule: Sendable {
  /// The module its classes say they are from.
  let name: String
  let summary: String
  /// The names it gives; others are its own.
  let names: [String]
  let source: String

  init(_ name: String, _ summary: String, names: String, source: String) {
    self.name = name
    self.summary = summary
    self.names = names.split(separator: " ").map(String.init)
    self.source = source
  }

  /// Those that are modules by themselves.
  static let all = [calendar, colorsys, keyword, numbers]

  /// The module.
  func make() throws -> ModuleObject {
    let module = ModuleObject(name, summary: summary)
    try load(into: module)
    return module
  }

  /// Runs the text and puts its names into a module.
  ///
  /// - Parameter given: Names that the text finds, of what cannot be written in Python.
  func load(into module: ModuleObject, given: [String: Value] = [:]) throws {
    let globals = Machine.newGlobals()
    for (name, value) in given { globals.set(name, value) }
    globals.set("__name__", .string(name))
    let file = name.split(separator: ".").joined(separator: "/") + ".py"
    _ = try Machine.current.run(Source(name: file, bytes: Array(source.utf8)), globals: globals, wantsResult: false)
    for name in names { if let value = globals.get(name) { module.set(name, value) } }
  }
}
