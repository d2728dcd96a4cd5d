import Diagnostics

extension Machine {
  // MARK: Globals

  /// A global, a built-in name or one at hand; the cache remembers where it was.
  @inline(never) func loadGlobal(
    _ cache: UnsafeMutablePointer<InlineCache>, _ globals: Unmanaged<DictObject>
  ) throws -> Value {
    let globals = globals.takeUnretainedValue()
    if cache.pointee.found == .atHand, cache.pointee.guardBits == globals.keysVersion,
      cache.pointee.index == builtins.keysVersion
    {
      return cache.pointee.value
    }
    let name = cache.pointee.name
    var position = globals.find(name, name.hash)
    if position >= 0 {
      Machine.remember(position, in: globals, cache)
      return globals.entries[position].value
    }
    position = builtins.find(name, name.hash)
    if position >= 0 {
      cache.pointee.found = .builtin
      cache.pointee.place = DictObject.valueSlot(builtins.entries + position)
      cache.pointee.guardBits = globals.keysVersion
      cache.pointee.index = builtins.keysVersion
      return builtins.entries[position].value
    }
    if let value = try namesAtHand?(name) {
      cache.pointee.found = .atHand
      cache.pointee.value = value
      cache.pointee.guardBits = globals.keysVersion
      cache.pointee.index = builtins.keysVersion
      return value
    }
    throw undefinedName(name)
  }

  @inline(never) func storeGlobal(
    _ cache: UnsafeMutablePointer<InlineCache>, _ globals: Unmanaged<DictObject>, _ value: Value
  ) {
    let globals = globals.takeUnretainedValue()
    globals.set(cache.pointee.name, value)
    Machine.remember(globals.find(cache.pointee.name, cache.pointee.name.hash), in: globals, cache)
  }

  /// Fills a cache with a place in a namespace.
  static func remember(_ position: Int, in namespace: DictObject, _ cache: UnsafeMutablePointer<InlineCache>) {
    cache.pointee.found = .entry
    cache.pointee.version = namespace.keysVersion
    cache.pointee.place = DictObject.valueSlot(namespace.entries + position)
  }

  @inline(never) func deleteGlobal(_ name: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
    guard let name = name.asString else { return }
    if frame.pointee.globals.takeUnretainedValue().remove(name) == nil { throw undefinedName(name) }
  }

  /// A name outside of all functions, as a native function would look it up.
  public func lookup(_ name: StringObject, in globals: DictObject) throws -> Value? {
    try globals.get(name) ?? builtins.get(name) ?? namesAtHand?(name)
  }

  /// `globals()`: the namespace of the function or cell that runs.
  public var currentGlobals: DictObject? { depth > 0 ? frame.pointee.globals.takeUnretainedValue() : nil }

  /// `locals()`: a class body's or the top's own namespace, or a function's variables as they stand now.
  public var currentLocals: DictObject? {
    guard depth > 0 else { return nil }
    if let names = frame.pointee.names { return names.takeUnretainedValue() }
    let function = frame.pointee.function.takeUnretainedValue()
    let code = function.code
    if code.name == "<module>" { return currentGlobals }
    let result = DictObject()
    for (at, name) in code.variableNames.enumerated() {
      var value = frame.pointee.registers[at]
      if case .object(let object) = value, let cell = object as? CellObject { value = cell.value }
      if !value.isUndefined { result.set(name, value) }
    }
    for (name, cell) in zip(code.freeNames, function.closure) where !cell.value.isUndefined {
      result.set(name, cell.value)
    }
    return result
  }

  // MARK: Class bodies

  @inline(never) func loadName(_ name: Value, _ frame: UnsafeMutablePointer<Frame>) throws -> Value {
    guard let name = name.asString else { return .none }
    if let value = frame.pointee.names?.takeUnretainedValue().get(name) { return value }
    if let value = try lookup(name, in: frame.pointee.globals.takeUnretainedValue()) { return value }
    throw undefinedName(name)
  }

  @inline(never) func storeName(_ name: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
    guard let name = name.asString else { return }
    let names = (frame.pointee.names ?? frame.pointee.globals).takeUnretainedValue()
    if names.tag & Object.subclassBit != 0, let own = names as? ClassNamespace {
      try own.define(name, value)
    } else {
      names.set(name, value)
    }
  }

  @inline(never) func deleteName(_ name: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
    guard let name = name.asString else { return }
    let names = (frame.pointee.names ?? frame.pointee.globals).takeUnretainedValue()
    if names.remove(name) == nil { throw undefinedName(name) }
  }

  @inline(never) func loadClassFree(_ name: Value, _ index: Int, _ frame: UnsafeMutablePointer<Frame>) throws -> Value {
    guard let text = name.asString else { return .none }
    if let value = frame.pointee.names?.takeUnretainedValue().get(text) { return value }
    let value = frame.pointee.function.takeUnretainedValue().closure[index].value
    if value.isUndefined { throw unboundFree(name) }
    return value
  }

  /// `__annotations__[name] = value` in a class body or at the top.
  @inline(never) func setAnnotation(_ name: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
    let names = (frame.pointee.names ?? frame.pointee.globals).takeUnretainedValue()
    if let annotations = names.get("__annotations__")?.asDict { return try annotations.set(name, value) }
    let annotations = DictObject()
    try annotations.set(name, value)
    names.set("__annotations__", .object(annotations))
  }

  // MARK: Faults

  /// NameError; what it might have meant is worked out when someone shows it.
  @inline(never) func undefinedName(_ name: StringObject) -> PythonError {
    let error = PythonError(.nameError, "name '\(name.text)' is not defined")
    error.exception.setField("name", .object(name))
    var candidates: [String] = []
    if depth > 0 {
      let code = frame.pointee.function.takeUnretainedValue().code
      candidates += code.variableNames + code.freeNames
      candidates += frame.pointee.globals.takeUnretainedValue().keys.compactMap { $0.asString?.text }
    }
    candidates += builtins.keys.compactMap { $0.asString?.text }
    candidates += namesAtHandList()
    error.exception.candidates = candidates
    return error
  }

  @inline(never) func unboundLocal(_ name: Value, _ frame: UnsafeMutablePointer<Frame>) -> PythonError {
    let text = name.asString?.text ?? ""
    let code = frame.pointee.function.takeUnretainedValue().code
    // A comprehension's target, or a variable of the top level, is not a local of a function.
    if !code.variableNames.contains(text) { return undefinedName(StringObject.interned(text)) }
    return PythonError(
      .unboundLocalError, "cannot access local variable '\(text)' where it is not associated with a value")
  }

  @inline(never) func unboundFree(_ name: Value) -> PythonError {
    let text = name.asString?.text ?? ""
    return PythonError(
      .nameError,
      "cannot access free variable '\(text)' where it is not associated with a value in enclosing scope")
  }
}
