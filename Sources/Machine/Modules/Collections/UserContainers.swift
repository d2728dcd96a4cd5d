import Syntax

/// `collections.ChainMap`, and `UserDict`, `UserList`, `UserString`: containers made to be derived from.
enum UserContainers {
  nonisolated(unsafe) private static let data = StringObject.interned("data")
  nonisolated(unsafe) private static let maps = StringObject.interned("maps")

  private static func inner(_ value: Value) throws -> Value { try Machine.current.attribute(of: value, data) }

  /// Methods that do what those of the container inside do.
  private static func forward(_ type: TypeObject, _ names: [String], of container: TypeObject) {
    for name in names {
      type.method(
        name, [.positional("self"), .variadic("args"), .variadicKeyword("kwargs")], summary: "As of \(container.name).",
        .variadic { arguments in
          guard arguments.count > 0 else { throw PythonError.typeFault("\(name) needs a receiver") }
          let plain = arguments.positional.dropFirst().map(unwrapped)
          let keywords = arguments.keywords.map { ($0.name.text, unwrapped($0.value)) }
          let method = try Machine.current.attribute(of: inner(arguments[0]), name)
          return try Machine.current.call(method, Array(plain), keywords: keywords)
        })
    }
  }

  /// The container inside one of these, or the value itself.
  private static func unwrapped(_ value: Value) -> Value {
    guard let instance = value.asInstance,
      [userList, userString, userDict].contains(where: { instance.classObject.isSubclass(of: $0) })
    else { return value }
    return instance.field(data) ?? value
  }

  private static func like(_ value: Value, _ contents: Value) throws -> Value {
    try Machine.current.call(.object(Machine.current.type(of: value)), [contents])
  }

  private static func addCommon(_ type: TypeObject) {
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.slots.length = { try Machine.current.length(inner($0)) }
    type.slots.contains = { try Machine.current.contains(inner($0), unwrapped($1)) }
    type.slots.iterate = { try Machine.current.iterate(inner($0)) }
    type.slots.repr = { try Machine.current.repr(inner($0)) }
    type.slots.compare = { operation, left, right in
      guard Machine.current.isInstance(left, type) else { return nil }
      return try Machine.current.compare(operation, inner(left), unwrapped(right))
    }
  }

  // MARK: UserDict

  nonisolated(unsafe) static let userDict: TypeObject = {
    let type = TypeObject("UserDict", module: "collections", summary: "A dict to derive from.")
    addCommon(type)
    type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    type.slots.initialize = { value, arguments in
      value.asInstance?.setField(data, .object(DictObject()))
      if arguments.count > 1 {
        throw PythonError.typeFault(
          "UserDict.__init__() takes from 1 to 2 positional arguments but \(arguments.count + 1) were given")
      }
      try update(value, arguments.count > 0 ? arguments[0] : .none, arguments)
    }
    type.slots.getItem = { value, key in
      let machine = Machine.current
      guard let dict = try inner(value).asDict else { return try machine.getItem(inner(value), key) }
      if let found = try dict.get(key) { return found }
      let own = machine.type(of: value)
      if let missing = own.lookup("__missing__") {
        return try machine.call(machine.bind(missing, to: value, through: own), [key])
      }
      throw PythonError.missingKey(key)
    }
    type.slots.setItem = { try Machine.current.setItem(inner($0), $1, $2) }
    type.slots.deleteItem = { try Machine.current.deleteItem(inner($0), $1) }
    type.slots.binary = { operation, left, right in
      guard operation == .bitOr else { return nil }
      let owner = Machine.current.isInstance(left, type) ? left : right
      return try like(owner, Machine.current.binary(.bitOr, unwrapped(left), unwrapped(right)))
    }
    forward(type, ["keys", "values", "items", "clear"], of: .dict)
    type.method(
      "copy", [.positional("self")], summary: "A copy.", .unary { try like($0, inner($0)) })
    type.method(
      "get", [.positional("self"), Parameter("key"), Parameter("default", default: Value.none)],
      summary: "The value of a key, or default.",
      .bound { try Machine.current.contains($0[0], $0[1]) ? Machine.current.getItem($0[0], $0[1]) : $0[2] })
    type.method(
      "update", [.positional("self"), .variadic("other"), .variadicKeyword("kwargs")],
      summary: "Takes over the entries of another.",
      .variadic { arguments in
        try update(arguments[0], arguments.count > 1 ? arguments[1] : .none, arguments)
        return .none
      })
    type.method(
      "setdefault", [.positional("self"), Parameter("key"), Parameter("default", default: Value.none)],
      summary: "The value of a key, set before if there is none.",
      .bound { arguments in
        let machine = Machine.current
        if try !machine.contains(arguments[0], arguments[1]) {
          try machine.setItem(arguments[0], arguments[1], arguments[2])
        }
        return try machine.getItem(arguments[0], arguments[1])
      })
    type.method(
      "pop", [.positional("self"), Parameter("key"), Parameter("default", default: .undefined)],
      summary: "Takes an entry out.",
      .bound { arguments in
        let machine = Machine.current
        if try !machine.contains(arguments[0], arguments[1]) {
          if arguments[2].isUndefined { throw PythonError.missingKey(arguments[1]) }
          return arguments[2]
        }
        let found = try machine.getItem(arguments[0], arguments[1])
        try machine.deleteItem(arguments[0], arguments[1])
        return found
      })
    return type
  }()

