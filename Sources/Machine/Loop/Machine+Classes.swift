extension Machine {
  /// The `class` statement: runs the body in `b` with a namespace, then makes the class.
  @inline(never) func buildClass(_ a: Slot, _ b: Slot, _ name: Value) throws {
    let body = b.takeOut()
    let given = (b + 1).takeOut().asList?.items ?? []
    let keywords = (b + 2).takeOut().asDict
    guard case .object(let object) = body, let function = object as? FunctionObject else { return }
    let module = function.globals.get("__name__") ?? .string("__main__")
    let prepared = DictObject()
    let bases = try resolveBases(given, name.asString?.text ?? "", prepared)
    let metaclass = try metaclass(keywords?.remove(StringObject.interned("metaclass")), bases)
    let namespace = try self.namespace(from: metaclass, name, bases, keywords) ?? prepared
    namespace.set("__module__", module)
    namespace.set("__qualname__", .string(function.qualifiedName))
    let cell = try withStackRoom(1) { base in
      base.pointee = body
      defer { base.release() }
      return try run(function, base + 1, names: namespace)
    }
    let made: Value
    if let plain = metaclass.asType, plain.metaclass == nil, plain.makesClassesPlainly {
      made = .object(
        try makeClass(
          name.asString?.text ?? "", bases: bases, namespace: namespace, keywords: keywords?.pairs ?? [],
          metaclass: plain))
    } else {
      let named = (keywords?.pairs ?? []).compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
      made = try call(
        metaclass, [name, .tuple(bases.map { .object($0) }), .object(namespace)], keywords: named)
    }
    if case .object(let object) = cell, let cell = object as? CellObject { cell.value = made }
    a.pointee = made
  }

  /// The metaclass of a class statement: the one given or that of a base, whichever is derived from the others.
  func metaclass(_ given: Value?, _ bases: [TypeObject]) throws -> Value {
    if let given, given.asType == nil { return given }
    var winner = given?.asType ?? .type
    for base in bases {
      let other = base.type
      if winner.isSubclass(of: other) { continue }
      guard other.isSubclass(of: winner) else {
        throw PythonError(
          .typeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of "
            + "all its bases")
      }
      winner = other
    }
    return .object(winner)
  }

  /// What a person's `__prepare__` gives.
  private func namespace(
    from metaclass: Value, _ name: Value, _ bases: [TypeObject], _ keywords: DictObject?
  ) throws -> DictObject? {
    guard let type = metaclass.asType, type !== TypeObject.type, let prepare = type.lookup("__prepare__"),
      !prepare.isIdentical(to: TypeObject.type.lookup("__prepare__") ?? .none)
    else { return nil }
    let named = (keywords?.pairs ?? []).compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
    let made = try call(
      bind(prepare, to: nil, through: type), [name, .tuple(bases.map { .object($0) })], keywords: named)
    guard let dict = made.asDict else {
      throw PythonError(
        .typeError, "\(type.name).__prepare__() must return a mapping, not \(self.type(of: made).name)")
    }
    return dict
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
    _ name: String, bases: [TypeObject], namespace: DictObject, keywords: [(key: Value, value: Value)] = [],
    metaclass: TypeObject = .type
  ) throws -> TypeObject {
    let module = namespace.get("__module__")?.asString?.text ?? "__main__"
    let type = try TypeObject(name, module: module, bases: bases.isEmpty ? [.object] : bases)
    if metaclass !== TypeObject.type { type.metaclass = metaclass }
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
    try SlotNames.apply(to: type)
    for ancestor in type.mro.dropFirst() { try ancestor.subclassHook?(type) }
    if metaclass.isSubclass(of: ABCModule.metaclass) { try ABCModule.noteAbstractNames(of: type) }
    try initializeSubclass(type, keywords)
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

  private func initializeSubclass(_ type: TypeObject, _ keywords: [(key: Value, value: Value)]) throws {
    let named = keywords.compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
    for ancestor in type.mro.dropFirst() {
      guard let found = ancestor.attributes.get("__init_subclass__"), ancestor !== TypeObject.object else { continue }
      _ = try call(bind(found, to: nil, through: type), [], keywords: named)
      return
    }
    if !named.isEmpty {
      throw PythonError(.typeError, "\(type.qualifiedName).__init_subclass__() takes no keyword arguments")
    }
  }
}

extension TypeObject {
  /// Whether a class with this metaclass is made as any other: nothing of a person's takes part.
  var makesClassesPlainly: Bool {
    if self === TypeObject.type { return true }
    guard case .slot(let owner) = resolve(.new), owner === TypeObject.type else { return false }
    if case .method = resolve(.initialize) { return false }
    return true
  }

  /// How classes with this metaclass are called, where that is not the way of `type`.
  var callOfClasses: Resolution? {
    let found = resolve(.call)
    if case .slot(let owner) = found, owner === TypeObject.type { return nil }
    if case .nobody = found { return nil }
    return found
  }
}
