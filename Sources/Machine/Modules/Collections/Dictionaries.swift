import Syntax

/// `defaultdict`, `OrderedDict` and `Counter`.
enum DictionaryTypes {
  private static func module(_ name: String, _ summary: String) -> TypeObject {
    let type = TypeObject(name, module: "collections", bases: [.dict], summary: summary)
    type.acceptsAttributes = true
    type.slots.new = { type, _ in .object(DictInstance(type)) }
    return type
  }

  private static func copying(
    _ type: TypeObject, _ name: StaticString, _ body: @escaping (DictObject, DictObject) -> Void
  ) {
    for method in ["copy", "__copy__"] {
      type.method(
        method, [.positional("self")], summary: "A new one with the same keys and values.",
        .unary { value in
          let dict = try value.dict(name)
          let fresh = DictInstance(dict.type)
          fresh.copyEntries(from: dict)
          body(dict, fresh)
          return .object(fresh)
        })
    }
  }

  /// `|` of dictionaries of which one is of a type, or derived from it: the result is of that type.
  private static func joining(_ type: TypeObject) {
    type.slots.operators = OperatorMethods.named("or ror ior")
    type.slots.binary = { operation, left, right in
      guard operation == .bitOr, let a = left.asDict, let b = right.asDict else { return nil }
      let model = a.type.isSubclass(of: type) ? left : right
      guard let result = try Machine.current.call(Machine.current.attribute(of: model, "copy")).asDict else {
        return nil
      }
      result.removeAll()
      for (key, value) in a.pairs + b.pairs { try result.set(key, value) }
      return .object(result)
    }
  }

  // MARK: defaultdict

  private static let factory = "default_factory"

  nonisolated(unsafe) static let defaultDict: TypeObject = {
    let type = module("defaultdict", "A dict that makes the value of a missing key.")
    type.errorName = type.module + "." + type.name
    let factoryName = StringObject.interned(factory)
    type.slotNames = [factory]
    func made(_ value: Value) throws -> Value { try value.dict("default_factory").fields?.field(factoryName) ?? .none }
    type.slots.initialize = { value, arguments in
      let dict = try value.dict("__init__")
      let first: Value = arguments.count > 0 ? arguments[0] : .none
      if !first.isNone, !Machine.current.isCallable(first) {
        throw PythonError.typeFault("first argument must be callable or None")
      }
      dict.fields?.setField(factoryName, first)
      let rest = arguments.count > 0 ? arguments.dropping(1) : arguments
      if rest.count > 1 { throw PythonError.typeFault("dict expected at most 1 argument, got \(rest.count)") }
      try DictType.update(dict, rest)
    }
    type.method(
      "__missing__", [.positional("self"), .positional("key")], summary: "Makes the value of a missing key.",
      .binary { value, key in
        let factory = try made(value)
        if factory.isNone { throw PythonError.missingKey(key) }
        let fresh = try Machine.current.call(factory)
        try Machine.current.setItem(value, key, fresh)
        return fresh
      })
    type.slots.repr = { value in
      let dict = try value.dict("__repr__")
      return "\(dict.type.name)(\(try Machine.current.repr(made(value))), \(try DictType.repr(of: dict)))"
    }
    joining(type)
    copying(type, "copy") { dict, fresh in
      if let factory = dict.fields?.field(factoryName) { fresh.fields?.setField(factoryName, factory) }
    }
    Display.printers[ObjectIdentifier(type)] = { display, value, isCycle in
      let name = Machine.current.type(of: value).name
      if isCycle { return display.text("\(name)(...)") }
      try display.call(name, [made(value), .object(value.dict("repr").copy())])
    }
    return type
  }()

  // MARK: OrderedDict

  /// As `dict` does it, but pairs are taken apart with the errors of an assignment.
  private static func updateOrdered(_ dict: DictObject, _ arguments: Arguments) throws {
    let machine = Machine.current
    guard arguments.count > 0, try machine.attributeIfAny(of: arguments[0], StringObject.interned("keys")) == nil else {
      return try DictType.update(dict, arguments)
    }
    try machine.forEach(arguments[0]) { element in
      let pair = try machine.elements(element)
      guard pair.count == 2 else {
        let count = pair.count
        throw PythonError.valueFault(
          count > 2
            ? "too many values to unpack (expected 2)"
            : "need more than \(count) value\(count == 1 ? "" : "s") to unpack")
      }
      try dict.set(pair[0], pair[1])
      return true
    }
    for (name, value) in arguments.keywords { dict.set(name, value) }
  }

