import BigInt
extension Machine {
  /// `len(value)`.
  public func length(_ value: Value) throws -> Int {
    if case .object(let object) = value {
      switch object.tag {
      case Kind.list.rawValue: return unsafeDowncast(object, to: ListObject.self).items.count
      case Kind.tuple.rawValue: return unsafeDowncast(object, to: TupleObject.self).items.count
      case Kind.string.rawValue: return unsafeDowncast(object, to: StringObject.self).count
      case Kind.dict.rawValue: return unsafeDowncast(object, to: DictObject.self).count
      default: break
      }
    }
    let type = type(of: value)
    switch type.resolve(.len) {
    case .slot(let owner):
      if let result = try owner.slots.length?(value) { return result }
    case .method(let method):
      let result = try callMethod(method, on: value)
      guard let index = try indexIfAny(result) else {
        throw PythonError(
          .typeError, "'\(self.type(of: result).errorName)' object cannot be interpreted as an integer")
      }
      guard case .int(let count) = index else {
        throw PythonError(.overflowError, "cannot fit 'int' into an index-sized integer")
      }
      if count < 0 { throw PythonError(.valueError, "__len__() should return >= 0") }
      return count
    case .nobody: break
    }
    throw PythonError(.typeError, "object of type '\(type.errorName)' has no len()")
  }

  /// `container[key]`.
  public func getItem(_ container: Value, _ key: Value) throws -> Value {
    let type = type(of: container)
    switch type.resolve(.getitem) {
    case .slot(let owner):
      if let getItem = owner.slots.getItem { return try getItem(container, key) }
    case .method(let method): return try callMethod(method, on: container, key)
    case .nobody: break
    }
    if let named = container.asType {
      if let method = named.lookup(SpecialName.classGetitem.name) {
        return try call(bind(method, to: container, through: named), [key])
      }
      throw PythonError(.typeError, "type '\(named.name)' is not subscriptable")
    }
    throw PythonError(.typeError, "'\(type.errorName)' object is not subscriptable")
  }

  /// `container[key] = value`.
  public func setItem(_ container: Value, _ key: Value, _ value: Value) throws {
    let type = type(of: container)
    switch type.resolve(.setitem) {
    case .slot(let owner):
      if let setItem = owner.slots.setItem { return try setItem(container, key, value) }
    case .method(let method):
      _ = try callMethod(method, on: container, key, value)
      return
    case .nobody: break
    }
    if case .method = type.resolve(.delitem) { throw PythonError(.attributeError, "__setitem__") }
    throw PythonError(.typeError, "'\(type.errorName)' object does not support item assignment")
  }

  /// `del container[key]`.
  public func deleteItem(_ container: Value, _ key: Value) throws {
    let type = type(of: container)
    switch type.resolve(.delitem) {
    case .slot(let owner):
      if let deleteItem = owner.slots.deleteItem { return try deleteItem(container, key) }
    case .method(let method):
      _ = try callMethod(method, on: container, key)
      return
    case .nobody: break
    }
    if case .method = type.resolve(.setitem) { throw PythonError(.attributeError, "__delitem__") }
    // CPython words it by whether it takes the type for a sequence.
    let isSequence = try indexIfAny(key) != nil && (!type.isNative || type.answers(.len) || type.answers(.contains))
    throw PythonError(
      .typeError, "'\(type.errorName)' object \(isSequence ? "doesn't" : "does not") support item deletion")
  }

  /// What can be an index, where Python has room for 32 bits.
  func smallIndex(_ value: Value) throws -> Int32 {
    guard let index = try indexIfAny(value) else {
      throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let small = index.intValue.flatMap(Int32.init(exactly:)) else {
      throw PythonError(.overflowError, "Python int too large to convert to C int")
    }
    return small
  }

  /// The integer a value stands for as an index (`__index__`), or nil when it stands for none.
  public func indexIfAny(_ value: Value) throws -> Value? {
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float, .none, .undefined: return nil
    case .object, .native: break
    }
    if value.asBigInt != nil { return value }
    if let number = value.boxedNumber {
      if case .float = number { return nil }
      return number
    }
    let type = type(of: value)
    switch type.resolve(.index) {
    case .slot(let owner): return try owner.slots.toIndex?(value)
    case .method(let method):
      let result = try callMethod(method, on: value)
      switch result {
      case .int: return result
      case .bool(let flag): return .int(flag ? 1 : 0)
      default: break
      }
      if result.asBigInt != nil { return result }
      throw PythonError(.typeError, "__index__ returned non-int (type \(self.type(of: result).errorName))")
    case .nobody: return nil
    }
  }

  /// Whether a value is a number, or turns into one by `__float__` or `__index__`.
  func isNumber(_ value: Value) -> Bool {
    let type = type(of: value)
    return type.answers(.float) || type.answers(.index)
  }

  /// The integer of any size that a value stands for as an index, or Python's error.
  func wholeNumber(_ value: Value) throws -> BigInt {
    guard let number = try indexIfAny(value)?.integerValue else {
      throw PythonError(.typeError, "'\(type(of: value).errorName)' object cannot be interpreted as an integer")
    }
    return number
  }

  /// The integer of 64 bits that a value stands for as an index, or Python's error.
  public func index(_ value: Value) throws -> Int {
    if case .int(let number) = value { return number }
    guard let index = try indexIfAny(value) else {
      throw PythonError(.typeError, "'\(type(of: value).errorName)' object cannot be interpreted as an integer")
    }
    if case .int(let number) = index { return number }
    throw PythonError(.indexError, "cannot fit 'int' into an index-sized integer")
  }

  /// `float(value)` for an argument that must be a real number.
  public func double(_ value: Value) throws -> Double {
    switch value {
    case .float(let number): return number
    case .int(let number): return Double(number)
    case .bool(let flag): return flag ? 1 : 0
    default: break
    }
    if let big = value.asBigInt { return try Integers.checkedDouble(big.value) }
    if let number = value.boxedNumber { return try double(number) }
    let type = type(of: value)
    switch type.resolve(.float) {
    case .slot(let owner):
      if let result = try owner.slots.toFloat?(value) { return result }
    case .method(let method):
      let result = try callMethod(method, on: value)
      if case .float(let number) = result { return number }
      throw PythonError(
        .typeError, "\(type.errorName).__float__ returned non-float (type \(self.type(of: result).errorName))")
    case .nobody: break
    }
    if let index = try indexIfAny(value) { return try double(index) }
    throw PythonError(.typeError, "must be real number, not \(type.errorName)")
  }
}
