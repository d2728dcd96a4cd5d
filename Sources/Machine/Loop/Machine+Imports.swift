extension Machine {
  /// The module of a dotted name, built when it is first asked for; or the outermost module of that name.
  public func importModule(_ name: String, innermost: Bool = true) throws -> ModuleObject {
    var dotted = ""
    var outer: ModuleObject?
    var current: ModuleObject?
    for part in name.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
      let parentName = dotted
      dotted += dotted.isEmpty ? part : "." + part
      guard let module = try module(dotted) else {
        if let parent = current {
          if let inner = parent.namespace.get(part)?.asModule {
            current = inner
            continue
          }
          let isPackage = moduleBuilders.keys.contains { $0.hasPrefix(parentName + ".") }
          let tail = isPackage ? "" : "; '\(parentName)' is not a package"
          throw noModule(dotted, tail)
        }
        throw noModule(dotted, "")
      }
      current?.namespace.set(part, .object(module))
      outer = outer ?? module
      current = module
    }
    guard let outer, let current else { throw noModule(name, "") }
    return innermost ? current : outer
  }

  private func noModule(_ name: String, _ tail: String) -> PythonError {
    let error = PythonError(.moduleNotFoundError, "No module named '\(name)'\(tail)")
    error.exception.setField("name", .string(name))
    error.exception.hint = AbsentModules.hint(for: name)
    return error
  }

  /// A module that is registered, by its full name.
  private func module(_ name: String) throws -> ModuleObject? {
    if let known = modules[name] { return known }
    guard let build = moduleBuilders[name] else { return nil }
    let module = try build(self)
    modules[name] = module
    return module
  }

  /// `from module import name`.
  @inline(never) func importName(_ name: StringObject, from value: Value) throws -> Value {
    guard let module = value.asModule else { return try attribute(of: value, name) }
    if let found = try attributeIfAny(of: value, name) { return found }
    if let inner = try self.module(module.name + "." + name.text) {
      module.namespace.set(name, .object(inner))
      return .object(inner)
    }
    let error = PythonError(
      .importError, "cannot import name '\(name.text)' from '\(module.name)' (unknown location)")
    error.exception.setField("name", .string(module.name))
    throw error
  }

  /// `from module import *`.
  @inline(never) func importAll(from value: Value, into frame: UnsafeMutablePointer<Frame>) throws {
    guard let module = value.asModule else { return }
    let target = (frame.pointee.names ?? frame.pointee.globals).takeUnretainedValue()
    if let listed = module.namespace.get("__all__") {
      for name in try elements(listed) {
        guard let name = name.asString else { continue }
        target.set(StringObject.interned(name.text), try importName(name, from: value))
      }
      return
    }
    for (key, value) in module.namespace.pairs {
      guard let name = key.asString, !name.text.hasPrefix("_") else { continue }
      target.set(name, value)
    }
    // What is made when it is asked for.
    for name in TypeObject.module.slots.attributeNames?(value) ?? [] where !name.hasPrefix("_") {
      let name = StringObject.interned(name)
      target.set(name, try importName(name, from: value))
    }
  }
}
