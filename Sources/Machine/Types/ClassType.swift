import Syntax

/// What classes can do: the methods of `type`.
enum ClassType {
  static func install() {
    let type = TypeObject.type
    func named(_ value: Value) throws -> TypeObject { try value.receiver(value.asType, "__name__", "type") }
    type.summary = "The type of a value, or a new class."
    type.slots.repr = { value in
      let type = try named(value)
      return "<class '\(type.module == "builtins" ? "" : type.module + ".")\(type.qualifiedName)'>"
    }
    type.slots.binary = { operation, left, right in
      func isMember(_ value: Value) -> Bool {
        guard case .object(let object) = value else { return value.isNone }
        return object is TypeObject || object is GenericAlias || object is UnionType
      }
      guard operation == .bitOr, isMember(left), isMember(right) else { return nil }
      return .object(UnionType([left, right]))
    }
    type.property(
      "__class__", summary: "The class that the class is an instance of.",
      get: { .object(Machine.current.type(of: $0)) })
    type.property("__name__", summary: "The name of the class.", get: { .string(try named($0).name) })
    type.property(
      "__qualname__", summary: "The name with the classes and functions around it.",
      get: { .string(try named($0).qualifiedName) }
    ) { try named($0).qualifiedName = $1.plainString().text }
    type.property(
      "__module__", summary: "The module it was made in.",
      get: { .string(try named($0).module) }
    ) { try named($0).module = $1.plainString().text }
    type.property(
      "__bases__", summary: "The classes it is derived from.",
      get: { .tuple(try named($0).bases.map { .object($0) }) })
    type.property(
      "__base__", summary: "The first class it is derived from.",
      get: { try named($0).bases.first.map { .object($0) } ?? .none })
    type.property(
      "__mro__", summary: "The classes in the order attributes are looked up.",
      get: { .tuple(try named($0).mro.map { .object($0) }) })
    type.property(
      "__dict__", summary: "The attributes of the class itself.",
      get: { .object(MappingProxy(try named($0).shownNamespace)) })
    type.property(
      "__doc__", summary: "What the class is for.",
      get: { value in
        let type = try named(value)
        if let own = type.attributes.get("__doc__"), own.asString != nil || own.isNone { return own }
        return type.summary.isEmpty ? .none : .string(type.summary)
      }
    ) { try named($0).set("__doc__", $1) }
    type.property(
      "__annotations__", summary: "The annotations of the class body.",
      get: { value in
        let type = try named(value)
        if let own = type.attributes.get("__annotations__") { return own }
        let fresh = Value.object(DictObject())
        if !type.isNative { type.set("__annotations__", fresh) }
        return fresh
      }
    ) { try named($0).set("__annotations__", $1) }
    type.method(
      "mro", [.positional("self")], summary: "The classes in the order attributes are looked up.",
      .unary { .list(try named($0).mro.map { .object($0) }) })
    type.method(
      "__subclasses__", [.positional("self")], summary: "The classes derived from this one.",
      .unary { .list(try named($0).directSubclasses.map { .object($0) }) })
    type.method(
      "__instancecheck__", [.positional("self"), .positional("instance")],
      summary: "Whether instance is one of this class.",
      .binary { .bool(Machine.current.isInstance($1, try named($0))) })
    type.method(
      "__subclasscheck__", [.positional("self"), .positional("subclass")],
      summary: "Whether subclass is derived from this class.",
      .binary { type, other in .bool(try other.asType?.isSubclass(of: named(type)) ?? false) })
    type.slots.new = make
    type.slots.initialize = { _, _ in }
    type.slots.call = { try Machine.current.makeInstance(named($0), $1) }
    type.classMethod(
      "__prepare__", [.positional("metacls"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "The namespace that a class body begins with.", .bound { _ in .object(DictObject()) })
    MappingProxy.install()
    TracebackObject.install()
  }

  /// `type(name, bases, dict)`; with one argument the machine gives the type before it comes here.
  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    guard arguments.count == 3 else { throw PythonError.typeFault("type() takes 1 or 3 arguments") }
    guard let name = arguments[0].asString else {
      throw PythonError.typeFault("type.__new__() argument 1 must be str, not \(arguments[0].typeName)")
    }
    guard let bases = arguments[1].asTuple else {
      throw PythonError.typeFault("type.__new__() argument 2 must be tuple, not \(arguments[1].typeName)")
    }
    guard let namespace = arguments[2].asDict else {
      throw PythonError.typeFault("type.__new__() argument 3 must be dict, not \(arguments[2].typeName)")
    }
    let classes = try bases.items.map { base in
      guard let type = base.asType else {
        throw PythonError.typeFault(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
            + "of all its bases")
      }
      return type
    }
    let keywords = arguments.keywords.map { (key: Value.object($0.name), value: $0.value) }
    let machine = Machine.current
    let metaclass = try machine.metaclass(.object(type), classes)
    let made = try machine.makeClass(
      name.text, bases: classes, namespace: namespace.copy(), keywords: keywords, metaclass: metaclass.asType ?? .type)
    return .object(made)
  }
}

extension TypeObject {
  nonisolated(unsafe) static let mappingProxy = sealed("mappingproxy")
}

/// A dictionary that can be read only: the `__dict__` of a class.
final class MappingProxy: Object {
  let dict: DictObject

  init(_ dict: DictObject) {
    self.dict = dict
    super.init(.other)
  }

  override var type: TypeObject { .mappingProxy }

  static func install() {
    let type = TypeObject.mappingProxy
    func inner(_ value: Value) throws -> Value {
      guard case .object(let object) = value, let proxy = object as? MappingProxy else {
        throw PythonError.typeFault("a mappingproxy is required, not '\(value.typeName)'")
      }
      return .object(proxy.dict)
    }
    type.slots.repr = { "mappingproxy(" + (try Machine.current.repr(inner($0))) + ")" }
    type.slots.str = { try Machine.current.str(inner($0)) }
    type.slots.length = { try Machine.current.length(inner($0)) }
    type.slots.getItem = { try Machine.current.getItem(inner($0), $1) }
    type.slots.contains = { try Machine.current.contains(inner($0), $1) }
    type.slots.iterate = { try Machine.current.iterate(inner($0)) }
    for name in ["get", "keys", "values", "items", "copy"] {
      type.method(
        name, [.positional("self"), .variadic("args")], summary: "As of a dict.",
        .variadic { arguments in
          guard arguments.count > 0 else { throw PythonError.typeFault("\(name) needs a receiver") }
          let method = try Machine.current.attribute(of: inner(arguments[0]), name)
          return try Machine.current.call(method, arguments.dropping(1))
        })
    }
  }
}
