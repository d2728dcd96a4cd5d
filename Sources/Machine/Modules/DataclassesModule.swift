import BigInt
import Syntax

/// `dataclasses`.
enum DataclassesModule {
  /// One field of a class.
  final class Field: Object {
    var name = ""
    var annotation = Value.none
    let fallback: Value
    let factory: Value
    let takesInit: Bool
    let inRepr: Bool
    let inCompare: Bool
    /// None follows `inCompare`.
    let inHash: Value
    let metadata: Value
    var isKeywordOnly: Bool?
    /// `InitVar`: an argument of `__init__` that is handed to `__post_init__` and not kept.
    var isInitOnly = false

    init(
      fallback: Value, factory: Value, takesInit: Bool, inRepr: Bool, inCompare: Bool, inHash: Value, metadata: Value,
      isKeywordOnly: Bool?
    ) {
      self.fallback = fallback
      self.factory = factory
      self.takesInit = takesInit
      self.inRepr = inRepr
      self.inCompare = inCompare
      self.inHash = inHash
      self.metadata = metadata
      self.isKeywordOnly = isKeywordOnly
      super.init(.other)
    }

    override var type: TypeObject { DataclassesModule.fieldType }

    var hasDefault: Bool { !fallback.isIdentical(to: missing) || !factory.isIdentical(to: missing) }
    var key: StringObject { StringObject.interned(name) }
  }

  /// How a class was declared.
  final class Options: Object {
    let list: [Field]
    let isOrdered: Bool
    let isFrozen: Bool

    init(fields: [Field], isOrdered: Bool, isFrozen: Bool) {
      list = fields
      self.isOrdered = isOrdered
      self.isFrozen = isFrozen
      super.init(.other)
    }

    override var type: TypeObject { .object }
  }

  nonisolated(unsafe) static let missing: Value = {
    let type = TypeObject("_MISSING_TYPE", module: "dataclasses")
    return .object(InstanceObject(type))
  }()

  nonisolated(unsafe) private static let keywordOnlyMark: Value = {
    let type = TypeObject("_KW_ONLY_TYPE", module: "dataclasses")
    return .object(InstanceObject(type))
  }()

  nonisolated(unsafe) private static let frozenError = TypeObject(
    "FrozenInstanceError", module: "dataclasses", bases: [.attributeError], summary: "A frozen instance was changed.")

