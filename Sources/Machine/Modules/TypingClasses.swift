import Syntax

/// The classes that are made with the help of `typing`: `NamedTuple`, `TypedDict`, `Generic`, `Protocol`, `NewType`.
enum TypingClasses {
  /// A base that is no class: a class statement replaces it by another, whose metaclass does the work.
  private final class Stand: Object {
    let name: String
    let base: TypeObject
    let call: (Arguments) throws -> Value

    init(_ name: String, base: TypeObject, call: @escaping (Arguments) throws -> Value) {
      self.name = name
      self.base = base
      self.call = call
      super.init(.other)
    }

    override var type: TypeObject { TypingClasses.standType }
  }

  nonisolated(unsafe) private static let standType: TypeObject = {
    let type = TypeObject("function", layout: .opaque)
    func stand(_ value: Value) throws -> Stand {
      guard case .object(let object) = value, let stand = object as? Stand else {
        throw PythonError.typeFault("a base is required, not '\(value.typeName)'")
      }
      return stand
    }
    type.slots.repr = { "<function \(try stand($0).name) at \(Machine.address(of: $0))>" }
    type.slots.call = { try stand($0).call($1) }
    type.method(
      "__mro_entries__", [.positional("self"), .positional("bases")], summary: "The class that takes its place.",
      .binary { value, _ in .tuple([.object(try stand(value).base)]) })
    return type
  }()

  private static func marker(_ name: String, _ metaclass: TypeObject, bases: [TypeObject] = [.object]) -> TypeObject {
    let type = TypeObject(name, module: "typing", bases: bases, summary: "")
    type.metaclass = metaclass
    return type
  }

  private struct Body {
    let name: String
    let bases: [TypeObject]
    let namespace: DictObject
    let annotations: DictObject

    init(_ arguments: Arguments) throws {
      guard arguments.count == 3, let name = arguments[0].asString, let namespace = arguments[2].asDict else {
        throw PythonError.typeFault("a class needs a name, bases and a namespace")
      }
      self.name = name.text
      bases = (arguments[1].asTuple?.items ?? []).compactMap(\.asType)
      self.namespace = namespace
      annotations = namespace.get("__annotations__")?.asDict ?? DictObject()
    }

    var module: String { namespace.get("__module__")?.asString?.text ?? "__main__" }
  }

  // MARK: NamedTuple

  private static let reserved: Set<String> = [
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
    "_replace",
    "_asdict", "_source",
  ]
  private static let skipped: Set<String> = ["__module__", "__qualname__", "__annotations__"]

  private static func namedTuple(_ body: Body) throws -> TypeObject {
    var fields: [String] = []
    var defaults: [Value] = []
    for (key, _) in body.annotations.pairs {
      guard let field = key.asString?.text else { continue }
      if field.hasPrefix("_") {
        throw PythonError.valueFault("Field names cannot start with an underscore: \(Quoting.repr(field))")
      }
      if let value = body.namespace.get(field) {
        defaults.append(value)
      } else if !defaults.isEmpty {
        let known = fields.suffix(defaults.count).map { "'\($0)'" }.joined(separator: ", ")
        throw PythonError.typeFault(
          "Non-default namedtuple field \(field) cannot follow default field\(defaults.count > 1 ? "s" : "") "
            + known.filter { $0 != "'" })
      }
      fields.append(field)
    }
    let type = NamedTuple.makeType(body.name, fields, defaults: defaults, module: body.module)
    if let qualified = body.namespace.get("__qualname__")?.asString { type.qualifiedName = qualified.text }
    type.set("__annotations__", .object(body.annotations))
    for (key, value) in body.namespace.pairs {
      guard let name = key.asString, !skipped.contains(name.text), !fields.contains(name.text) else { continue }
      if reserved.contains(name.text) {
        throw PythonError(.attributeError, "Cannot overwrite NamedTuple attribute \(name.text)")
      }
      type.set(StringObject.interned(name.text), value)
    }
    return type
  }

  nonisolated(unsafe) private static let namedTupleMeta: TypeObject = {
    let type = TypeObject("NamedTupleMeta", module: "typing", bases: [.type], summary: "")
    type.slots.new = { _, arguments in .object(try namedTuple(Body(arguments))) }
    return type
  }()