  /// A tuple as key becomes the arguments of the error.
  private static func missing(_ key: Value) -> PythonError {
    PythonError(.keyError, arguments: key.asTuple?.items ?? [key])
  }

  nonisolated(unsafe) static let orderedDict: TypeObject = {
    let type = module("OrderedDict", "A dict that can be reordered.")
    type.errorName = type.module + "." + type.name
    type.slots.initialize = { value, arguments in
      let dict = try value.dict("__init__")
      if arguments.count > 1 {
        throw PythonError.typeFault("expected at most 1 arguments, got \(arguments.count)")
      }
      try updateOrdered(dict, arguments)
    }
    type.slots.repr = { value in
      let dict = try value.dict("__repr__")
      if dict.count == 0 { return dict.type.name + "()" }
      return dict.type.name + "("
        + (try SequenceOperators.joined(
          dict.pairs.map { .tuple([$0.key, $0.value]) }, dict, open: "[", close: "]", cycle: "...")) + ")"
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = left.asDict, let b = right.asDict else { return nil }
      var same = try DictType.isEqual(a, b)
      if same, a.type.isSubclass(of: type), b.type.isSubclass(of: type) {
        same = try zip(a.keys, b.keys).allSatisfy { try Machine.current.equal($0, $1) }
      }
      return .bool(same == (operation == .equal))
    }
    type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    type.method(
      "move_to_end", [.positional("self"), Parameter("key"), Parameter("last", default: .bool(true))],
      summary: "Moves a key to an end.",
      .bound { arguments in
        let dict = try arguments[0].dict("move_to_end")
        guard let value = try dict.get(arguments[1]) else { throw missing(arguments[1]) }
        try dict.remove(arguments[1])
        if try Machine.current.truth(arguments[2]) {
          try dict.set(arguments[1], value)
        } else {
          let rest = dict.pairs
          dict.removeAll()
          try dict.set(arguments[1], value)
          for (key, value) in rest { try dict.set(key, value) }
        }
        return .none
      })
    type.method(
      "popitem", [.positional("self"), Parameter("last", default: .bool(true))],
      summary: "Removes the last key, or the first, and gives it back with its value.",
      .bound { arguments in
        let dict = try arguments[0].dict("popitem")
        let isLast = try Machine.current.truth(arguments[1])
        guard let key = isLast ? dict.keys.last : dict.keys.first, let value = try dict.remove(key) else {
          throw PythonError(.keyError, "dictionary is empty")
        }
        return .tuple([key, value])
      })
    type.method(
      "pop", [.positional("self"), Parameter("key", default: .undefined), Parameter("default", default: .undefined)],
      summary: "Removes key and gives its value back, or default when it is missing.",
      .bound { arguments in
        if arguments[1].isUndefined { throw PythonError.typeFault("pop() missing required argument 'key' (pos 1)") }
        if let value = try arguments[0].dict("pop").remove(arguments[1]) { return value }
        if arguments[2].isUndefined { throw missing(arguments[1]) }
        return arguments[2]
      })
    joining(type)
    copying(type, "copy") { _, _ in }
    Display.printers[ObjectIdentifier(type)] = { display, value, isCycle in
      let dict = try value.dict("repr")
      if isCycle { return display.text("\(dict.type.name)(...)") }
      try display.call(dict.type.name, dict.count == 0 ? [] : [.list(dict.pairs.map { .tuple([$0.key, $0.value]) })])
    }
    return type
  }()

  // MARK: Counter

  private static func count(_ dict: DictObject, _ source: Value, sign: Int) throws {
    let machine = Machine.current
    func add(_ key: Value, _ amount: Value) throws {
      let known = try dict.get(key) ?? .int(0)
      try dict.set(key, machine.binary(sign > 0 ? .add : .subtract, known, amount))
    }
    if let other = source.asDict {
      let wasEmpty = dict.count == 0 && sign > 0
      for (key, value) in other.pairs {
        if wasEmpty {
          try dict.set(key, value)
        } else if sign > 0, let known = try dict.get(key) {
          try dict.set(key, machine.binary(.add, value, known))
        } else {
          try sign > 0 ? dict.set(key, machine.binary(.add, value, .int(0))) : add(key, value)
        }
      }
    } else {
      try machine.forEach(source) {
        try add($0, .int(1))
        return true
      }
    }
  }

