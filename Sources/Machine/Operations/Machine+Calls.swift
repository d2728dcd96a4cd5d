extension Machine {
  /// `callee(*arguments, **keywords)`.
  public func call(_ callee: Value, _ arguments: [Value] = [], keywords: [(String, Value)] = []) throws -> Value {
    try Arguments.with(arguments, keywords: keywords) { try call(callee, $0) }
  }

  /// Calls an attribute of a class with an instance in front, without making a bound method where that can be saved.
  func callMethod(_ method: Value, on receiver: Value, _ arguments: Value...) throws -> Value {
    if case .object(let object) = method {
      switch object.tag {
      case Kind.function.rawValue, Kind.slotWrapper.rawValue: return try call(method, [receiver] + arguments)
      case Kind.nativeFunction.rawValue:
        let isMethod = unsafeDowncast(object, to: NativeFunction.self).isMethod
        return try call(method, isMethod ? [receiver] + arguments : arguments)
      default: break
      }
    }
    return try call(bind(method, to: receiver, through: type(of: receiver)), arguments)
  }

  /// `callee(…)` with arguments as they lie.
  public func call(_ callee: Value, _ arguments: Arguments) throws -> Value {
    if case .object(let object) = callee {
      switch object.tag {
      case Kind.nativeFunction.rawValue:
        return try call(unsafeDowncast(object, to: NativeFunction.self), arguments)
      case Kind.function.rawValue:
        return try call(unsafeDowncast(object, to: FunctionObject.self), arguments)
      case Kind.boundMethod.rawValue:
        let method = unsafeDowncast(object, to: BoundMethodObject.self)
        return try withReceiver(method.receiver, arguments) { try callBound(method.function, $0) }
      case Kind.type.rawValue: return try instantiate(unsafeDowncast(object, to: TypeObject.self), arguments)
      case Kind.slotWrapper.rawValue: return try call(unsafeDowncast(object, to: SlotWrapper.self), arguments)
      default: break
      }
    }
    switch type(of: callee).resolve(.call) {
    case .slot(let owner):
      if let call = owner.slots.call { return try nested { try call(callee, arguments) } }
    case .method(let method): return try withReceiver(callee, arguments) { try callBound(method, $0) }
    case .nobody: break
    }
    throw PythonError(.typeError, "'\(type(of: callee).errorName)' object is not callable")
  }

  /// Calls what stands behind another callable; it may be one more of these, without end.
  private func callBound(_ callee: Value, _ arguments: Arguments) throws -> Value {
    if case .object(let object) = callee,
      object.tag == Kind.function.rawValue || object.tag == Kind.nativeFunction.rawValue
    {
      return try call(callee, arguments)
    }
    return try nested(" while calling a Python object") { try call(callee, arguments) }
  }

  /// The arguments with one more in front.
  func withReceiver<R>(_ receiver: Value, _ arguments: Arguments, _ body: (Arguments) throws -> R) rethrows -> R {
    let total = arguments.count + arguments.keywordCount
    let base = UnsafeMutablePointer<Value>.allocate(capacity: total + 1)
    base.initialize(to: receiver)
    (base + 1).initialize(from: arguments.base, count: total)
    defer {
      base.deinitialize(count: total + 1)
      base.deallocate()
    }
    return try body(Arguments(base, count: arguments.count + 1, names: arguments.names))
  }

  /// Calls a native function, binding arguments to its parameters when its form asks for that.
  func call(_ function: NativeFunction, _ arguments: Arguments) throws -> Value {
    if let result = try NativeFunction.interception?(function, arguments) { return result }
    return try callDirectly(function, arguments)
  }

  /// The same, whoever wants to be asked first.
  func callDirectly(_ function: NativeFunction, _ arguments: Arguments) throws -> Value {
    if arguments.names == nil {
      switch function.implementation {
      case .nullary(let body) where arguments.count == 0: return try body()
      case .unary(let body) where arguments.count == 1: return try body(arguments[0])
      case .binary(let body) where arguments.count == 2: return try body(arguments[0], arguments[1])
      case .ternary(let body) where arguments.count == 3: return try body(arguments[0], arguments[1], arguments[2])
      case .variadic(let body): return try body(arguments)
      default: break
      }
    } else if case .variadic(let body) = function.implementation {
      return try body(arguments)
    }
    return try NativeBinding.withBound(function, arguments) { bound in
      switch function.implementation {
      case .nullary(let body): try body()
      case .unary(let body): try body(bound[0])
      case .binary(let body): try body(bound[0], bound[1])
      case .ternary(let body): try body(bound[0], bound[1], bound[2])
      case .variadic(let body): try body(arguments)
      case .bound(let body): try body(bound)
      }
    }
  }

  /// `Class(…)`: `__new__`, then `__init__` when that gave an instance.
  func instantiate(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    if type === TypeObject.type, arguments.count == 1, arguments.names == nil {
      return .object(self.type(of: arguments[0]))
    }
    if let meta = type.metaclass, let found = meta.callOfClasses {
      switch found {
      case .slot(let owner):
        if let result = try owner.slots.call?(.object(type), arguments) { return result }
      case .method(let method): return try withReceiver(.object(type), arguments) { try call(method, $0) }
      case .nobody: break
      }
    }
    return try makeInstance(type, arguments)
  }

  /// `type.__call__`: `__new__`, then `__init__`.
  func makeInstance(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let made: Value
    switch type.resolve(.new) {
    case .method(let method):
      let function = try bind(method, to: nil, through: type)
      made = try withReceiver(.object(type), arguments) { try call(function, $0) }
    case .slot(let owner):
      guard let new = owner.slots.new else { fallthrough }
      made = try new(type, arguments)
    case .nobody: throw PythonError(.typeError, "cannot create '\(type.name)' instances")
    }
    guard self.type(of: made).isSubclass(of: type) else { return made }
    switch self.type(of: made).resolve(.initialize) {
    case .nobody: break
    case .slot(let owner): try owner.slots.initialize?(made, arguments)
    case .method(let method):
      let result = try withReceiver(made, arguments) { try call(method, $0) }
      if !result.isNone {
        throw PythonError(.typeError, "__init__() should return None, not '\(self.type(of: result).errorName)'")
      }
    }
    return made
  }
}