  private static func makeNamedTuple(_ arguments: Arguments) throws -> Value {
    let machine = Machine.current
    guard arguments.count > 0 else {
      throw PythonError.typeFault("NamedTuple() missing 1 required positional argument: 'typename'")
    }
    let annotations = DictObject()
    let pairs = arguments.count > 1 ? try machine.elements(arguments[1]) : []
    for pair in pairs {
      annotations.set(try machine.str(machine.getItem(pair, .int(0))), try machine.getItem(pair, .int(1)))
    }
    for (name, value) in arguments.keywords { annotations.set(name, value) }
    let namespace = DictObject()
    namespace.set("__annotations__", .object(annotations))
    return try Arguments.with([arguments[0], .tuple([]), .object(namespace)]) { .object(try namedTuple(Body($0))) }
  }

  // MARK: TypedDict

  nonisolated(unsafe) static let typedDictMeta: TypeObject = {
    let type = TypeObject("_TypedDictMeta", module: "typing", bases: [.type], summary: "")
    type.slots.new = { own, arguments in
      let machine = Machine.current
      var isTotal = true
      if let total = arguments.keyword("total") { isTotal = try machine.truth(total) }
      return try Arguments.with(Array(arguments.positional)) { .object(try typedDict(Body($0), isTotal: isTotal)) }
    }
    type.slots.initialize = { _, _ in }
    type.slots.call = { value, arguments in try Machine.current.call(.object(TypeObject.dict), arguments) }
    for name in ["__instancecheck__", "__subclasscheck__"] {
      type.method(
        name, [.positional("cls"), .positional("other")], summary: "Refused.",
        .binary { _, _ in throw PythonError.typeFault("TypedDict does not support instance and class checks") })
    }
    return type
  }()

  private static func typedDict(_ body: Body, isTotal: Bool) throws -> TypeObject {
    let all = DictObject()
    var required: [Value] = []
    var optional: [Value] = []
    for base in body.bases {
      for (key, value) in base.attributes.get("__annotations__")?.asDict?.pairs ?? [] { try all.set(key, value) }
      required += base.attributes.get("__required_keys__")?.asSet?.elements ?? []
      optional += base.attributes.get("__optional_keys__")?.asSet?.elements ?? []
    }
    for (key, value) in body.annotations.pairs {
      try all.set(key, value)
      let form = try? TypingModule.form(value)
      let isRequired = form?.name == "Required" || (isTotal && form?.name != "NotRequired")
      if isRequired { required.append(key) } else { optional.append(key) }
    }
    let namespace = body.namespace.copy()
    namespace.set("__annotations__", .object(all))
    namespace.set("__total__", .bool(isTotal))
    func frozen(_ keys: [Value]) throws -> Value {
      let set = SetObject(isFrozen: true)
      for key in keys { try set.insert(key) }
      return .object(set)
    }
    namespace.set("__required_keys__", try frozen(required))
    namespace.set("__optional_keys__", try frozen(optional))
    return try Machine.current.makeClass(body.name, bases: [.dict], namespace: namespace, metaclass: typedDictMeta)
  }

  private static func makeTypedDict(_ arguments: Arguments) throws -> Value {
    guard arguments.count == 2, let fields = arguments[1].asDict else {
      throw PythonError.typeFault("TypedDict takes a name and a dict of fields")
    }
    let namespace = DictObject()
    namespace.set("__annotations__", .object(fields))
    let isTotal = try arguments.keyword("total").map(Machine.current.truth) ?? true
    return try Arguments.with([arguments[0], .tuple([]), .object(namespace)]) {
      .object(try typedDict(Body($0), isTotal: isTotal))
    }
  }

  // MARK: Generic and Protocol

