extension Machine {
  /// The `class` statement: runs the body in `b` with a namespace, then makes the class.
  @inline(never) func buildClass(_ a: Slot, _ b: Slot, _ name: Value) throws {
    let body = b.takeOut()
    let given = (b + 1).takeOut().asList?.items ?? []
    let keywords = (b + 2).takeOut().asDict
    guard case .object(let object) = body, let function = object as? FunctionObject else { return }
    let module = function.globals.get("__name__") ?? .string("__main__")
    let namespace = DictObject()
    namespace.set("__module__", module)
    namespace.set("__qualname__", .string(function.qualifiedName))
    let bases = try resolveBases(given, name.asString?.text ?? "", namespace)
    let cell = try withStackRoom(1) { base in
      base.pointee = body
      defer { base.release() }
      return try run(function, base + 1, names: namespace)
    }
    let type = try makeClass(
      name.asString?.text ?? "", bases: bases, namespace: namespace, keywords: keywords?.pairs ?? [])
    if case .object(let object) = cell, let cell = object as? CellObject { cell.value = .object(type) }
    a.pointee = .object(type)
  }

  /// Bases that are not classes may stand for some (`__mro_entries__`), as `Generic[T]` does.
  private func resolveBases(_ given: [Value], _ name: String, _ namespace: DictObject) throws -> [TypeObject] {
    var bases: [TypeObject] = []
    for base in given {
      if let type = base.asType {
        bases.append(type)
      } else if let entries = try attributeIfAny(of: base, StringObject.interned("__mro_entries__")) {
        for entry in try elements(call(entries, [.tuple(given)])) {
          guard let type = entry.asType else { continue }
          if !bases.contains(where: { $0 === type }) { bases.append(type) }
        }
      } else {
        // The type of the first base makes the class; what is no class seldom wants to.
        let kind = type(of: base)
        _ = try call(.object(kind), [.string(name), .tuple(given), .object(namespace)])
        throw PythonError(.typeError, "bases must be types, not '\(kind.errorName)'")
      }
    }
    return bases.isEmpty ? [.object] : bases
  }

  /// `type(name, bases, namespace)`: a class of a person's own, with what Python does when one is made.
  public func makeClass(
    _ name: String, bases: [TypeObject], namespace: DictObject, keywords: [(key: Value, value: Value)] = []
  ) throws -> TypeObject {
    let module = namespace.get("__module__")?.asString?.text ?? "__main__"
    let type = try TypeObject(name, module: module, bases: bases.isEmpty ? [.object] : bases)
    if let qualified = namespace.remove(StringObject.interned("__qualname__"))?.asString?.text {
      type.qualifiedName = qualified
    }
    for (key, value) in namespace.pairs {
      guard let key = key.asString else { continue }
      type.attributes.set(key, implicitlyWrapped(key.text, value))
    }
    if type.attributes.get("__doc__") == nil { type.attributes.set("__doc__", .none) }
    if type.attributes.get("__eq__") != nil, type.attributes.get("__hash__") == nil {
      type.attributes.set("__hash__", .none)
    }
    type.changed()
    type.instancesMayShadow = false
    for (key, value) in namespace.pairs {
      guard let key = key.asString, case .object(let object) = value else { continue }
      if object.tag == Kind.property.rawValue {
        unsafeDowncast(object, to: PropertyObject.self).name = key.text
      } else if object.tag == Kind.instance.rawValue || object.tag == Kind.other.rawValue,
        case .method(let method) = object.type.resolve(.setName)
      {
        _ = try callMethod(method, on: value, .object(type), .object(key))
      }
    }
    type.slotNames = try SlotNames.limits(type)
    for ancestor in type.mro.dropFirst() { try ancestor.subclassHook?(type) }
    try initializeSubclass(type, withoutMetaclass(keywords, type))
    return type
  }

  /// `__init_subclass__` and the like need no decorator.
  private func implicitlyWrapped(_ name: String, _ value: Value) -> Value {
    guard case .object(let object) = value, object.tag == Kind.function.rawValue else { return value }
    switch name {
    case "__new__": return .object(StaticMethodObject(value))
    case "__init_subclass__", "__class_getitem__": return .object(ClassMethodObject(value))
    default: return value
    }
  }

  /// `metaclass=type` and `metaclass=ABCMeta` mean something here; a person's own metaclass does not.
  private func withoutMetaclass(
    _ keywords: [(key: Value, value: Value)], _ type: TypeObject
  ) throws -> [(key: Value, value: Value)] {
    guard let metaclass = keywords.first(where: { $0.key.asString?.text == "metaclass" })?.value else {
      return keywords
    }
    if metaclass.asType === AbstractClasses.metaclass {
      try AbstractClasses.mark(type)
    } else if metaclass.asType !== TypeObject.type {
      throw PythonError(
        .notImplementedError, "metaclasses are not supported, except ABCMeta",
        hint: "a class decorator or __init_subclass__ often does instead")
    }
    return keywords.filter { $0.key.asString?.text != "metaclass" }
  }

  private func initializeSubclass(_ type: TypeObject, _ keywords: [(key: Value, value: Value)]) throws {
    let named = keywords.compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
    for ancestor in type.mro.dropFirst() {
      guard let found = ancestor.attributes.get("__init_subclass__"), ancestor !== TypeObject.object else { continue }
      _ = try call(bind(found, to: nil, through: type), [], keywords: named)
      return
    }
    if !named.isEmpty {
      throw PythonError(.typeError, "\(type.name).__init_subclass__() takes no keyword arguments")
    }
  }
}