  private static func update(_ dict: DictObject, _ arguments: Arguments, sign: Int) throws {
    if arguments.count > 1 {
      throw PythonError.typeFault(
        "Counter.update() takes from 1 to 2 positional arguments but \(arguments.count + 1) were given")
    }
    if arguments.count > 0, !arguments[0].isNone { try count(dict, arguments[0], sign: sign) }
    if arguments.keywordCount > 0 {
      let extra = DictObject()
      for (name, value) in arguments.keywords { extra.set(name, value) }
      try count(dict, .object(extra), sign: sign)
    }
  }

  private static func mostCommon(_ dict: DictObject) throws -> [Value] {
    let pairs = dict.pairs.map { Value.tuple([$0.key, $0.value]) }
    let second = NativeFunction("count", [.positional("pair")], .unary { $0.asTuple?.items[1] ?? .none })
    return try Sorting.sorted(pairs, key: .object(second), reverse: true)
  }

  nonisolated(unsafe) static let counter: TypeObject = {
    let type = module("Counter", "A dict that counts.")
    type.slots.initialize = { value, arguments in
      let dict = try value.dict("__init__")
      if arguments.count > 1 {
        throw PythonError.typeFault(
          "Counter.__init__() takes from 1 to 2 positional arguments but \(arguments.count + 1) were given")
      }
      try update(dict, arguments, sign: 1)
    }
    type.method("__missing__", [.positional("self"), .positional("key")], summary: "0.", .binary { _, _ in .int(0) })
    type.slots.deleteItem = { try $0.dict("__delitem__").remove($1) }
    func updating(_ name: StaticString, _ summary: String, _ sign: Int) {
      type.method(
        "\(name)", [.positional("self"), .positional("iterable", default: .none), .variadicKeyword("kwds")],
        summary: summary,
        .variadic { arguments in
          let dict = try (arguments.count > 0 ? arguments[0] : .none).dict(name)
          try update(dict, arguments.dropping(1), sign: sign)
          return .none
        })
    }
    updating("update", "Adds counts.", 1)
    updating("subtract", "Takes counts away.", -1)
    type.method(
      "most_common", [.positional("self"), Parameter("n", default: Value.none)],
      summary: "The n keys with the highest counts.",
      .bound { arguments in
        let all = try mostCommon(arguments[0].dict("most_common"))
        if arguments[1].isNone { return .list(all) }
        return .list(Array(all.prefix(Swift.max(0, try Machine.current.index(arguments[1])))))
      })
    type.method(
      "elements", [.positional("self")], summary: "Each key as often as its count.",
      .unary { value in
        var rest = try value.dict("elements").pairs.map { ($0.key, try Machine.current.index($0.value)) }[...]
        return .object(
          ClosureIterator(.sequenceIterator) {
            while let (key, count) = rest.first {
              if count > 0 {
                rest[rest.startIndex].1 = count - 1
                return key
              }
              rest.removeFirst()
            }
            return nil
          })
      })
    type.method(
      "total", [.positional("self")], summary: "The sum of the counts.",
      .unary { value in
        try value.dict("total").values.reduce(.int(0)) { try Machine.current.binary(.add, $0, $1) }
      })
    type.slots.repr = { value in
      let dict = try value.dict("__repr__")
      if dict.count == 0 { return dict.type.name + "()" }
      return "\(dict.type.name)(\(try DictType.repr(of: sorted(dict))))"
    }
    /// By count, or as they are where counts have no order.
    func sorted(_ dict: DictObject) throws -> DictObject {
      let result = DictObject()
      let found = Result { try mostCommon(dict) }
      if case .failure(let error as PythonError) = found, error.exception.type.isSubclass(of: .typeError) {
        return dict.copy()
      }
      for pair in try found.get() { if let items = pair.asTuple?.items { try result.set(items[0], items[1]) } }
      return result
    }
    type.slots.binary = { operation, left, right in
      guard let a = left.asDict, let b = right.asDict, a.type.isSubclass(of: type), b.type.isSubclass(of: type) else {
        return nil
      }
      let machine = Machine.current
      let result = DictInstance(type)
      func put(_ key: Value, _ value: Value) throws {
        if try machine.isTrue(.greater, value, .int(0)) { try result.set(key, value) }
      }
      switch operation {
      case .add:
        for (key, value) in a.pairs { try put(key, machine.binary(.add, value, b.get(key) ?? .int(0))) }
        for (key, value) in b.pairs where try !a.contains(key) { try put(key, value) }
      case .subtract:
        for (key, value) in a.pairs { try put(key, machine.binary(.subtract, value, b.get(key) ?? .int(0))) }
        for (key, value) in b.pairs where try !a.contains(key) && machine.isTrue(.less, value, .int(0)) {
          try result.set(key, machine.binary(.subtract, .int(0), value))
        }
      case .bitAnd:
        for (key, value) in a.pairs {
          let other = try b.get(key) ?? .int(0)
          try put(key, machine.isLess(value, other) ? value : other)
        }
      case .bitOr:
        for (key, value) in a.pairs {
          let other = try b.get(key) ?? .int(0)
          try put(key, machine.isLess(value, other) ? other : value)
        }
        for (key, value) in b.pairs where try !a.contains(key) { try put(key, value) }
      default: return nil
      }
      return .object(result)
    }
    type.slots.unary = { operation, value in
      guard operation == .positive || operation == .negative else { return nil }
      let machine = Machine.current
      let result = DictInstance(type)
      for (key, count) in try value.dict("__pos__").pairs {
        if operation == .positive {
          if try machine.isTrue(.greater, count, .int(0)) { try result.set(key, count) }
        } else if try machine.isTrue(.less, count, .int(0)) {
          try result.set(key, machine.binary(.subtract, .int(0), count))
        }
      }
      return .object(result)
    }
    // A key that is missing counts as 0.
    type.slots.compare = { operation, left, right in
      guard let a = left.asDict, let b = right.asDict, b.type.isSubclass(of: type) else { return nil }
      let machine = Machine.current
      func holds(_ operation: ComparisonOperator) throws -> Bool {
        try (a.keys + b.keys).allSatisfy { key in
          try machine.truth(machine.compare(operation, a.get(key) ?? .int(0), b.get(key) ?? .int(0)))
        }
      }
      switch operation {
      case .equal: return .bool(try holds(.equal))
      case .notEqual: return .bool(try !holds(.equal))
      case .lessOrEqual, .greaterOrEqual: return .bool(try holds(operation))
      case .less: return .bool(try holds(.lessOrEqual) && !holds(.equal))
      case .greater: return .bool(try holds(.greaterOrEqual) && !holds(.equal))
      default: return nil
      }
    }
    type.classMethod(
      "fromkeys", [.positional("type"), .positional("iterable"), .positional("v", default: .none)],
      summary: "Not there: Counter(iterable) counts.",
      .ternary { _, _, _ in
        throw PythonError(
          .notImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
      })
    type.slots.operators = OperatorMethods.named("add sub and or iadd isub iand ior")
    type.slots.inPlace = { operation, left, right in
      guard [.add, .subtract, .bitOr, .bitAnd].contains(operation) else { return nil }
      let machine = Machine.current
      let dict = try left.dict("__iadd__")
      if operation == .bitAnd {
        for (key, count) in dict.pairs {
          let other = try right.asDict.flatMap { try $0.get(key) } ?? machine.getItem(right, key)
          if try machine.isTrue(.less, other, count) { try dict.set(key, other) }
        }
      } else {
        for item in try machine.elements(machine.call(machine.attribute(of: right, "items"))) {
          guard let pair = item.asTuple?.items, pair.count == 2 else { continue }
          let count = try dict.get(pair[0]) ?? .int(0)
          if operation != .bitOr {
            try dict.set(pair[0], machine.inPlace(operation, count, pair[1]))
          } else if try machine.isTrue(.greater, pair[1], count) {
            try dict.set(pair[0], pair[1])
          }
        }
      }
      for (key, count) in dict.pairs where try !machine.isTrue(.greater, count, .int(0)) { try dict.remove(key) }
      return left
    }
    copying(type, "copy") { _, _ in }
    Display.printers[ObjectIdentifier(type)] = { display, value, isCycle in
      let dict = try value.dict("repr")
      if isCycle { return display.text("\(dict.type.name)(...)") }
      try display.call(dict.type.name, dict.count == 0 ? [] : [.object(sorted(dict))])
    }
    return type
  }()
}

/// `collections`.
enum CollectionsModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("collections", summary: "More kinds of containers.")
    for type in [
      DictionaryTypes.defaultDict, DictionaryTypes.orderedDict, DictionaryTypes.counter, DequeType.type,
      UserContainers.chainMap, UserContainers.userDict, UserContainers.userList, UserContainers.userString,
    ] {
      module.set(type.name, .object(type))
    }
    module.function(
      "namedtuple",
      [
        Parameter("typename"), Parameter("field_names"), .keyword("rename", default: .bool(false)),
        .keyword("defaults", default: .none), .keyword("module", default: .none),
      ], summary: "A class of tuples whose elements have names.", .bound(NamedTuple.make))
    return module
  }
}
