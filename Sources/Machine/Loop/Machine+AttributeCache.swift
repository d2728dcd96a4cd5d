/// Attribute look-ups on registers where the inline cache did not answer: they find the attribute and fill the cache.
extension Machine {
  /// What a cache can remember of a class, when its look-ups are the usual ones.
  private func isCacheable(_ type: TypeObject) -> Bool {
    if case .nobody = type.resolve(.getattribute) { return true }
    return false
  }

  @inline(never) func getAttribute(
    _ a: Slot, _ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>, _ flags: UInt16
  ) throws {
    let result = try cachedAttribute(b, cache)
    if flags & Flag.clearFirst != 0 { b.drop() }
    a.put(result)
  }

  private func cachedAttribute(_ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>) throws -> Value {
    let name = cache.pointee.name
    switch b.kindTag {
    case Kind.instance.rawValue:
      let instance = b.reference(InstanceObject.self)
      let type = instance._withUnsafeGuaranteedRef { $0.classObject }
      if cache.pointee.version == type.version {
        switch cache.pointee.found {
        case .property:
          if case .object(let object) = cache.pointee.value {
            return try unsafeDowncast(object, to: NativeProperty.self).get(b.pointee)
          }
        case .classValue where !type.instancesMayShadow: return cache.pointee.value
        default: break
        }
      }
      if isCacheable(type) { remember(instance.takeUnretainedValue(), type, cache) }
    case Kind.module.rawValue:
      let namespace = b.reference(ModuleObject.self)._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.namespace) }
      if cache.pointee.found == .entry, cache.pointee.version == Machine.keysVersion(namespace) {
        return cache.pointee.place.pointee
      }
      let dictionary = namespace.takeUnretainedValue()
      let position = dictionary.find(name, name.hash)
      if position >= 0 {
        Machine.remember(position, in: dictionary, cache)
        return dictionary.entries[position].value
      }
    case 0xff where b.tag == Tag.native:
      if let value = try nativeAttribute(b, cache) { return value }
    default: break
    }
    return try attribute(of: b.pointee, name)
  }

  /// Fills the cache for an instance's attribute.
  private func remember(_ instance: InstanceObject, _ type: TypeObject, _ cache: UnsafeMutablePointer<InlineCache>) {
    let name = cache.pointee.name
    let found = type.lookup(name)
    if let found, isDataDescriptor(found) {
      guard case .object(let object) = found, object.tag == Kind.nativeProperty.rawValue else { return }
      cache.pointee.found = .property
      cache.pointee.version = type.version
      cache.pointee.value = found
      return
    }
    if instance.dictionary == nil {
      let position = instance.shape.position(of: name)
      if position >= 0 {
        cache.pointee.found = .field
        cache.pointee.version = type.version
        cache.pointee.guardBits = instance.shapeBits
        cache.pointee.index = position
        return
      }
    }
    guard let found, !isDescriptor(found), !type.instancesMayShadow else { return }
    cache.pointee.found = .classValue
    cache.pointee.version = type.version
    cache.pointee.value = found
  }

  /// Whether reading a class attribute through an instance gives something else than the attribute.
  private func isDescriptor(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.tag {
    case Kind.string.rawValue, Kind.list.rawValue, Kind.dict.rawValue, Kind.tuple.rawValue, Kind.type.rawValue,
      Kind.bigInt.rawValue:
      return false
    case Kind.instance.rawValue: return object.type.answers(.get)
    default: return true
    }
  }

  /// An attribute of a native object by its Swift class; nil leaves it to the general look-up.
  private func nativeAttribute(_ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>) throws -> Value? {
    guard case .native(let object) = b.pointee else { return nil }
    let key = Int(bitPattern: ObjectIdentifier(Swift.type(of: object)))
    if cache.pointee.guardBits == key,
      cache.pointee.version == cache.pointee.type?._withUnsafeGuaranteedRef({ $0.version })
    {
      switch cache.pointee.found {
      case .nativeProperty:
        if case .object(let property) = cache.pointee.value {
          return try unsafeDowncast(property, to: NativeProperty.self).get(b.pointee)
        }
      case .nativeClassValue: return cache.pointee.value
      default: break
      }
    }
    let type = type(ofNative: object)
    guard isCacheable(type), let found = type.lookup(cache.pointee.name), case .object(let attribute) = found,
      attribute.tag == Kind.nativeProperty.rawValue
    else { return nil }
    cache.pointee.found = .nativeProperty
    cache.pointee.guardBits = key
    cache.pointee.type = Unmanaged.passUnretained(type)
    cache.pointee.version = type.version
    cache.pointee.value = found
    return try unsafeDowncast(attribute, to: NativeProperty.self).get(b.pointee)
  }

  @inline(never) func setAttribute(
    _ a: Slot, _ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>, _ flags: UInt16
  ) throws {
    try storeAttribute(a, b, cache)
    if flags & Flag.clearFirst != 0 { a.drop() }
    if flags & Flag.clearSecond != 0 { b.drop() }
  }

  private func storeAttribute(_ a: Slot, _ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>) throws {
    let name = cache.pointee.name
    guard a.kindTag == Kind.instance.rawValue else { return try setAttribute(of: a.pointee, name, to: b.pointee) }
    let instance = a.reference(InstanceObject.self).takeUnretainedValue()
    let type = instance.classObject
    if cache.pointee.found == .newField, cache.pointee.version == type.version,
      cache.pointee.guardBits == instance.shapeBits, let next = cache.pointee.shape
    {
      return instance.append(name, b.pointee, shape: next)
    }
    guard case .nobody = type.resolve(.setattr), instance.dictionary == nil, type !== TypeObject.object,
      type.slotNames == nil
    else {
      return try setAttribute(of: a.pointee, name, to: b.pointee)
    }
    if let found = type.lookup(name) {
      guard !isDescriptor(found) else { return try setAttribute(of: a.pointee, name, to: b.pointee) }
      type.instancesMayShadow = true
    }
    cache.pointee.version = type.version
    cache.pointee.guardBits = instance.shapeBits
    let position = instance.shape.position(of: name)
    if position >= 0 {
      cache.pointee.found = .field
      cache.pointee.index = position
      instance.values.unsafelyUnwrapped[position] = b.pointee
    } else {
      let next = instance.shape.adding(name)
      cache.pointee.found = .newField
      cache.pointee.shape = next
      instance.append(name, b.pointee, shape: next)
    }
  }

  // MARK: Methods

  /// Finds what `value.name(…)` calls: a function and its instance side by side where that saves a bound method,
  /// otherwise the callable and nothing.
  @inline(never) func loadMethod(_ a: Slot, _ b: Slot, _ cache: UnsafeMutablePointer<InlineCache>) throws {
    func found(_ function: Value) {
      a.put(function)
      if b != a + 1 { (a + 1).pointee = b.pointee }
    }
    let name = cache.pointee.name
    switch b.kindTag {
    case Kind.module.rawValue, Kind.type.rawValue: break
    case Kind.superObject.rawValue:
      let object = b.reference(SuperObject.self).takeUnretainedValue()
      if let (method, receiver) = superMethod(of: object, name) {
        a.put(method)
        (a + 1).pointee = receiver
        return
      }
    case Kind.instance.rawValue:
      let instance = b.reference(InstanceObject.self).takeUnretainedValue()
      let type = instance.classObject
      if isCacheable(type), instance.field(name) == nil, let method = type.lookup(name), isMethod(method) {
        if !type.instancesMayShadow {
          cache.pointee.found = .method
          cache.pointee.version = type.version
          cache.pointee.value = method
        }
        return found(method)
      }
    default:
      guard b.holdsReference else { break }
      if b.tag == Tag.native, case .native(let object) = b.pointee {
        let key = Int(bitPattern: ObjectIdentifier(Swift.type(of: object)))
        if cache.pointee.found == .nativeMethod, cache.pointee.guardBits == key,
          cache.pointee.version == cache.pointee.type?._withUnsafeGuaranteedRef({ $0.version })
        {
          return found(cache.pointee.value)
        }
        let type = type(ofNative: object)
        if isCacheable(type), let method = type.lookup(name), isMethod(method) {
          cache.pointee.found = .nativeMethod
          cache.pointee.guardBits = key
          cache.pointee.type = Unmanaged.passUnretained(type)
          cache.pointee.version = type.version
          cache.pointee.value = method
          return found(method)
        }
      } else if case .object(let object) = b.pointee {
        let type = object.type
        if cache.pointee.found == .method, cache.pointee.version == type.version, object.tag & Object.subclassBit == 0 {
          return found(cache.pointee.value)
        }
        if isCacheable(type), let method = type.lookup(name), isMethod(method) {
          if object.fields?.field(name) == nil {
            if Machine.kindDecidesType(object.tag) {
              cache.pointee.found = .kindMethod
              cache.pointee.guardBits = Int(object.tag)
              cache.pointee.value = method
            } else if object.tag & Object.subclassBit == 0, object.tag != Kind.exception.rawValue {
              cache.pointee.found = .method
              cache.pointee.version = type.version
              cache.pointee.value = method
            }
            return found(method)
          }
        }
      }
    }
    let callee = try cachedAttribute(b, cache)
    if b == a + 1 { b.release() }
    a.put(callee)
    (a + 1).release()
  }

  /// Whether objects with this kind tag all have one built-in type.
  private static func kindDecidesType(_ tag: UInt8) -> Bool {
    switch tag {
    case Kind.string.rawValue, Kind.list.rawValue, Kind.tuple.rawValue, Kind.dict.rawValue, Kind.bytes.rawValue,
      Kind.range.rawValue, Kind.bigInt.rawValue, Kind.generator.rawValue:
      true
    default: false
    }
  }

  /// Whether a class attribute is called with the instance in front.
  private func isMethod(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    if object.tag == Kind.function.rawValue { return true }
    return object.tag == Kind.nativeFunction.rawValue && unsafeDowncast(object, to: NativeFunction.self).isMethod
  }

  private func superMethod(of object: SuperObject, _ name: StringObject) -> (Value, Value)? {
    if object.receiver.asType === object.receiverType { return nil }
    let order = object.receiverType.mro
    guard let at = order.firstIndex(where: { $0 === object.start }) else { return nil }
    for ancestor in order[(at + 1)...] {
      if let found = ancestor.attributes.get(name) { return isMethod(found) ? (found, object.receiver) : nil }
      if let special = SlotWrapper.special(name.text), special != .new, ancestor.slots.answers(special) {
        return (.object(SlotWrapper(special, of: ancestor)), object.receiver)
      }
    }
    return nil
  }

  /// `super(start, receiver)`.
  @inline(never) public func makeSuper(_ start: Value, _ receiver: Value) throws -> Value {
    guard let start = start.asType else {
      throw PythonError(.typeError, "super() argument 1 must be a type, not \(type(of: start).errorName)")
    }
    if let named = receiver.asType, named.isSubclass(of: start) {
      return .object(SuperObject(start: start, receiver: receiver, receiverType: named))
    }
    let type = type(of: receiver)
    guard type.isSubclass(of: start) else {
      throw PythonError(.typeError, "super(type, obj): obj must be an instance or subtype of type")
    }
    return .object(SuperObject(start: start, receiver: receiver, receiverType: type))
  }
}
