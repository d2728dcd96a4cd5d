import Syntax

/// What `dict` does itself.
enum DictType {
  static func install() {
    let type = TypeObject.dict
    type.summary = "A mapping of keys to values, in the order the keys came."
    type.slots.new = { type, _ in .object(type === TypeObject.dict ? DictObject() : DictInstance(type)) }
    type.slots.initialize = { value, arguments in
      let dict = try value.dict("__init__")
      if arguments.count > 1 {
        throw PythonError.typeFault("dict expected at most 1 argument, got \(arguments.count)")
      }
      try update(dict, arguments)
    }
    type.slots.repr = { value in try repr(of: value.dict("__repr__")) }
    type.slots.truth = { try $0.dict("__bool__").count != 0 }
    type.slots.length = { try $0.dict("__len__").count }
    type.slots.getItem = { value, key in
      let dict = try value.dict("__getitem__")
      if let found = try dict.get(key) { return found }
      if !dict.isExactly(.dict), let result = try Machine.current.special(.missing, of: value, key) { return result }
      throw PythonError.missingKey(key)
    }
    type.slots.setItem = { try $0.dict("__setitem__").set($1, $2) }
    type.slots.deleteItem = { value, key in
      if try value.dict("__delitem__").remove(key) == nil { throw PythonError.missingKey(key) }
    }
    type.slots.contains = { try $0.dict("__contains__").contains($1) }
    type.slots.iterate = { .object(DictIterator(try $0.dict("__iter__"), .keys)) }
    type.slots.reversed = { .object(DictIterator(try $0.dict("__reversed__"), .keys, backwards: true)) }
    type.slots.compare = { operation, left, right in
      guard let a = left.asDict, let b = right.asDict else { return nil }
      switch operation {
      case .equal: return .bool(try isEqual(a, b))
      case .notEqual: return .bool(try !isEqual(a, b))
      default: return nil
      }
    }
    type.slots.binary = { operation, left, right in
      guard operation == .bitOr, let a = left.asDict, let b = right.asDict else { return nil }
      let result = a.copy()
      try merge(b, into: result)
      return .object(result)
    }
    type.slots.inPlace = { operation, left, right in
      guard operation == .bitOr, let dict = left.asDict else { return nil }
      try update(dict, from: right)
      return left
    }
    installMethods(type)
    DictViewType.install()
  }

  static func repr(of dict: DictObject) throws -> String {
    guard ReprGuard.enter(dict) else { return "{...}" }
    defer { ReprGuard.leave(dict) }
    let machine = Machine.current
    var text = "{"
    for (at, pair) in dict.pairs.enumerated() {
      if at > 0 { text += ", " }
      text += try machine.repr(pair.key) + ": " + machine.repr(pair.value)
    }
    return text + "}"
  }

  static func isEqual(_ a: DictObject, _ b: DictObject) throws -> Bool {
    guard a.count == b.count else { return false }
    let machine = Machine.current
    return try machine.nested(" in comparison") {
      for (key, value) in a.pairs {
        guard let other = try b.get(key), try machine.equal(value, other) else { return false }
      }
      return true
    }
  }

  /// `update`: a mapping or pairs, then keywords.
  static func update(_ dict: DictObject, _ arguments: Arguments) throws {
    if arguments.count > 0 { try update(dict, from: arguments[0]) }
    for (name, value) in arguments.keywords { dict.set(name, value) }
  }

  static func merge(_ other: DictObject, into dict: DictObject) throws {
    for (key, value) in other.pairs { try dict.set(key, value) }
  }

  static func update(_ dict: DictObject, from source: Value) throws {
    let machine = Machine.current
    if let other = source.asDict, machine.type(of: source).lookup("keys") != nil { return try merge(other, into: dict) }
    if let keys = try machine.attributeIfAny(of: source, StringObject.interned("keys")) {
      for key in try machine.elements(machine.call(keys)) { try dict.set(key, machine.getItem(source, key)) }
      return
    }
    var at = 0
    try machine.forEach(source) { element in
      let type = machine.type(of: element)
      guard type.answers(.iter) || type.answers(.getitem) else {
        throw PythonError.typeFault("cannot convert dictionary update sequence element #\(at) to a sequence")
      }
      let pair = try machine.elements(element)
      guard pair.count == 2 else {
        throw PythonError.valueFault(
          "dictionary update sequence element #\(at) has length \(pair.count); 2 is required")
      }
      try dict.set(pair[0], pair[1])
      at += 1
      return true
    }
  }