  private static func update(_ value: Value, _ other: Value, _ arguments: Arguments) throws {
    let machine = Machine.current
    if !other.isNone {
      let pairs = DictObject()
      _ = try machine.call(machine.attribute(of: .object(pairs), "update"), [unwrapped(other)])
      for (key, item) in pairs.pairs { try machine.setItem(value, key, item) }
    }
    for (name, item) in arguments.keywords { try machine.setItem(value, .object(name), item) }
  }

  // MARK: UserList

  nonisolated(unsafe) static let userList: TypeObject = {
    let type = TypeObject("UserList", module: "collections", summary: "A list to derive from.")
    addCommon(type)
    type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    type.slots.initialize = { value, arguments in
      let items =
        arguments.count > 0 && !arguments[0].isNone ? try Machine.current.elements(unwrapped(arguments[0])) : []
      value.asInstance?.setField(data, .list(items))
    }
    type.slots.getItem = { value, key in
      let found = try Machine.current.getItem(inner(value), key)
      return key.asSlice != nil ? try like(value, found) : found
    }
    type.slots.setItem = { try Machine.current.setItem(inner($0), $1, unwrapped($2)) }
    type.slots.deleteItem = { try Machine.current.deleteItem(inner($0), $1) }
    type.slots.binary = { operation, left, right in
      let machine = Machine.current
      let owner = machine.isInstance(left, type) ? left : right
      func list(_ value: Value) throws -> Value {
        let plain = unwrapped(value)
        return operation == .add && plain.asList == nil ? .list(try machine.elements(plain)) : plain
      }
      guard operation == .add || operation == .multiply else { return nil }
      return try like(owner, machine.binary(operation, list(left), list(right)))
    }
    forward(
      type, ["append", "insert", "pop", "remove", "clear", "count", "index", "reverse", "sort", "extend"], of: .list)
    type.method("copy", [.positional("self")], summary: "A copy.", .unary { try like($0, inner($0)) })
    return type
  }()

  // MARK: UserString

  nonisolated(unsafe) static let userString: TypeObject = {
    let type = TypeObject("UserString", module: "collections", summary: "A text to derive from.")
    addCommon(type)
    type.slots.hash = { try Machine.current.hash(inner($0)) }
    type.slots.str = { try Machine.current.str(inner($0)) }
    type.slots.initialize = { value, arguments in
      guard arguments.count == 1 else {
        throw PythonError.typeFault("UserString.__init__() missing 1 required positional argument: 'seq'")
      }
      value.asInstance?.setField(data, .string(try Machine.current.str(unwrapped(arguments[0]))))
    }
    type.slots.getItem = { try like($0, Machine.current.getItem(inner($0), $1)) }
    type.slots.binary = { operation, left, right in
      let machine = Machine.current
      let owner = machine.isInstance(left, type) ? left : right
      guard operation == .add || operation == .multiply || operation == .modulo else { return nil }
      return try like(owner, machine.binary(operation, unwrapped(left), unwrapped(right)))
    }
    let names = TypeObject.str.attributes.keys.compactMap { $0.asString?.text }.filter { !$0.hasPrefix("_") }
    let alike: Set<String> = [
      "upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "replace", "center",
      "ljust", "rjust", "zfill", "expandtabs", "removeprefix", "removesuffix", "translate",
    ]
    forward(type, names.filter { !alike.contains($0) && $0 != "maketrans" }, of: .str)
    for name in alike {
      type.method(
        name, [.positional("self"), .variadic("args")], summary: "As of str.",
        .variadic { arguments in
          let plain = arguments.positional.dropFirst().map(unwrapped)
          let made = try Machine.current.call(Machine.current.attribute(of: inner(arguments[0]), name), Array(plain))
          return try like(arguments[0], made)
        })
    }
    return type
  }()

