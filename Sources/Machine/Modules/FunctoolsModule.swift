import Syntax

/// `functools`.
enum FunctoolsModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("functools", summary: "Functions made of functions.")
    module.set("partial", .object(partialType))
    module.set("cached_property", .object(cachedPropertyType))
    module.set("partialmethod", .object(partialMethodType))
    module.function(
      "reduce",
      [.positional("function"), .positional("iterable"), .positional("initial", default: .undefined)],
      summary: "A function of two applied to all elements, from the left.",
      .bound { arguments in
        let machine = Machine.current
        let kind = machine.type(of: arguments[1])
        guard kind.answers(.iter) || kind.answers(.getitem) else {
          throw PythonError.typeFault("reduce() arg 2 must support iteration")
        }
        var total: Value? = arguments[2].isUndefined ? nil : arguments[2]
        try machine.forEach(arguments[1]) { element in
          total = try total.map { try machine.call(arguments[0], [$0, element]) } ?? element
          return true
        }
        guard let total else { throw PythonError.typeFault("reduce() of empty iterable with no initial value") }
        return total
      })
    module.function(
      "cmp_to_key", [Parameter("mycmp")],
      summary: "A key function of a function that compares.",
      .bound { arguments in
        .object(InstanceObject(comparisonKeyType, payload: ComparisonKey(arguments[0], .undefined)))
      })
    module.function(
      "lru_cache", [Parameter("maxsize", default: .int(128)), Parameter("typed", default: .bool(false))],
      summary: "Remembers results of a function for the arguments used last.",
      .bound { arguments in
        let machine = Machine.current
        if machine.isCallable(arguments[0]), arguments[0].intValue == nil { return cached(arguments[0], limit: 128) }
        guard arguments[0].isNone || arguments[0].integerValue != nil else {
          throw PythonError.typeFault("Expected first argument to be an integer, a callable, or None")
        }
        let limit = arguments[0].isNone ? nil : Swift.max(0, try machine.index(arguments[0]))
        return .object(
          NativeFunction("decorating_function", [.positional("user_function")], .unary { cached($0, limit: limit) }))
      })
    module.function(
      "cache", [.positional("user_function")], summary: "Remembers all results of a function.",
      .unary { cached($0, limit: nil) })
    let assignments = Value.tuple(assigned.map(Value.string))
    let updates = Value.tuple([.string("__dict__")])
    module.set("WRAPPER_ASSIGNMENTS", assignments)
    module.set("WRAPPER_UPDATES", updates)
    let names: [Parameter] = [
      Parameter("wrapped"), Parameter("assigned", default: assignments), Parameter("updated", default: updates),
    ]
    let update = module.function(
      "update_wrapper", [Parameter("wrapper")] + names,
      summary: "Gives a wrapper the name and documentation of what it wraps.",
      .bound { arguments in
        let given = try Machine.current.elements(arguments[2]).compactMap { $0.asString?.text }
        return try updated(
          arguments[0], from: arguments[1], given, withFields: try Machine.current.truth(arguments[3]))
      })
    module.function(
      "wraps", names, summary: "Gives a wrapper the name and documentation of what it wraps.",
      .bound { arguments in
        let keywords = DictObject()
        for (at, name) in names.enumerated() { keywords.set(name.name, arguments[at]) }
        return .object(InstanceObject(partialType, payload: Partial(.object(update), [], keywords)))
      })
    module.function(
      "total_ordering", [.positional("cls")], summary: "Adds the comparisons that a class lacks.",
      .unary(totalOrdering))
    module.function(
      "singledispatch", [.positional("func")], summary: "A function chosen by the type of its first argument.",
      .unary { .object(InstanceObject(dispatchType, payload: Dispatch($0))) })
    try WrittenModule.dispatchingMethods.load(into: module)
    return module
  }

  /// What a wrapper takes from what it wraps.
  private static let assigned = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"]

  static func updated(
    _ wrapper: Value, from wrapped: Value, _ names: [String] = assigned, withFields: Bool = true
  ) throws -> Value {
    let machine = Machine.current
    for name in names {
      if let value = try machine.attributeIfAny(of: wrapped, StringObject.interned(name)) {
        try machine.setAttribute(of: wrapper, name, to: value)
      }
    }
    if withFields, case .object(let object) = wrapped, let fields = object.fields, case .object(let target) = wrapper {
      for (name, value) in fields.fieldPairs { target.fields?.setField(name, value) }
    }
    try machine.setAttribute(of: wrapper, "__wrapped__", to: wrapped)
    return wrapper
  }

  // MARK: partial

  private final class Partial: CopiedPayload {
    let function: Value
    let arguments: [Value]
    let keywords: DictObject

    init(_ function: Value, _ arguments: [Value], _ keywords: DictObject) {
      self.function = function
      self.arguments = arguments
      self.keywords = keywords
    }

    func copied(_ body: (Value) throws -> Value) throws -> any CopiedPayload {
      let named = DictObject()
      for (key, value) in keywords.pairs { try named.set(key, body(value)) }
      return Partial(try body(function), try arguments.map(body), named)
    }
  }

  private static func partial(_ value: Value) throws -> Partial {
    guard let partial = value.asInstance?.payload as? Partial else {
      throw PythonError.typeFault("a functools.partial is required, not '\(value.typeName)'")
    }
    return partial
  }

  private static func pairs(_ dict: DictObject) -> [(String, Value)] {
    dict.pairs.compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
  }

  nonisolated(unsafe) private static let partialType: TypeObject = {
    let type = TypeObject("partial", module: "functools", summary: "A function with some arguments given already.")
    type.errorName = type.module + "." + type.name
    type.slots.new = { type, arguments in
      guard arguments.count > 0 else { throw PythonError.typeFault("type 'partial' takes at least one argument") }
      var function = arguments[0]
      guard Machine.current.isCallable(function) else {
        throw PythonError.typeFault("the first argument must be callable")
      }
      var given = Array(arguments.positional.dropFirst())
      let keywords = DictObject()
      if let inner = function.asInstance?.payload as? Partial {
        function = inner.function
        given = inner.arguments + given
        keywords.copyEntries(from: inner.keywords)
      }
      for (name, value) in arguments.keywords { keywords.set(name, value) }
      return .object(InstanceObject(type, payload: Partial(function, given, keywords)))
    }
    type.slots.initialize = { _, _ in }
    type.slots.call = { value, arguments in
      let partial = try partial(value)
      let keywords = partial.keywords.copy()
      for (name, value) in arguments.keywords { keywords.set(name, value) }
      return try Machine.current.call(
        partial.function, partial.arguments + Array(arguments.positional), keywords: pairs(keywords))
    }
    type.slots.repr = { value in
      let partial = try partial(value)
      let machine = Machine.current
      var parts = try ([partial.function] + partial.arguments).map(machine.repr)
      parts += try pairs(partial.keywords).map { "\($0)=\(try machine.repr($1))" }
      return "functools.partial(" + parts.joined(separator: ", ") + ")"
    }
    type.property("func", summary: "The function.", get: { try partial($0).function })
    type.property("args", summary: "The arguments given.", get: { .tuple(try partial($0).arguments) })
    type.property("keywords", summary: "The keyword arguments given.", get: { .object(try partial($0).keywords) })
    return type
  }()

  /// A method with some arguments given already.
  nonisolated(unsafe) private static let partialMethodType: TypeObject = {
    let type = TypeObject("partialmethod", module: "functools", summary: "A method with some arguments given already.")
    type.slots.new = { type, arguments in
      guard arguments.count > 0 else {
        throw PythonError.typeFault("partialmethod.__init__() missing 1 required positional argument: 'func'")
      }
      let keywords = DictObject()
      for (name, value) in arguments.keywords { keywords.set(name, value) }
      let held = Partial(arguments[0], Array(arguments.positional.dropFirst()), keywords)
      return .object(InstanceObject(type, payload: held))
    }
    type.slots.initialize = { _, _ in }
    type.slots.descriptorGet = { value, receiver, owner in
      let held = try partial(value)
      let bound = try Machine.current.bind(held.function, to: receiver, through: owner)
      return .object(InstanceObject(partialType, payload: Partial(bound, held.arguments, held.keywords)))
    }
    return type
  }()

  // MARK: cmp_to_key

  /// A function that compares, and what it is to compare; that is undefined while the key is only a key function.
  private final class ComparisonKey {
    let compare: Value
    let value: Value

    init(_ compare: Value, _ value: Value) {
      self.compare = compare
      self.value = value
    }
  }

  nonisolated(unsafe) private static let comparisonKeyType: TypeObject = {
    let type = TypeObject("KeyWrapper", module: "functools")
    type.errorName = type.module + "." + type.name
    func key(_ value: Value) -> ComparisonKey? { value.asInstance?.payload as? ComparisonKey }
    type.slots.call = { value, arguments in
      guard let own = key(value) else { return .none }
      let bound = try arguments.parse("K", ["obj"])
      guard let held = bound[0] else { throw PythonError.typeFault("K() missing required argument 'obj' (pos 1)") }
      return .object(InstanceObject(comparisonKeyType, payload: ComparisonKey(own.compare, held)))
    }
    type.slots.compare = { operation, left, right in
      guard let a = key(left), let b = key(right) else {
        throw PythonError.typeFault("other argument must be K instance")
      }
      if a.value.isUndefined || b.value.isUndefined { throw PythonError(.attributeError, "object") }
      let order = try Machine.current.call(a.compare, [a.value, b.value])
      return try Machine.current.compare(operation, order, .int(0))
    }
    type.slots.hash = { _ in throw PythonError.typeFault("unhashable type: 'functools.KeyWrapper'") }
    type.property(
      "obj", summary: "What it stands for.",
      get: { value in
        guard let held = key(value)?.value, !held.isUndefined else { throw PythonError(.attributeError, "obj") }
        return held
      })
    return type
  }()

  // MARK: caches

  private final class Cache {
    let function: Value
    let limit: Int?
    let results = DictObject()
    var hits = 0
    var misses = 0

    init(_ function: Value, _ limit: Int?) {
      self.function = function
      self.limit = limit
    }
  }

  private static func cached(_ function: Value, limit: Int?) -> Value {
    let instance = InstanceObject(cacheType, payload: Cache(function, limit))
    _ = try? updated(.object(instance), from: function)
    return .object(instance)
  }

  private static func cache(_ value: Value) throws -> Cache {
    guard let cache = value.asInstance?.payload as? Cache else {
      throw PythonError.typeFault("a cached function is required, not '\(value.typeName)'")
    }
    return cache
  }

  nonisolated(unsafe) private static let cacheInfoType = NamedTuple.makeType(
    "CacheInfo", ["hits", "misses", "maxsize", "currsize"], module: "functools")

  nonisolated(unsafe) private static let cacheType: TypeObject = {
    let type = TypeObject(
      "_lru_cache_wrapper", module: "functools", summary: "A function whose results are remembered.")
    type.slots.call = { value, arguments in
      let cache = try cache(value)
      let machine = Machine.current
      var parts = Array(arguments.positional)
      if arguments.keywordCount > 0 {
        parts.append(.ellipsis)
        for (name, value) in arguments.keywords { parts += [.object(name), value] }
      }
      // Whole numbers and text stand for themselves, and so are told from the floats that equal them.
      let isPlain = parts.count == 1 && (parts[0].intValue != nil || parts[0].asString != nil)
      let key: Value = isPlain ? parts[0] : .tuple(parts)
      if let known = try cache.results.get(key) {
        cache.hits += 1
        if cache.limit != nil {
          try cache.results.remove(key)
          try cache.results.set(key, known)
        }
        return known
      }
      cache.misses += 1
      let result = try machine.call(cache.function, arguments)
      if cache.limit != 0 { try cache.results.set(key, result) }
      if let limit = cache.limit, cache.results.count > limit, let oldest = cache.results.next(from: 0) {
        cache.results.remove(at: oldest)
      }
      return result
    }
    type.property(
      "__doc__", summary: "That of the function.",
      get: { try Machine.current.attribute(of: cache($0).function, "__doc__") }, set: { _, _ in })
    type.slots.descriptorGet = { method, receiver, _ in
      receiver.map { .object(BoundMethodObject(method, $0)) } ?? method
    }
    type.method(
      "cache_info", [.positional("self")], summary: "How often a result was known.",
      .unary { value in
        let cache = try cache(value)
        return .object(
          TupleInstance(
            cacheInfoType,
            [
              .int(cache.hits), .int(cache.misses), cache.limit.map(Value.int) ?? .none, .int(cache.results.count),
            ]))
      })
    type.method(
      "cache_clear", [.positional("self")], summary: "Forgets all results.",
      .unary { value in
        let cache = try cache(value)
        cache.results.removeAll()
        cache.hits = 0
        cache.misses = 0
        return .none
      })
    return type
  }()

  nonisolated(unsafe) private static let cachedPropertyType: TypeObject = {
    let type = TypeObject("cached_property", module: "functools", summary: "An attribute that is computed once.")
    let function = StringObject.interned("func")
    let name = StringObject.interned("attrname")
    type.slots.new = { type, arguments in
      try arguments.expect("cached_property", 1...1)
      let instance = InstanceObject(type)
      instance.setField(function, arguments[0])
      return .object(instance)
    }
    type.slots.initialize = { _, _ in }
    type.method(
      "__set_name__", [.positional("self"), .positional("owner"), .positional("name")],
      summary: "Takes the attribute's name.",
      .ternary { value, _, attribute in
        value.asInstance?.setField(name, attribute)
        return .none
      })
    type.slots.descriptorGet = { value, receiver, _ in
      guard let receiver, let own = value.asInstance, let compute = own.field(function) else { return value }
      if Machine.current.type(of: receiver).slotNames != nil {
        let attribute = try Machine.current.repr(own.field(name) ?? .none)
        throw PythonError.typeFault(
          "No '__dict__' attribute on '\(receiver.typeName)' instance to cache \(attribute) property.")
      }
      let result = try Machine.current.call(compute, [receiver])
      if let attribute = own.field(name)?.asString { receiver.asInstance?.setField(attribute, result) }
      return result
    }
    return type
  }()

  // MARK: Others

  /// Which comparisons the others are made of, and how.
  private static func totalOrdering(_ value: Value) throws -> Value {
    guard let type = value.asType else { throw PythonError.typeFault("total_ordering expects a class") }
    let machine = Machine.current
    let names = ["__lt__", "__le__", "__gt__", "__ge__"]
    guard let root = names.first(where: { type.attributes.get($0) != nil }) else {
      throw PythonError.valueFault("must define at least one ordering operation: < > <= >=")
    }
    /// The result of the root for the two, and whether they are equal.
    func derived(_ wanted: String) -> (Value, Value) throws -> Value {
      { left, right in
        guard let method = type.lookup(root) else { return .notImplemented }
        let known = try machine.call(machine.bind(method, to: left, through: type), [right])
        if known.isNotImplemented { return .notImplemented }
        let holds = try machine.truth(known)
        let isEqual = { try machine.equal(left, right) }
        let isStrict = root == "__lt__" || root == "__gt__"
        let isSameSide = root.dropFirst(2).first == wanted.dropFirst(2).first
        let wantsStrict = wanted == "__lt__" || wanted == "__gt__"
        switch (isStrict, isSameSide, wantsStrict) {
        case (true, true, false): return .bool(try holds || isEqual())
        case (true, false, true): return .bool(try !holds && !isEqual())
        case (true, false, false): return .bool(!holds)
        case (false, true, true): return .bool(try holds && !isEqual())
        case (false, false, false): return .bool(try !holds || isEqual())
        case (false, false, true): return .bool(!holds)
        default: return known
        }
      }
    }
    for name in names where type.attributes.get(name) == nil {
      type.method(name, [.positional("self"), .positional("other")], summary: "", .binary(derived(name)))
    }
    return value
  }

  private final class Dispatch {
    let fallback: Value
    var table: [(TypeObject, Value)] = []
    init(_ fallback: Value) { self.fallback = fallback }

    func function(for type: TypeObject) -> Value {
      for ancestor in type.mro { if let found = table.last(where: { $0.0 === ancestor }) { return found.1 } }
      return fallback
    }
  }

  nonisolated(unsafe) private static let dispatchType: TypeObject = {
    let type = TypeObject("singledispatch", module: "functools")
    func dispatch(_ value: Value) throws -> Dispatch {
      guard let dispatch = value.asInstance?.payload as? Dispatch else {
        throw PythonError.typeFault("a dispatching function is required, not '\(value.typeName)'")
      }
      return dispatch
    }
    type.slots.call = { value, arguments in
      guard arguments.count > 0 else { throw PythonError.typeFault("function requires at least 1 positional argument") }
      let function = try dispatch(value).function(for: Machine.current.type(of: arguments[0]))
      return try Machine.current.call(function, arguments)
    }
    type.method(
      "dispatch", [.positional("self"), .positional("cls")], summary: "The function meant for a type.",
      .binary { value, type in
        guard let type = type.asType else { throw PythonError.typeFault("a class is required, not '\(type.typeName)'") }
        return try dispatch(value).function(for: type)
      })
    type.property(
      "registry", summary: "The functions by type.",
      get: { value in
        let dispatch = try dispatch(value)
        let dict = DictObject()
        try dict.set(.object(TypeObject.object), dispatch.fallback)
        for (type, function) in dispatch.table { try dict.set(.object(type), function) }
        return .object(MappingProxy(dict))
      })
    type.method(
      "register", [.positional("self"), .positional("cls"), .positional("func", default: .none)],
      summary: "Says which function is meant for a type.",
      .bound { arguments in
        let dispatch = try dispatch(arguments[0])
        let machine = Machine.current
        if let type = arguments[1].asType {
          if !arguments[2].isNone {
            dispatch.table.append((type, arguments[2]))
            return arguments[2]
          }
          return .object(
            NativeFunction(
              "register", [.positional("func")],
              .unary {
                dispatch.table.append((type, $0))
                return $0
              }))
        }
        let annotations = try machine.attribute(of: arguments[1], "__annotations__").asDict
        guard let type = annotations?.values.first?.asType else {
          throw PythonError.typeFault(
            "Invalid first argument to `register()`: use either `@register(some_class)` or plain `@register` on an annotated function."
          )
        }
        dispatch.table.append((type, arguments[1]))
        return arguments[1]
      })
    return type
  }()
}