  private static func installMethods(_ type: TypeObject) {
    let keyed: [Parameter] = [.positional("self"), .positional("key"), .positional("default", default: .none)]
    type.method(
      "get", keyed, summary: "The value of key, or default.",
      .bound { try $0[0].dict("get").get($0[1]) ?? $0[2] }
    ).shortcut = .get
    type.method(
      "setdefault", keyed, summary: "The value of key, which is set to default when it is missing.",
      .bound { arguments in
        let dict = try arguments[0].dict("setdefault")
        if let found = try dict.get(arguments[1]) { return found }
        try dict.set(arguments[1], arguments[2])
        return arguments[2]
      })
    type.method(
      "pop", [.positional("self"), .positional("key"), .positional("default", default: .undefined)],
      summary: "Removes key and gives its value back, or default when it is missing.",
      .bound { arguments in
        let dict = try arguments[0].dict("pop")
        // An empty dictionary does not ask for the key's hash.
        if dict.count > 0, let value = try dict.remove(arguments[1]) { return value }
        if arguments[2].isUndefined { throw PythonError.missingKey(arguments[1]) }
        return arguments[2]
      })
    type.method(
      "popitem", [.positional("self")], summary: "Removes the last key and gives it back with its value.",
      .unary { value in
        let dict = try value.dict("popitem")
        var at = dict.used - 1
        while at >= 0, dict.entries[at].key.isUndefined { at -= 1 }
        guard at >= 0 else { throw PythonError(.keyError, "popitem(): dictionary is empty") }
        let key = dict.entries[at].key
        return .tuple([key, dict.remove(at: at)])
      })
    type.method(
      "clear", [.positional("self")], summary: "Removes all keys.",
      .unary {
        try $0.dict("clear").removeAll()
        return .none
      })
    type.method(
      "copy", [.positional("self")], summary: "A new dictionary with the same keys and values.",
      .unary { .object(try $0.dict("copy").copy()) })
    type.method(
      "update", [.positional("self"), .positional("other", default: .none), .variadicKeyword("kwargs")],
      summary: "Sets the keys of a mapping, or of pairs, and of keywords.",
      .variadic { arguments in
        let dict = try (arguments.count > 0 ? arguments[0] : .none).dict("update")
        if arguments.count > 2 {
          throw PythonError.typeFault("update expected at most 1 argument, got \(arguments.count - 1)")
        }
        try update(dict, arguments.dropping(1))
        return .none
      })
    type.method(
      "keys", [.positional("self")], summary: "A view of the keys.",
      .unary { .object(DictView(try $0.dict("keys"), .keys)) })
    type.method(
      "values", [.positional("self")], summary: "A view of the values.",
      .unary { .object(DictView(try $0.dict("values"), .values)) })
    type.method(
      "items", [.positional("self")], summary: "A view of pairs of key and value.",
      .unary { .object(DictView(try $0.dict("items"), .items)) })
    type.classMethod(
      "fromkeys",
      [.positional("type"), .positional("iterable"), .positional("value", default: .none)],
      summary: "A new dictionary with the keys of an iterable, all with one value.",
      .bound { arguments in
        let machine = Machine.current
        let made = try machine.call(arguments[0])
        if let dict = made.asDict, dict.isExactly(.dict) {
          for key in try machine.elements(arguments[1]) { try dict.set(key, arguments[2]) }
        } else {
          for key in try machine.elements(arguments[1]) { try machine.setItem(made, key, arguments[2]) }
        }
        return made
      })
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")],
      summary: "The dict type with the types of keys and values, for annotations.",
      .binary { .object(GenericAlias($0, $1)) })
  }
}