  nonisolated(unsafe) private static let generic: TypeObject = {
    let type = TypeObject("Generic", module: "typing", summary: "A base of classes with types for parameters.")
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")], summary: "The class with types given.",
      .binary { .object(GenericAlias($0, $1)) })
    return type
  }()

  private static let runtimeMark = "_is_runtime_protocol"

  nonisolated(unsafe) private static let protocolMeta: TypeObject = {
    let type = TypeObject("_ProtocolMeta", module: "typing", bases: [ABCModule.metaclass], summary: "")
    type.slots.call = { value, arguments in
      guard let type = value.asType else { return .none }
      if type.bases.contains(where: { $0 === protocolType }) {
        throw PythonError.typeFault("Protocols cannot be instantiated")
      }
      return try Machine.current.makeInstance(type, arguments)
    }
    type.method(
      "__instancecheck__", [.positional("cls"), .positional("instance")],
      summary: "Whether it has what the protocol asks for.",
      .binary { owner, value in
        let machine = Machine.current
        guard let owner = owner.asType else { return .bool(false) }
        if machine.isInstance(value, owner) { return .bool(true) }
        guard owner.bases.contains(where: { $0 === protocolType }) else { return .bool(false) }
        guard owner.lookup(runtimeMark) != nil else {
          throw PythonError.typeFault("Instance and class checks can only be used with @runtime_checkable protocols")
        }
        let type = machine.type(of: value)
        for name in wanted(owner) {
          let found: Value?
          if let own = type.lookup(name) {
            found = own
          } else {
            found = try machine.attributeIfAny(of: value, StringObject.interned(name))
          }
          guard let found, !found.isNone else { return .bool(false) }
        }
        return .bool(true)
      })
    return type
  }()

  /// The names that a protocol asks for.
  private static func wanted(_ type: TypeObject) -> [String] {
    let internals: Set<String> = [
      "__module__", "__qualname__", "__doc__", "__annotations__", "__abstractmethods__", "__dict__", "__weakref__",
      runtimeMark,
    ]
    var names: [String] = []
    for ancestor in type.mro where ancestor.isSubclass(of: protocolType) && ancestor !== protocolType {
      names += ancestor.attributes.keys.compactMap { $0.asString?.text }
      names += ancestor.attributes.get("__annotations__")?.asDict?.keys.compactMap { $0.asString?.text } ?? []
    }
    return names.filter { !internals.contains($0) }
  }

  nonisolated(unsafe) private static let protocolType: TypeObject = {
    let type = TypeObject("Protocol", module: "typing", bases: [generic], summary: "What an object must be able to do.")
    type.metaclass = protocolMeta
    return type
  }()

  // MARK: NewType

  nonisolated(unsafe) private static let newType: TypeObject = {
    let type = TypeObject("NewType", module: "typing", summary: "A name for a type.")
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("NewType.__init__", ["name", "tp"], required: 2)
      let instance = InstanceObject(type)
      instance.setField(StringObject.interned("__name__"), bound[0] ?? .none)
      instance.setField(StringObject.interned("__supertype__"), bound[1] ?? .none)
      instance.setField(StringObject.interned("__module__"), .string("__main__"))
      return .object(instance)
    }
    type.slots.initialize = { _, _ in }
    type.slots.call = { _, arguments in
      guard arguments.count == 1 else {
        throw PythonError.typeFault(
          "NewType.__call__() takes 2 positional arguments but \(arguments.count + 1) were given")
      }
      return arguments[0]
    }
    type.slots.repr = { value in
      "__main__." + (value.asInstance?.field(StringObject.interned("__name__"))?.asString?.text ?? "")
    }
    type.slots.binary = { operation, left, right in
      operation == .bitOr ? .object(UnionType([left, right])) : nil
    }
    return type
  }()

  static func install(_ module: ModuleObject) {
    module.set(
      "NamedTuple", .object(Stand("NamedTuple", base: marker("NamedTuple", namedTupleMeta), call: makeNamedTuple)))
    module.set(
      "TypedDict",
      .object(Stand("TypedDict", base: marker("TypedDict", typedDictMeta, bases: [.dict]), call: makeTypedDict)))
    module.set("Generic", .object(generic))
    module.set("Protocol", .object(protocolType))
    module.set("NewType", .object(newType))
    module.function(
      "runtime_checkable", [.positional("cls")], summary: "Lets isinstance ask about a protocol.",
      .unary { value in
        value.asType?.set(runtimeMark, .bool(true))
        return value
      })
  }
}
