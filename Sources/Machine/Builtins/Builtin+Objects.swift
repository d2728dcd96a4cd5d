extension Builtin {
  nonisolated(unsafe) static let len = Builtin(
    "len", "The number of elements.", [.positional("obj")], examples: [Example("len('abc')", prints: "3")],
    shortcut: .length,
    .unary { .int(try Machine.current.length($0)) })

  nonisolated(unsafe) static let repr = Builtin(
    "repr", "The value as a program would write it.", [.positional("obj")],
    examples: [Example("repr('a')", prints: "\"'a'\"")],
    .unary { .string(try Machine.current.repr($0)) })

  nonisolated(unsafe) static let ascii = Builtin(
    "ascii", "As repr, with everything beyond ASCII escaped.", [.positional("obj")],
    examples: [Example("ascii('é')", prints: "\"'\\\\xe9'\"")],
    .unary { .string(asciiOnly(try Machine.current.repr($0))) })

  nonisolated(unsafe) static let format = Builtin(
    "format", "The value as a format specification says.",
    [.positional("value"), .positional("format_spec", "str", default: .string(""))],
    examples: [Example("format(3.14159, '.2f')", prints: "'3.14'")],
    .bound { arguments in
      .string(try Machine.current.format(arguments[0], arguments[1].stringArgument("format() argument 2").text))
    })

  nonisolated(unsafe) static let hash = Builtin(
    "hash", "The number by which dictionaries and sets find the value.", [.positional("obj")],
    .unary { .int(try Machine.current.hash($0)) })

  nonisolated(unsafe) static let id = Builtin(
    "id", "A number that no other living object has.", [.positional("obj")],
    .unary { .int(Machine.identity(of: $0)) })

  nonisolated(unsafe) static let callable = Builtin(
    "callable", "Whether the value can be called.", [.positional("obj")],
    examples: [Example("callable(len)", prints: "True")],
    .unary { .bool(Machine.current.isCallable($0)) })

  // MARK: Attributes

  private static func name(_ value: Value) throws -> StringObject {
    guard let name = value.asString else {
      throw PythonError.typeFault("attribute name must be string, not '\(value.typeName)'")
    }
    try MemoryCap.check(copiesOfName: name)
    return name.isInterned ? name : StringObject.interned(name.text)
  }

  nonisolated(unsafe) static let getattr = Builtin(
    "getattr", "The attribute of a name, or default when there is none.",
    [.positional("object"), .positional("name", "str"), .positional("default", default: .undefined)],
    .bound { arguments in
      let name = try name(arguments[1])
      if arguments[2].isUndefined { return try Machine.current.attribute(of: arguments[0], name) }
      return try ignoringMissing { try Machine.current.attributeIfAny(of: arguments[0], name) } ?? arguments[2]
    })

  nonisolated(unsafe) static let hasattr = Builtin(
    "hasattr", "Whether there is an attribute of that name.", [.positional("obj"), .positional("name", "str")],
    examples: [Example("hasattr([], 'append')", prints: "True")],
    .binary { value, name in
      let name = try Builtin.name(name)
      return .bool(try ignoringMissing { try Machine.current.attributeIfAny(of: value, name) } != nil)
    })

  private static func ignoringMissing(_ body: () throws -> Value?) throws -> Value? {
    do {
      return try body()
    } catch let error as PythonError where error.exception.type.isSubclass(of: .attributeError) {
      return nil
    }
  }

  nonisolated(unsafe) static let setattr = Builtin(
    "setattr", "Sets the attribute of a name.", [.positional("obj"), .positional("name", "str"), .positional("value")],
    .ternary { value, name, new in
      try Machine.current.setAttribute(of: value, Builtin.name(name), to: new)
      return .none
    })

  nonisolated(unsafe) static let delattr = Builtin(
    "delattr", "Deletes the attribute of a name.", [.positional("obj"), .positional("name", "str")],
    .binary { value, name in
      try Machine.current.deleteAttribute(of: value, Builtin.name(name))
      return .none
    })

  nonisolated(unsafe) static let dir = Builtin(
    "dir", "The names of a value's attributes, or of the variables here.",
    [.positional("object", default: .undefined)],
    .bound { arguments in
      let machine = Machine.current
      if arguments[0].isUndefined {
        return .list(machine.localNames().keys.compactMap { $0.asString?.text }.sorted().map(Value.string))
      }
      if let own = try machine.special(.dir, of: arguments[0]) {
        return .list(try Sorting.sorted(machine.elements(own), key: .none, reverse: false))
      }
      return .list(AttributeListing.names(of: arguments[0]).map(Value.string))
    })

  nonisolated(unsafe) static let vars = Builtin(
    "vars", "The attributes of a value as a dictionary, or the variables here.",
    [.positional("object", default: .undefined)],
    .bound { arguments in
      if arguments[0].isUndefined { return .object(Machine.current.localNames()) }
      let name = StringObject.interned("__dict__")
      guard let found = try Builtin.ignoringMissing({ try Machine.current.attributeIfAny(of: arguments[0], name) })
      else {
        throw PythonError.typeFault("vars() argument must have __dict__ attribute")
      }
      return found
    })

  nonisolated(unsafe) static let globals = Builtin(
    "globals", "The variables of the module as a dictionary.", [], .nullary { .object(Machine.current.globalNames()) })

  nonisolated(unsafe) static let locals = Builtin(
    "locals", "The variables here as a dictionary.", [], .nullary { .object(Machine.current.localNames()) })

  // MARK: Types

  nonisolated(unsafe) static let isinstance = Builtin(
    "isinstance", "Whether the value is of a type, or of one of a tuple of types.",
    [.positional("obj"), .positional("class_or_tuple", "type, union or tuple of types")],
    examples: [Example("isinstance(1, (int, float))", prints: "True")],
    .binary { .bool(try Machine.current.isInstance($0, ofAny: $1)) })

  nonisolated(unsafe) static let issubclass = Builtin(
    "issubclass", "Whether a class is derived from another, or from one of a tuple of classes.",
    [.positional("cls"), .positional("class_or_tuple", "type, union or tuple of types")],
    examples: [Example("issubclass(bool, int)", prints: "True")],
    .binary { type, classes in
      guard let type = type.asType else { throw PythonError.typeFault("issubclass() arg 1 must be a class") }
      return .bool(try Machine.current.isSubclass(type, ofAny: classes))
    })
}

