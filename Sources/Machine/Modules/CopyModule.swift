/// `copy`. Types of other layers say how they are copied by `__copy__` and `__deepcopy__` methods.
enum CopyModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("copy", summary: "Copies of values, shallow and deep.")
    module.function(
      "copy", [Parameter("x")], summary: "A copy whose parts are the same as the original's.",
      .bound { try shallow($0[0]) })
    module.function(
      "deepcopy", [Parameter("x"), Parameter("memo", default: Value.none)],
      summary: "A copy whose parts are copies, too.",
      .bound { arguments in
        let copier = DeepCopier(memo: arguments[1].asDict ?? DictObject())
        return try copier.copy(arguments[0])
      })
    module.set(
      "Error", .object(TypeObject("Error", module: "copy", bases: [.exception], summary: "A value cannot be copied.")))
    return module
  }

  /// `deepcopy(value)`.
  static func deep(_ value: Value) throws -> Value { try DeepCopier(memo: DictObject()).copy(value) }

  private static func shallow(_ value: Value) throws -> Value {
    let machine = Machine.current
    if let method = machine.type(of: value).lookup("__copy__") {
      return try machine.call(machine.bind(method, to: value, through: machine.type(of: value)))
    }
    guard case .object(let object) = value else { return value }
    if let error = refusal(value, object) { throw error }
    if let set = object as? SetObject, set.isExactly(.set) {
      return set.isFrozen ? value : .object(set.copy(isFrozen: false))
    }
    if let fresh = emptyLike(object) {
      if try !setState(fresh, from: object, { $0 }) { try fill(fresh, from: object, { $0 }) }
      return .object(fresh)
    }
    return value
  }

  /// The error for what cannot be copied.
  static func refusal(_ value: Value, _ object: Object) -> PythonError? {
    switch object {
    case is DictView, is ModuleObject, is GeneratorObject:
      PythonError.typeFault("cannot pickle '\(value.typeName)' object")
    default: nil
    }
  }

  /// A new object of the same type without its contents; nil for what copies share.
  static func emptyLike(_ object: Object) -> Object? {
    let isInstance = object.tag & Object.subclassBit != 0
    switch object.kind {
    case .list: return isInstance ? ListInstance(object.type) : ListObject([])
    case .dict: return isInstance ? DictInstance(object.type) : DictObject()
    case .set:
      guard let set = object as? SetObject else { return nil }
      return isInstance ? SetInstance(object.type, isFrozen: set.isFrozen) : SetObject(isFrozen: set.isFrozen)
    case .instance:
      guard let instance = object as? InstanceObject,
        instance.payload == nil || instance.payload is NumberBox || instance.payload is any CopiedPayload
      else { return nil }
      return InstanceObject(instance.classObject, payload: instance.payload)
    case .exception:
      guard let exception = object as? ExceptionObject else { return nil }
      return ExceptionObject(exception.type, exception.args)
    default: return nil
    }
  }

  /// Lets an instance that has a `__setstate__` take its attributes itself; false when it has none.
  static func setState(_ fresh: Object, from object: Object, _ body: (Value) throws -> Value) throws -> Bool {
    // Who says what is kept is asked by `fill`.
    guard object.kind == .instance, object.type.lookup("__getstate__") == nil,
      let fields = object.fields?.fieldPairs, !fields.isEmpty
    else { return false }
    let machine = Machine.current
    guard let method = try machine.attributeIfAny(of: .object(fresh), StringObject.interned("__setstate__")) else {
      return false
    }
    let state = DictObject()
    for (name, value) in fields { state.set(name, value) }
    _ = try machine.call(method, [try body(.object(state))])
    return true
  }

  /// Puts the contents of one object, each passed through `body`, into a new one of the same type.
  static func fill(_ fresh: Object, from object: Object, _ body: (Value) throws -> Value) throws {
    if let list = object as? ListObject, let new = fresh as? ListObject {
      try MemoryCap.check(elements: list.items.count, ofSize: SequenceOperators.elementSize)
      new.items = try list.items.map(body)
    } else if let dict = object as? DictObject, let new = fresh as? DictObject {
      for (key, value) in dict.pairs { try new.set(body(key), body(value)) }
    } else if let set = object as? SetObject, let new = fresh as? SetObject {
      for element in set.elements { try new.insert(body(element)) }
    } else if let exception = object as? ExceptionObject, let new = fresh as? ExceptionObject {
      new.args = TupleObject(try exception.args.items.map(body))
    } else if let new = fresh as? InstanceObject,
      let payload = (object as? InstanceObject)?.payload as? any CopiedPayload
    {
      new.payload = try payload.copied(body)
    }
    guard let fields = object.fields, let newFields = fresh.fields else { return }
    if let method = object.type.lookup("__getstate__") {
      // A person's class says itself what its state is.
      let machine = Machine.current
      let state = try body(machine.call(machine.bind(method, to: .object(object), through: object.type)))
      if let method = object.type.lookup("__setstate__") {
        _ = try machine.call(machine.bind(method, to: .object(fresh), through: object.type), [state])
        return
      }
      if let dict = state.asDict {
        for (key, value) in dict.pairs {
          if let name = key.asString { newFields.setField(StringObject.interned(name.text), value) }
        }
        return
      }
    }
    for (name, value) in fields.fieldPairs { newFields.setField(name, try body(value)) }
  }
}

/// The native part of an instance that a copy has for itself.
protocol CopiedPayload: AnyObject {
  /// Another such part, what it holds passed through `body`.
  func copied(_ body: (Value) throws -> Value) throws -> any CopiedPayload
}

private struct DeepCopier {
  let memo: DictObject

  func copy(_ value: Value) throws -> Value {
    let machine = Machine.current
    switch value {
    case .none, .bool, .int, .float, .undefined: return value
    case .object, .native: break
    }
    let key = Value.int(Machine.identity(of: value))
    if let known = try memo.get(key) { return known }
    let type = machine.type(of: value)
    let name = StringObject.interned("__deepcopy__")
    let isOwn = !type.isNative && type.lookup("__getattr__") != nil
    let method = try type.lookup("__deepcopy__").map { try machine.bind($0, to: value, through: type) }
    if let method = try method ?? (isOwn ? machine.attributeIfAny(of: value, name) : nil) {
      let result = try machine.call(method, [.object(memo)])
      try memo.set(key, result)
      return result
    }
    guard case .object(let object) = value else { return value }
    if let error = CopyModule.refusal(value, object) { throw error }
    return try machine.nested {
      if let tuple = object as? TupleObject {
        let items = try tuple.items.map { try copy($0) }
        if zip(items, tuple.items).allSatisfy({ $0.isIdentical(to: $1) }) { return value }
        let fresh: TupleObject = tuple.isExactly(.tuple) ? TupleObject(items) : TupleInstance(tuple.type, items)
        try memo.set(key, .object(fresh))
        return .object(fresh)
      }
      if let slice = object as? SliceObject {
        return .object(
          SliceObject(start: try copy(slice.start), stop: try copy(slice.stop), step: try copy(slice.step)))
      }
      guard let fresh = CopyModule.emptyLike(object) else { return value }
      try memo.set(key, .object(fresh))
      if try CopyModule.setState(fresh, from: object, { try copy($0) }) { return .object(fresh) }
      try CopyModule.fill(fresh, from: object) { try copy($0) }
      return .object(fresh)
    }
  }
}
