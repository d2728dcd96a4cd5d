extension Machine {
  /// `value.name`, or AttributeError.
  public func attribute(of value: Value, _ name: String) throws -> Value {
    try attribute(of: value, StringObject.interned(name))
  }

  /// `value.name` for an interned name, or AttributeError.
  public func attribute(of value: Value, _ name: StringObject) throws -> Value {
    if let result = try attributeIfAny(of: value, name) { return result }
    throw missingAttribute(of: value, name)
  }

  /// `value.name`, or nil when there is no such attribute. An AttributeError that a person's code raises is thrown.
  public func attributeIfAny(of value: Value, _ name: StringObject) throws -> Value? {
    if case .object(let object) = value {
      switch object.tag {
      case Kind.type.rawValue:
        let type = unsafeDowncast(object, to: TypeObject.self)
        if let found = try classAttribute(of: type, name) { return found }
        return try type.metaclass.flatMap { try missingAttributeHook(of: value, $0, name) }
      case Kind.module.rawValue:
        let module = unsafeDowncast(object, to: ModuleObject.self)
        if let found = module.namespace.get(name) { return found }
        // A package's own modules are there without an import of their own, built when first asked for.
        let inner = "\(module.name).\(name.text)"
        if moduleBuilders[inner] != nil { return .object(try importModule(inner)) }
      case Kind.superObject.rawValue:
        if let found = try superAttribute(of: unsafeDowncast(object, to: SuperObject.self), name) { return found }
      default: break
      }
    }
    let type = type(of: value)
    switch type.resolve(.getattribute) {
    case .nobody: break
    case .slot(let owner):
      if let result = try owner.slots.getAttribute?(value, name) { return result }
    case .method(let method):
      do {
        return try callMethod(method, on: value, .object(name))
      } catch let error as PythonError where error.exception.type.isSubclass(of: .attributeError) {
        if let result = try missingAttributeHook(of: value, type, name) { return result }
        throw error
      }
    }
    do {
      if let result = try plainAttribute(of: value, type, name) { return result }
    } catch let error as PythonError where error.exception.type.isSubclass(of: .attributeError) {
      if let result = try missingAttributeHook(of: value, type, name) { return result }
      throw error
    }
    return try missingAttributeHook(of: value, type, name)
  }

  /// `__getattr__`.
  private func missingAttributeHook(of value: Value, _ type: TypeObject, _ name: StringObject) throws -> Value? {
    switch type.resolve(.getattr) {
    case .nobody: return nil
    case .slot(let owner): return try owner.slots.getMissingAttribute?(value, name)
    case .method(let method): return try callMethod(method, on: value, .object(name))
    }
  }

  /// The look-up without hooks: data descriptors, the object's own attributes, other attributes of the class.
  func plainAttribute(of value: Value, _ type: TypeObject, _ name: StringObject) throws -> Value? {
    let found = type.lookup(name)
    if let found, isDataDescriptor(found) { return try bind(found, to: value, through: type) }
    if case .object(let object) = value, let field = object.fields?.field(name) { return field }
    if let found { return try bind(found, to: value, through: type) }
    if let wrapper = slotWrapper(type, name) { return .object(BoundMethodObject(.object(wrapper), value)) }
    return nil
  }

  /// `Class.name`: attributes of `type` that are computed, then the class and its ancestors.
  private func classAttribute(of type: TypeObject, _ name: StringObject) throws -> Value? {
    let meta = type.metaclass?.lookup(name) ?? TypeObject.type.attributes.get(name)
    if let meta, isDataDescriptor(meta) {
      if let result = try bindIfKnown(meta, to: .object(type)) { return result }
    }
    if let found = type.lookup(name) { return try bind(found, to: nil, through: type) }
    if let wrapper = slotWrapper(type, name) { return .object(wrapper) }
    if let meta { return try bind(meta, to: .object(type), through: type.type) }
    if SlotWrapper.special(name.text) == .call {
      return .object(BoundMethodObject(.object(SlotWrapper(.call, of: .type)), .object(type)))
    }
    return try type.mro.lazy.compactMap(\.metaAttribute).first?(type, name)
  }

  private func bindIfKnown(_ found: Value, to value: Value) throws -> Value? {
    let result = try bind(found, to: value, through: .type)
    return result.isUndefined ? nil : result
  }

  /// `super().name`.
  private func superAttribute(of object: SuperObject, _ name: StringObject) throws -> Value? {
    let order = object.receiverType.mro
    guard let at = order.firstIndex(where: { $0 === object.start }) else { return nil }
    let receiver: Value? = object.receiver.asType === object.receiverType ? nil : object.receiver
    for ancestor in order[(at + 1)...] {
      if let found = ancestor.attributes.get(name) {
        return try bind(found, to: receiver, through: object.receiverType)
      }
      if let special = SlotWrapper.special(name.text),
        ancestor.slots.answers(special) || (ancestor === TypeObject.object && special.isAttributeAccess)
      {
        let wrapper = Value.object(SlotWrapper(special, of: ancestor))
        guard let receiver, special != .new else { return wrapper }
        return .object(BoundMethodObject(wrapper, receiver))
      }
    }
    return nil
  }

  /// The special method that a native slot stands for, when the class answers `name` with a slot.
  private func slotWrapper(_ type: TypeObject, _ name: StringObject) -> SlotWrapper? {
    guard let special = SlotWrapper.special(name.text) else { return nil }
    switch type.resolve(special) {
    case .slot(let owner): return SlotWrapper(special, of: owner)
    case .nobody where special.isAttributeAccess: return SlotWrapper(special, of: .object)
    case .nobody, .method: return nil
    }
  }

  /// Whether a class attribute takes precedence over the object's own.
  func isDataDescriptor(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.tag {
    case Kind.property.rawValue, Kind.nativeProperty.rawValue: return true
    case Kind.function.rawValue, Kind.nativeFunction.rawValue, Kind.string.rawValue: return false
    default: return object.type.answers(.set) || object.type.answers(.delete)
    }
  }

  /// A class attribute as it is seen through an instance, or through the class when `receiver` is nil.
  public func bind(_ value: Value, to receiver: Value?, through type: TypeObject) throws -> Value {
    guard case .object(let object) = value else { return value }
    switch object.tag {
    case Kind.function.rawValue:
      return receiver.map { .object(BoundMethodObject(value, $0)) } ?? value
    case Kind.nativeFunction.rawValue:
      guard let receiver, unsafeDowncast(object, to: NativeFunction.self).isMethod else { return value }
      return .object(BoundMethodObject(value, receiver))
    case Kind.slotWrapper.rawValue: return receiver.map { .object(BoundMethodObject(value, $0)) } ?? value
    case Kind.staticMethod.rawValue: return unsafeDowncast(object, to: StaticMethodObject.self).function
    case Kind.classMethod.rawValue:
      let function = unsafeDowncast(object, to: ClassMethodObject.self).function
      return .object(BoundMethodObject(function, .object(type)))
    case Kind.nativeProperty.rawValue:
      guard let receiver else { return value }
      return try unsafeDowncast(object, to: NativeProperty.self).get(receiver)
    case Kind.property.rawValue:
      guard let receiver else { return value }
      let property = unsafeDowncast(object, to: PropertyObject.self)
      if property.getter.isNone { throw propertyError("getter", property, type) }
      return try call(property.getter, [receiver])
    case Kind.string.rawValue, Kind.type.rawValue, Kind.list.rawValue, Kind.dict.rawValue, Kind.tuple.rawValue:
      return value
    default:
      switch object.type.resolve(.get) {
      case .nobody: return value
      case .slot(let owner): return try owner.slots.descriptorGet?(value, receiver, type) ?? value
      case .method(let method): return try callMethod(method, on: value, receiver ?? .none, .object(type))
      }
    }
  }

  private func propertyError(_ part: String, _ property: PropertyObject, _ type: TypeObject) -> PythonError {
    let name = property.name.map { "'\($0)' " } ?? ""
    return PythonError(.attributeError, "property \(name)of '\(type.qualifiedName)' object has no \(part)")
  }

  /// `value.name = new`.
  public func setAttribute(of value: Value, _ name: StringObject, to new: Value) throws {
    let type = type(of: value)
    switch type.resolve(.setattr) {
    case .nobody: break
    case .slot(let owner):
      if try owner.slots.setAttribute?(value, name, new) == true { return }
    case .method(let method):
      _ = try callMethod(method, on: value, .object(name), new)
      return
    }
    try plainSetAttribute(of: value, type, name, to: new)
  }

  public func setAttribute(of value: Value, _ name: String, to new: Value) throws {
    try setAttribute(of: value, StringObject.interned(name), to: new)
  }

  /// Setting without hooks: descriptors, then the object's own attributes.
  func plainSetAttribute(of value: Value, _ type: TypeObject, _ name: StringObject, to new: Value) throws {
    if case .object(let object) = value {
      if object.tag == Kind.type.rawValue {
        return try setClassAttribute(of: unsafeDowncast(object, to: TypeObject.self), name, to: new)
      }
      if object.tag == Kind.module.rawValue {
        unsafeDowncast(object, to: ModuleObject.self).namespace.set(name, new)
        return
      }
    }
    let found = type.lookup(name)
    if let found, case .object(let descriptor) = found {
      switch descriptor.tag {
      case Kind.property.rawValue:
        let property = unsafeDowncast(descriptor, to: PropertyObject.self)
        if property.setter.isNone { throw propertyError("setter", property, type) }
        _ = try call(property.setter, [value, new])
        return
      case Kind.nativeProperty.rawValue:
        let property = unsafeDowncast(descriptor, to: NativeProperty.self)
        guard let set = property.set else {
          throw PythonError(
            .attributeError,
            "attribute '\(property.name)' of '\(type.errorName)' objects is not writable")
        }
        return try set(value, new)
      default:
        switch descriptor.type.resolve(.set) {
        case .nobody: break
        case .slot(let owner):
          try owner.slots.descriptorSet?(found, value, new)
          return
        case .method(let method):
          _ = try callMethod(method, on: found, value, new)
          return
        }
      }
    }
    guard case .object(let object) = value, let fields = object.fields, type !== TypeObject.object else {
      if found != nil || slotWrapper(type, name) != nil {
        throw PythonError(.attributeError, "'\(type.errorName)' object attribute '\(name.text)' is read-only")
      }
      if value.isBoundMethod {
        throw PythonError(.attributeError, "'method' object has no attribute '\(name.text)'")
      }
      throw missingAttribute(of: value, name)
    }
    if let allowed = type.slotNames, !allowed.contains(name.text) {
      if found != nil {
        throw PythonError(.attributeError, "'\(type.name)' object attribute '\(name.text)' is read-only")
      }
      throw missingAttribute(of: value, name)
    }
    if found != nil { type.instancesMayShadow = true }
    fields.setField(name.isInterned ? name : StringObject.interned(name.text), new)
  }

  private func setClassAttribute(of type: TypeObject, _ name: StringObject, to new: Value) throws {
    if let meta = type.metaclass?.lookup(name) ?? TypeObject.type.attributes.get(name), case .object(let object) = meta
    {
      if let property = object as? NativeProperty, let set = property.set { return try set(.object(type), new) }
      if let property = object as? PropertyObject, !property.setter.isNone {
        _ = try call(property.setter, [.object(type), new])
        return
      }
    }
    if type.isNative, !type.acceptsAttributes {
      throw PythonError(
        .typeError, "cannot set '\(name.text)' attribute of immutable type '\(type.errorName)'")
    }
    type.set(name.isInterned ? name : StringObject.interned(name.text), new)
  }

  /// `del value.name`.
  public func deleteAttribute(of value: Value, _ name: StringObject) throws {
    let type = type(of: value)
    switch type.resolve(.delattr) {
    case .nobody: break
    case .slot(let owner):
      if try owner.slots.deleteAttribute?(value, name) == true { return }
    case .method(let method):
      _ = try callMethod(method, on: value, .object(name))
      return
    }
    try plainDeleteAttribute(of: value, type, name)
  }

  func plainDeleteAttribute(of value: Value, _ type: TypeObject, _ name: StringObject) throws {
    if let named = value.asType {
      if named.isNative, !named.acceptsAttributes {
        throw PythonError(.typeError, "cannot set '\(name.text)' attribute of immutable type '\(named.errorName)'")
      }
      if named.removeAttribute(name) { return }
      throw missingAttribute(of: value, name)
    }
    if let module = value.asModule {
      if module.namespace.remove(name) != nil { return }
      throw missingAttribute(of: value, name)
    }
    if let found = type.lookup(name), case .object(let descriptor) = found {
      if let property = descriptor as? PropertyObject {
        if property.deleter.isNone { throw propertyError("deleter", property, type) }
        _ = try call(property.deleter, [value])
        return
      }
      switch descriptor.type.resolve(.delete) {
      case .nobody: break
      case .slot(let owner):
        try owner.slots.descriptorDelete?(found, value)
        return
      case .method(let method):
        _ = try callMethod(method, on: found, value)
        return
      }
    }
    if case .object(let object) = value, let fields = object.fields, fields.removeField(name) { return }
    if (type.slotNames ?? type.slotNamesBesideDictionary).contains(name.text) {
      throw PythonError(.attributeError, name.text)
    }
    throw missingAttribute(of: value, name)
  }

  /// The AttributeError for a name that is not there.
  public func missingAttribute(of value: Value, _ name: StringObject) -> PythonError {
    let error: PythonError
    if let type = value.asType {
      error = PythonError(.attributeError, "type object '\(type.errorName)' has no attribute '\(name.text)'")
    } else if let module = value.asModule {
      error = PythonError(.attributeError, "module '\(module.name)' has no attribute '\(name.text)'")
    } else if case .object(let object) = value, let object = object as? SuperObject {
      _ = object
      error = PythonError(.attributeError, "'super' object has no attribute '\(name.text)'")
    } else if value.isBoundMethod {
      // Python passes the question on to the function.
      error = PythonError(.attributeError, "'function' object has no attribute '\(name.text)'")
    } else {
      error = PythonError(.attributeError, "'\(type(of: value).errorName)' object has no attribute '\(name.text)'")
    }
    error.exception.setField("name", .object(name))
    error.exception.setField("obj", value)
    return error
  }

  /// The names of a value's attributes: what `dir` shows, sorted.
  public func attributeNames(of value: Value) -> [String] {
    var names: Set<String> = []
    func add(_ dictionary: DictObject) {
      for key in dictionary.keys { if let name = key.asString { names.insert(name.text) } }
    }
    func add(_ type: TypeObject) {
      for ancestor in type.mro { add(ancestor.attributes) }
      for special in SpecialName.allCases {
        if case .slot = type.resolve(special) { names.insert(special.text) }
      }
    }
    if let module = value.asModule {
      add(module.namespace)
      names.formUnion(TypeObject.module.slots.attributeNames?(value) ?? [])
      return names.sorted()
    }
    if let type = value.asType {
      add(type)
      return names.sorted()
    }
    let type = type(of: value)
    add(type)
    for ancestor in type.mro { for name in ancestor.slots.attributeNames?(value) ?? [] { names.insert(name) } }
    if case .object(let object) = value, let fields = object.fields {
      for (name, _) in fields.fieldPairs { names.insert(name.text) }
    }
    return names.sorted()
  }
}

extension SlotWrapper {
  private static let specials: [String: SpecialName] = Dictionary(
    uniqueKeysWithValues: SpecialName.allCases.map { ($0.text, $0) })

  /// The special method of a name like `__add__`.
  static func special(_ name: String) -> SpecialName? {
    guard name.utf8.count > 4, name.utf8.first == UInt8(ascii: "_") else { return nil }
    return specials[name]
  }
}

extension Value {
  /// Whether this is a function of a person's with the instance it was reached through.
  fileprivate var isBoundMethod: Bool {
    guard case .object(let object) = self, let method = object as? BoundMethodObject,
      case .object(let function) = method.function
    else { return false }
    return function is FunctionObject
  }
}

extension SpecialName {
  /// What every object does without a slot: the plain ways of getting, setting and deleting attributes.
  fileprivate var isAttributeAccess: Bool { self == .getattribute || self == .setattr || self == .delattr }
}