  // MARK: ChainMap

  private static func chain(_ value: Value) throws -> [Value] {
    try Machine.current.elements(Machine.current.attribute(of: value, maps))
  }

  /// All entries, those of the first maps hiding the others.
  private static func merged(_ value: Value) throws -> DictObject {
    let machine = Machine.current
    let result = DictObject()
    for map in try chain(value).reversed() {
      for key in try machine.elements(map) { try result.set(key, machine.getItem(map, key)) }
    }
    return result
  }

  private static func first(_ value: Value) throws -> Value {
    guard let map = try chain(value).first else { throw PythonError.indexFault("list index out of range") }
    return map
  }

  nonisolated(unsafe) static let chainMap: TypeObject = {
    let type = TypeObject("ChainMap", module: "collections", summary: "Several dicts seen as one.")
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.slots.initialize = { value, arguments in
      let given = arguments.count == 0 ? [.object(DictObject())] : Array(arguments.positional)
      value.asInstance?.setField(maps, .list(given))
    }
    type.slots.repr = { value in
      value.typeName + "(" + (try chain(value).map(Machine.current.repr).joined(separator: ", ")) + ")"
    }
    type.slots.length = { try merged($0).count }
    type.slots.truth = { try chain($0).contains { try Machine.current.truth($0) } }
    type.slots.iterate = { try Machine.current.iterate(.list(merged($0).keys)) }
    type.slots.contains = { value, key in try chain(value).contains { try Machine.current.contains($0, key) } }
    type.slots.getItem = { value, key in
      let machine = Machine.current
      for map in try chain(value) where try machine.contains(map, key) { return try machine.getItem(map, key) }
      throw PythonError.missingKey(key)
    }
    type.slots.setItem = { try Machine.current.setItem(first($0), $1, $2) }
    type.slots.deleteItem = { value, key in
      let map = try first(value)
      guard try Machine.current.contains(map, key) else {
        throw PythonError(.keyError, "Key not found in the first mapping: \(try Machine.current.repr(key))")
      }
      try Machine.current.deleteItem(map, key)
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, Machine.current.isInstance(left, type) else { return nil }
      let other = Machine.current.isInstance(right, type) ? Value.object(try merged(right)) : right
      return try Machine.current.compare(operation, .object(merged(left)), other)
    }
    for name in ["keys", "values", "items"] {
      type.method(
        name, [.positional("self")], summary: "As of a dict.",
        .unary { try Machine.current.call(Machine.current.attribute(of: .object(merged($0)), name)) })
    }
    type.method(
      "get", [.positional("self"), Parameter("key"), Parameter("default", default: Value.none)],
      summary: "The value of a key, or default.",
      .bound { try Machine.current.contains($0[0], $0[1]) ? Machine.current.getItem($0[0], $0[1]) : $0[2] })
    type.method(
      "new_child", [.positional("self"), Parameter("m", default: Value.none), .variadicKeyword("kwargs")],
      summary: "With another dict in front.",
      .bound { arguments in
        let front = arguments[1].isNone ? DictObject() : arguments[1].asDict
        for (key, value) in arguments[2].asDict?.pairs ?? [] { try front?.set(key, value) }
        let child = front.map { Value.object($0) } ?? arguments[1]
        return try Machine.current.call(.object(Machine.current.type(of: arguments[0])), [child] + chain(arguments[0]))
      })
    type.property(
      "parents", summary: "Without the first dict.",
      get: { try Machine.current.call(.object(Machine.current.type(of: $0)), Array(chain($0).dropFirst())) })
    for name in ["update", "pop", "popitem", "clear", "setdefault"] {
      type.method(
        name, [.positional("self"), .variadic("args"), .variadicKeyword("kwargs")], summary: "As of the first dict.",
        .variadic { arguments in
          try Machine.current.call(Machine.current.attribute(of: first(arguments[0]), name), arguments.dropping(1))
        })
    }
    return type
  }()
}