extension Machine {
  /// Whether a value can be called.
  public func isCallable(_ value: Value) -> Bool {
    if case .object(let object) = value {
      switch object.kind {
      case .function, .nativeFunction, .boundMethod, .type, .slotWrapper: return true
      default: break
      }
    }
    return type(of: value).answers(.call)
  }

  /// `isinstance` with a type, a union of types or a tuple of them.
  public func isInstance(_ value: Value, ofAny classes: Value) throws -> Bool {
    if let type = classes.asType {
      if isInstance(value, type) { return true }
      if let hook = type.attributes.get("__instancecheck__") {
        return try truth(call(bind(hook, to: classes, through: type), [value]))
      }
      if let meta = type.metaclass, let hook = meta.lookup("__instancecheck__") {
        return try truth(call(bind(hook, to: classes, through: meta), [value]))
      }
      return false
    }
    if let several = classes.asTuple {
      return try nested { try several.items.contains { try isInstance(value, ofAny: $0) } }
    }
    if case .object(let object) = classes {
      if let union = object as? UnionType {
        return try union.members.contains { $0.isNone ? value.isNone : try isInstance(value, ofAny: $0) }
      }
      if object is GenericAlias {
        throw PythonError.typeFault("isinstance() argument 2 cannot be a parameterized generic")
      }
      if let hook = type(of: classes).lookup("__instancecheck__"), !(type(of: classes) === TypeObject.type) {
        return try truth(call(bind(hook, to: classes, through: type(of: classes)), [value]))
      }
    }
    throw PythonError.typeFault("isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  func isSubclass(_ type: TypeObject, ofAny classes: Value) throws -> Bool {
    if let other = classes.asType {
      if type.isSubclass(of: other) { return true }
      if let hook = other.attributes.get("__subclasscheck__") {
        return try truth(call(bind(hook, to: classes, through: other), [.object(type)]))
      }
      if let meta = other.metaclass, let hook = meta.lookup("__subclasscheck__") {
        return try truth(call(bind(hook, to: classes, through: meta), [.object(type)]))
      }
      return false
    }
    if let several = classes.asTuple {
      return try nested { try several.items.contains { try isSubclass(type, ofAny: $0) } }
    }
    if case .object(let object) = classes, let union = object as? UnionType {
      return try union.members.contains { $0.isNone ? type === TypeObject.none : try isSubclass(type, ofAny: $0) }
    }
    throw PythonError.typeFault("issubclass() arg 2 must be a class, a tuple of classes, or a union")
  }
}