  nonisolated(unsafe) private static let initVarType: TypeObject = {
    let type = TypeObject("InitVar", module: "dataclasses", summary: "An argument of __init__ alone.")
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")], summary: "For annotations.",
      .binary { .object(GenericAlias($0, $1)) })
    return type
  }()

  nonisolated(unsafe) private static let fieldType: TypeObject = {
    let type = TypeObject("Field", module: "dataclasses", layout: .opaque, summary: "A field of a class.")
    func field(_ value: Value) throws -> Field {
      guard case .object(let object) = value, let field = object as? Field else {
        throw PythonError.typeFault("a field is required, not '\(value.typeName)'")
      }
      return field
    }
    type.slots.repr = { value in
      let field = try field(value)
      let machine = Machine.current
      func shown(_ value: Value) throws -> String {
        value.isIdentical(to: missing) ? Machine.plainRepr(of: value, machine.type(of: value)) : try machine.repr(value)
      }
      let keyword = field.isKeywordOnly.map { $0 ? "True" : "False" } ?? "False"
      return "Field(name=\(Quoting.repr(field.name)),type=\(try machine.repr(field.annotation)),"
        + "default=\(try shown(field.fallback)),default_factory=\(try shown(field.factory)),"
        + "init=\(field.takesInit ? "True" : "False"),repr=\(field.inRepr ? "True" : "False"),"
        + "hash=\(try machine.repr(field.inHash)),compare=\(field.inCompare ? "True" : "False"),"
        + "metadata=\(field.metadata.isNone ? "mappingproxy({})" : "mappingproxy(\(try machine.repr(field.metadata)))"),"
        + "kw_only=\(keyword),_field_type=_FIELD)"
    }
    type.property("name", summary: "Its name.", get: { .string(try field($0).name) })
    type.property("type", summary: "Its annotation.", get: { try field($0).annotation })
    type.property("default", summary: "Its default.", get: { try field($0).fallback })
    type.property("default_factory", summary: "What makes its default.", get: { try field($0).factory })
    type.property("init", summary: "Whether __init__ takes it.", get: { .bool(try field($0).takesInit) })
    type.property("repr", summary: "Whether repr shows it.", get: { .bool(try field($0).inRepr) })
    type.property("compare", summary: "Whether comparisons look at it.", get: { .bool(try field($0).inCompare) })
    type.property("hash", summary: "Whether the hash looks at it.", get: { try field($0).inHash })
    type.property(
      "kw_only", summary: "Whether it is given by keyword only.", get: { .bool(try field($0).isKeywordOnly ?? false) })
    type.property(
      "metadata", summary: "What else was said of it.",
      get: { .object(MappingProxy(try field($0).metadata.asDict ?? DictObject())) })
    return type
  }()

  private static let key = "__dataclass_options__"

  private static func options(_ type: TypeObject) -> Options? {
    guard case .object(let object)? = type.lookup(key) else { return nil }
    return object as? Options
  }

  /// The declaration of a class or of an instance's class.
  private static func options(of value: Value) throws -> Options? {
    options(value.asType ?? Machine.current.type(of: value))
  }

  // MARK: Reading the class

  private static func isClassVariable(_ annotation: Value) throws -> Bool {
    if let text = annotation.asString {
      return text.text.hasPrefix("ClassVar") || text.text.hasPrefix("typing.ClassVar")
    }
    return try Machine.current.repr(annotation).hasPrefix("typing.ClassVar")
  }

  private static func isInitOnly(_ annotation: Value) -> Bool {
    if annotation.asType === initVarType { return true }
    if let text = annotation.asString { return text.text.hasPrefix("InitVar") }
    guard case .object(let object) = annotation, let alias = object as? GenericAlias else { return false }
    return alias.origin.asType === initVarType
  }

  private static func ownFields(_ type: TypeObject, isKeywordOnly: Bool) throws -> [Field] {
    var fields: [Field] = []
    var isKeywordOnly = isKeywordOnly
    for (key, annotation) in type.attributes.get("__annotations__")?.asDict?.pairs ?? [] {
      guard let name = key.asString else { continue }
      if annotation.isIdentical(to: keywordOnlyMark) {
        isKeywordOnly = true
        continue
      }
      if try isClassVariable(annotation) { continue }
      let given = type.attributes.get(name)
      let field: Field
      if case .object(let object)? = given, let known = object as? Field {
        field = known
        if known.fallback.isIdentical(to: missing) {
          _ = type.removeAttribute(name)
        } else {
          type.set(name, known.fallback)
        }
      } else {
        field = Field(
          fallback: given ?? missing, factory: missing, takesInit: true, inRepr: true, inCompare: true, inHash: .none,
          metadata: .none, isKeywordOnly: nil)
      }
      field.name = name.text
      field.annotation = annotation
      field.isInitOnly = isInitOnly(annotation)
      field.isKeywordOnly = field.isKeywordOnly ?? isKeywordOnly
      if !field.fallback.isIdentical(to: missing), !isHashable(field.fallback) {
        let shown = try Machine.current.repr(.object(Machine.current.type(of: field.fallback)))
        throw PythonError.valueFault(
          "mutable default \(shown) for field \(field.name) is not allowed: use default_factory")
      }
      fields.append(field)
    }
    for (name, value) in type.attributes.pairs {
      guard case .object(let object) = value, object is Field, let name = name.asString else { continue }
      throw PythonError.typeFault("\(Quoting.repr(name.text)) is a field but has no type annotation")
    }
    return fields
  }

  private static func isHashable(_ value: Value) -> Bool {
    switch Machine.current.type(of: value).resolve(.hash) {
    case .method(let method): return !method.isNone
    case .nobody: return true
    case .slot(let owner):
      return owner !== TypeObject.list && owner !== TypeObject.dict && owner !== TypeObject.set
        && owner !== TypeObject.bytearray
    }
  }

  private static func decorate(_ value: Value, _ arguments: BoundArguments) throws -> Value {
    let machine = Machine.current
    guard let type = value.asType, !type.isNative else {
      throw PythonError.typeFault("dataclass() should be called on a class")
    }
    func flag(_ index: Int) throws -> Bool { try machine.truth(arguments[index]) }
    let (makesInit, makesRepr, makesEqual, makesOrder) = try (flag(1), flag(2), flag(3), flag(4))
    let (unsafeHash, isFrozen, makesMatch, isKeywordOnly) = try (flag(5), flag(6), flag(7), flag(8))
    if makesOrder, !makesEqual { throw PythonError.valueFault("eq must be true if order is true") }
    var fields: [Field] = []
    for base in type.mro.dropFirst().reversed() {
      guard case .object(let object)? = base.attributes.get(key), let known = object as? Options else { continue }
      if known.isFrozen != isFrozen {
        throw PythonError.typeFault(
          isFrozen
            ? "cannot inherit frozen dataclass from a non-frozen one"
            : "cannot inherit non-frozen dataclass from a frozen one")
      }
      merge(known.list, into: &fields)
    }
    merge(try ownFields(type, isKeywordOnly: isKeywordOnly), into: &fields)
    let options = Options(fields: fields, isOrdered: makesOrder, isFrozen: isFrozen)
    type.attributes.set(key, .object(options))
    let shown = DictObject()
    for field in fields where !field.isInitOnly { shown.set(field.name, .object(field)) }
    type.attributes.set("__dataclass_fields__", .object(shown))
    if makesInit { try addInit(to: type, fields) }
    if makesRepr, type.attributes.get("__repr__") == nil { addRepr(to: type, fields) }
    if makesEqual { addEqual(to: type, fields) }
    if makesOrder { try addOrder(to: type, fields) }
    if isFrozen { try addFreezing(to: type, fields) }
    let explicit = type.attributes.get("__hash__")
    let hasOwnHash = explicit.map { !$0.isNone } ?? false
    if unsafeHash || (makesEqual && isFrozen && !hasOwnHash) {
      if unsafeHash, hasOwnHash {
        throw PythonError.typeFault("Cannot overwrite attribute __hash__ in class \(type.name)")
      }
      addHash(to: type, fields)
    } else if makesEqual, !isFrozen, !hasOwnHash {
      type.attributes.set("__hash__", .none)
    }
    if makesMatch, type.attributes.get("__match_args__") == nil {
      let names = fields.filter { $0.takesInit && $0.isKeywordOnly != true }.map { Value.string($0.name) }
      type.attributes.set("__match_args__", .tuple(names))
    }
    if type.attributes.get("__doc__")?.isNone ?? true {
      type.attributes.set("__doc__", .string(type.name + (try signature(fields))))
    }
    if try flag(9) { try SlotNames.add(fields.filter { !$0.isInitOnly }.map(\.name), to: type) }
    type.changed()
    return value
  }

  private static func merge(_ more: [Field], into fields: inout [Field]) {
    for field in more {
      if let at = fields.firstIndex(where: { $0.name == field.name }) {
        fields[at] = field
      } else {
        fields.append(field)
      }
    }
  }

  private static func signature(_ fields: [Field]) throws -> String {
    let machine = Machine.current
    var parts: [String] = []
    var isInKeywords = false
    for field in ordered(fields) {
      if field.isKeywordOnly == true, !isInKeywords {
        parts.append("*")
        isInKeywords = true
      }
      var text = field.name + ": " + (try shownAnnotation(field.annotation))
      if !field.fallback.isIdentical(to: missing) {
        text += " = " + (try machine.repr(field.fallback))
      } else if !field.factory.isIdentical(to: missing) {
        text += " = <factory>"
      }
      parts.append(text)
    }
    return "(" + parts.joined(separator: ", ") + ")"
  }

  private static func shownAnnotation(_ value: Value) throws -> String {
    if value.asString != nil { return try Machine.current.repr(value) }
    return try GenericAlias.shown(value)
  }

  /// The fields in the order of `__init__`: those by keyword only come last.
  private static func ordered(_ fields: [Field]) -> [Field] {
    let taken = fields.filter(\.takesInit)
    return taken.filter { $0.isKeywordOnly != true } + taken.filter { $0.isKeywordOnly == true }
  }

  // MARK: What the class gets

  private static func addInit(to type: TypeObject, _ fields: [Field]) throws {
    let order = ordered(fields)
    var seen: Field?
    for field in order where field.isKeywordOnly != true {
      if field.hasDefault {
        seen = field
      } else if seen != nil {
        throw PythonError.typeFault("non-default argument \(Quoting.repr(field.name)) follows default argument")
      }
    }
    let postInit = StringObject.interned("__post_init__")
    let initializer = PersonLikeFunction(
      "__init__", qualifiedName: type.qualifiedName + ".__init__",
      [.init(name: "self", fallback: nil, isKeywordOnly: false)]
        + order.map {
          .init(
            name: $0.name,
            fallback: $0.fallback.isIdentical(to: missing) ? ($0.hasDefault ? missing : nil) : $0.fallback,
            isKeywordOnly: $0.isKeywordOnly == true)
        }
    ) { values in
      let machine = Machine.current
      guard case .object(let object) = values[0], let target = object.fields else { return .none }
      var handed: [Value] = []
      for field in fields {
        var value: Value?
        if let at = order.firstIndex(where: { $0 === field }) { value = values[at + 1] }
        if value == nil || value?.isIdentical(to: missing) == true, !field.factory.isIdentical(to: missing) {
          value = try machine.call(field.factory)
        }
        if field.isInitOnly {
          handed.append(value ?? .none)
        } else if let value {
          target.setField(field.key, value)
        }
      }
      let own = machine.type(of: values[0])
      if let method = own.lookup(postInit) {
        _ = try machine.call(machine.bind(method, to: values[0], through: own), handed)
      }
      return .none
    }
    let annotations = DictObject()
    for field in order { annotations.set(field.name, field.annotation) }
    annotations.set("return", .none)
    initializer.annotations = annotations
    type.attributes.set("__init__", .object(initializer))
  }

  private static func value(_ field: Field, of instance: Value) throws -> Value {
    try Machine.current.attribute(of: instance, field.key)
  }

  private static func method(
    _ type: TypeObject, _ name: String, _ parameters: [String], _ body: @escaping ([Value]) throws -> Value
  ) {
    type.attributes.set(
      name,
      .object(
        PersonLikeFunction(
          name, qualifiedName: type.qualifiedName + "." + name,
          parameters.map { .init(name: $0, fallback: nil, isKeywordOnly: false) }, body)))
  }

  private static func addRepr(to type: TypeObject, _ fields: [Field]) {
    let shown = fields.filter { $0.inRepr && !$0.isInitOnly }
    method(type, "__repr__", ["self"]) { values in
      let machine = Machine.current
      guard case .object(let object) = values[0], ReprGuard.enter(object) else { return .string("...") }
      defer { ReprGuard.leave(object) }
      let parts = try shown.map { "\($0.name)=" + (try machine.repr(value($0, of: values[0]))) }
      return .string(machine.type(of: values[0]).qualifiedName + "(" + parts.joined(separator: ", ") + ")")
    }
  }

  private static func compared(_ fields: [Field], _ instance: Value) throws -> Value {
    .tuple(try fields.filter { $0.inCompare && !$0.isInitOnly }.map { try value($0, of: instance) })
  }

  private static func addEqual(to type: TypeObject, _ fields: [Field]) {
    if type.attributes.get("__eq__") != nil { return }
    method(type, "__eq__", ["self", "other"]) { values in
      let machine = Machine.current
      guard machine.type(of: values[0]) === machine.type(of: values[1]) else { return .notImplemented }
      return .bool(try machine.equal(compared(fields, values[0]), compared(fields, values[1])))
    }
  }

  private static func addOrder(to type: TypeObject, _ fields: [Field]) throws {
    for (name, operation) in [
      ("__lt__", ComparisonOperator.less), ("__le__", .lessOrEqual), ("__gt__", .greater), ("__ge__", .greaterOrEqual),
    ] {
      if type.attributes.get(name) != nil {
        throw PythonError.typeFault(
          "Cannot overwrite attribute \(name) in class \(type.name). Consider using functools.total_ordering")
      }
      method(type, name, ["self", "other"]) { values in
        let machine = Machine.current
        guard machine.type(of: values[0]) === machine.type(of: values[1]) else { return .notImplemented }
        return try machine.compare(operation, compared(fields, values[0]), compared(fields, values[1]))
      }
    }
  }

  private static func addFreezing(to type: TypeObject, _ fields: [Field]) throws {
    let names = Set(fields.map(\.name))
    for (name, what) in [("__setattr__", "assign to"), ("__delattr__", "delete")] {
      if type.attributes.get(name) != nil {
        throw PythonError.typeFault("Cannot overwrite attribute \(name) in class \(type.name)")
      }
      method(type, name, name == "__setattr__" ? ["self", "name", "value"] : ["self", "name"]) { values in
        let machine = Machine.current
        let attribute = try machine.str(values[1])
        let own = machine.type(of: values[0])
        if own === type || names.contains(attribute) {
          throw PythonError(frozenError, "cannot \(what) field \(Quoting.repr(attribute))")
        }
        let key = StringObject.interned(attribute)
        if name == "__setattr__" {
          try machine.plainSetAttribute(of: values[0], own, key, to: values[2])
        } else {
          try machine.plainDeleteAttribute(of: values[0], own, key)
        }
        return .none
      }
    }
  }

  private static func addHash(to type: TypeObject, _ fields: [Field]) {
    method(type, "__hash__", ["self"]) { values in
      let machine = Machine.current
      let hashed = try fields.filter { field in
        if field.isInitOnly { return false }
        return field.inHash.isNone ? field.inCompare : try machine.truth(field.inHash)
      }
      return .int(try machine.hash(.tuple(try hashed.map { try value($0, of: values[0]) })))
    }
  }

  // MARK: The module

  static func make() throws -> ModuleObject {
    let module = ModuleObject("dataclasses", summary: "Classes that are mostly fields.")
    module.set("MISSING", missing)
    module.set("KW_ONLY", keywordOnlyMark)
    module.set("Field", .object(fieldType))
    module.set("InitVar", .object(initVarType))
    module.set("FrozenInstanceError", .object(frozenError))
    func flag(_ name: String, _ value: Bool) -> Parameter { .keyword(name, "bool", default: .bool(value)) }
    let flags = [
      flag("init", true), flag("repr", true), flag("eq", true), flag("order", false), flag("unsafe_hash", false),
      flag("frozen", false), flag("match_args", true), flag("kw_only", false), flag("slots", false),
      flag("weakref_slot", false),
    ]
    module.function(
      "dataclass", [.positional("cls", default: .none)] + flags, summary: "Gives a class what its fields ask for.",
      .bound { arguments in
        if !arguments[0].isNone { return try decorate(arguments[0], arguments) }
        let kept = (0..<arguments.count).map { arguments[$0] }
        return .object(
          NativeFunction(
            "wrap", [.positional("cls")],
            .unary { type in
              try kept.withUnsafeBufferPointer { buffer in
                guard let base = UnsafeMutablePointer(mutating: buffer.baseAddress) else { return type }
                return try decorate(type, BoundArguments(base, count: buffer.count))
              }
            }))
      })
    module.function(
      "field",
      [
        .keyword("default", default: missing), .keyword("default_factory", default: missing), flag("init", true),
        flag("repr", true), .keyword("hash", default: .none), flag("compare", true),
        .keyword("metadata", default: .none),
        .keyword("kw_only", default: missing),
      ], summary: "Says more of a field.",
      .bound { arguments in
        let machine = Machine.current
        if !arguments[0].isIdentical(to: missing), !arguments[1].isIdentical(to: missing) {
          throw PythonError.valueFault("cannot specify both default and default_factory")
        }
        return .object(
          Field(
            fallback: arguments[0], factory: arguments[1], takesInit: try machine.truth(arguments[2]),
            inRepr: try machine.truth(arguments[3]), inCompare: try machine.truth(arguments[5]), inHash: arguments[4],
            metadata: arguments[6],
            isKeywordOnly: arguments[7].isIdentical(to: missing) ? nil : try machine.truth(arguments[7])))
      })
    installQuestions(module)
    installMaking(module)
    return module
  }

  private static func installQuestions(_ module: ModuleObject) {
    module.function(
      "fields", [.positional("class_or_instance")], summary: "The fields.",
      .unary { value in
        guard let options = try options(of: value) else {
          throw PythonError.typeFault("must be called with a dataclass type or instance")
        }
        return .tuple(options.list.filter { !$0.isInitOnly }.map { .object($0) })
      })
    module.function(
      "is_dataclass", [.positional("obj")], summary: "Whether it is one, or an instance of one.",
      .unary { .bool(try options(of: $0) != nil) })
    for (name, summary) in [("asdict", "The fields as a dictionary."), ("astuple", "The fields as a tuple.")] {
      let isDict = name == "asdict"
      module.function(
        name, [.positional("obj"), .keyword(isDict ? "dict_factory" : "tuple_factory", default: .none)],
        summary: summary,
        .bound { arguments in
          guard arguments[0].asType == nil, try options(of: arguments[0]) != nil else {
            throw PythonError.typeFault("\(name)() should be called on dataclass instances")
          }
          return try unfolded(arguments[0], asDict: isDict, factory: arguments[1])
        })
    }
    module.function(
      "replace", [.positional("obj"), .variadicKeyword("changes")], summary: "A new instance with some fields changed.",
      .bound { arguments in
        let machine = Machine.current
        guard arguments[0].asType == nil, let options = try options(of: arguments[0]) else {
          throw PythonError.typeFault("replace() should be called on dataclass instances")
        }
        let changes = arguments[1].asDict ?? DictObject()
        for field in options.list {
          if !field.takesInit {
            if changes.get(field.key) != nil {
              throw PythonError.valueFault(
                "field \(field.name) is declared with init=False, it cannot be specified with replace()")
            }
            continue
          }
          if changes.get(field.key) != nil { continue }
          if field.isInitOnly {
            if field.hasDefault { continue }
            throw PythonError.valueFault("InitVar \(Quoting.repr(field.name)) must be specified with replace()")
          }
          changes.set(field.key, try value(field, of: arguments[0]))
        }
        let keywords = changes.pairs.compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
        return try machine.call(.object(machine.type(of: arguments[0])), [], keywords: keywords)
      })
  }

  private static func unfolded(_ value: Value, asDict: Bool, factory: Value) throws -> Value {
    let machine = Machine.current
    return try machine.nested {
      func again(_ value: Value) throws -> Value { try unfolded(value, asDict: asDict, factory: factory) }
      if value.asType == nil, let options = try options(of: value) {
        let kept = options.list.filter { !$0.isInitOnly }
        if asDict {
          let pairs = try kept.map { Value.tuple([.object($0.key), try again(self.value($0, of: value))]) }
          if !factory.isNone { return try machine.call(factory, [.list(pairs)]) }
          let dict = DictObject()
          for pair in pairs { try dict.set(pair.asTuple?.items[0] ?? .none, pair.asTuple?.items[1] ?? .none) }
          return .object(dict)
        }
        let items = Value.list(try kept.map { try again(self.value($0, of: value)) })
        return try machine.call(factory.isNone ? .object(TypeObject.tuple) : factory, [items])
      }
      if let list = value.asList { return .list(try list.items.map(again)) }
      if let tuple = value.asTuple {
        let items = try tuple.items.map(again)
        return .object(tuple.isExactly(.tuple) ? TupleObject(items) : TupleInstance(tuple.type, items))
      }
      if let dict = value.asDict {
        let fresh = DictObject()
        for (key, value) in dict.pairs { try fresh.set(again(key), again(value)) }
        return .object(fresh)
      }
      return try CopyModule.deep(value)
    }
  }

  private static func installMaking(_ module: ModuleObject) {
    module.function(
      "make_dataclass",
      [
        Parameter("cls_name"), Parameter("fields"), .keyword("bases", default: .object(TupleObject.empty)),
        .keyword("namespace", default: .none), .variadicKeyword("options"),
      ], summary: "Makes a class of fields.",
      .bound { arguments in
        let machine = Machine.current
        let namespace = arguments[3].asDict?.copy() ?? DictObject()
        let annotations = DictObject()
        for item in try machine.elements(arguments[1]) {
          if let name = item.asString {
            annotations.set(name, try machine.importModule("typing").namespace.get("Any") ?? .none)
            continue
          }
          let parts = try machine.elements(item)
          guard parts.count >= 2 else { throw PythonError.typeFault("Invalid field: \(try machine.repr(item))") }
          let name = try machine.str(parts[0])
          annotations.set(name, parts[1])
          if parts.count > 2 { namespace.set(name, parts[2]) }
        }
        namespace.set("__annotations__", .object(annotations))
        namespace.set("__module__", .string("types"))
        let type = try machine.makeClass(
          machine.str(arguments[0]), bases: machine.elements(arguments[2]).compactMap(\.asType), namespace: namespace)
        let keywords = (arguments[4].asDict?.pairs ?? []).compactMap { pair in
          pair.key.asString.map { ($0.text, pair.value) }
        }
        let dataclass = try machine.importModule("dataclasses").namespace.get("dataclass") ?? .none
        return try machine.call(dataclass, [.object(type)], keywords: keywords)
      })
  }
}
