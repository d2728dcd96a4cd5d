import BigInt
public import Syntax

extension ComparisonOperator {
  /// As it is written.
  var text: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .is_: "is"
    case .isNot: "is not"
    case .in_: "in"
    case .notIn: "not in"
    }
  }

  /// The operator with its operands exchanged.
  var reflected: ComparisonOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  /// The operator applied to an order of -1, 0, 1, or nil for unordered.
  @inline(__always) func holds(_ order: Int?) -> Bool {
    guard let order else { return self == .notEqual }
    switch self {
    case .equal: return order == 0
    case .notEqual: return order != 0
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    case .is_, .isNot, .in_, .notIn: return false
    }
  }
}

extension Machine {
  /// `left op right` for any comparison operator.
  public func compare(_ operation: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value {
    switch operation {
    case .is_: return .bool(left.isIdentical(to: right))
    case .isNot: return .bool(!left.isIdentical(to: right))
    case .in_: return .bool(try contains(right, left))
    case .notIn: return .bool(try !contains(right, left))
    default: break
    }
    if let order = Machine.numericOrder(left, right) { return .bool(operation.holds(order.known)) }
    let result = try nested(" in comparison") { try richCompare(operation, left, right) }
    if let result { return result }
    if operation == .equal { return .bool(left.isIdentical(to: right)) }
    if operation == .notEqual { return .bool(!left.isIdentical(to: right)) }
    let names = (type(of: left).errorName, type(of: right).errorName)
    throw PythonError(
      .typeError, "'\(operation.text)' not supported between instances of '\(names.0)' and '\(names.1)'")
  }

  /// How two plain numbers stand to each other: -1, 0 or 1, or nil when one is nan.
  struct NumericOrder { let known: Int? }

  /// The order of two plain numbers; nil when they are not both plain numbers.
  static func numericOrder(_ left: Value, _ right: Value) -> NumericOrder? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return NumericOrder(known: a < b ? -1 : (a > b ? 1 : 0))
    case (.float(let a), .float(let b)): return NumericOrder(known: a < b ? -1 : (a > b ? 1 : (a == b ? 0 : nil)))
    case (.int(let a), .float(let b)): return NumericOrder(known: Floats.order(a, b))
    case (.float(let a), .int(let b)): return NumericOrder(known: Floats.order(b, a).map { -$0 })
    case (.bool(let a), .bool), (.bool(let a), .int), (.bool(let a), .float):
      return numericOrder(.int(a ? 1 : 0), right)
    case (.int, .bool(let b)), (.float, .bool(let b)): return numericOrder(left, .int(b ? 1 : 0))
    case (.object, .object), (.object, .int), (.object, .float), (.object, .bool), (.int, .object), (.float, .object),
      (.bool, .object):
      return bigOrder(left, right)
    default: return nil
    }
  }

  /// The order of two plain numbers of which one is big.
  private static func bigOrder(_ left: Value, _ right: Value) -> NumericOrder? {
    if let a = left.asBigInt?.value {
      if let b = right.asBigInt?.value { return NumericOrder(known: a < b ? -1 : (a == b ? 0 : 1)) }
      if case .float(let b) = right { return NumericOrder(known: Floats.order(a, b)) }
      if case .object = right { return nil }
      return NumericOrder(known: Int(a.signum()))
    }
    guard let b = right.asBigInt?.value else { return nil }
    if case .float(let a) = left { return NumericOrder(known: Floats.order(b, a).map { -$0 }) }
    if case .object = left { return nil }
    return NumericOrder(known: -Int(b.signum()))
  }

  /// The two types asked in Python's order; nil when neither knows.
  private func richCompare(_ operation: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard let special = SpecialName(operation), let reflectedSpecial = SpecialName(operation.reflected) else {
      return nil
    }
    let leftType = type(of: left)
    let rightType = type(of: right)
    let rightFirst = leftType !== rightType && rightType.isSubclass(of: leftType)
    if rightFirst, let result = try ask(rightType, reflectedSpecial, operation.reflected, right, left) { return result }
    if let result = try ask(leftType, special, operation, left, right) { return result }
    if rightFirst { return nil }
    return try ask(rightType, reflectedSpecial, operation.reflected, right, left)
  }

  private func ask(
    _ type: TypeObject, _ special: SpecialName, _ operation: ComparisonOperator, _ receiver: Value, _ other: Value
  ) throws -> Value? {
    switch type.resolve(special) {
    case .nobody:
      // `!=` is the opposite of a person's `__eq__`.
      if special == .ne, case .method(let method) = type.resolve(.eq) {
        let result = try callMethod(method, on: receiver, other)
        return result.isNotImplemented ? nil : .bool(try !truth(result))
      }
      return nil
    case .slot(let owner):
      if special == .ne, case .method(let method) = type.resolve(.eq) {
        let result = try callMethod(method, on: receiver, other)
        return result.isNotImplemented ? nil : .bool(try !truth(result))
      }
      return try owner.slots.compare?(operation, receiver, other)
    case .method(let method):
      let result = try callMethod(method, on: receiver, other)
      return result.isNotImplemented ? nil : result
    }
  }

  /// Whether two values are the same object or `==`, as containers compare.
  public func equal(_ left: Value, _ right: Value) throws -> Bool {
    if let quick = left.quickEquals(right) { return quick }
    if let order = Machine.numericOrder(left, right) {
      return order.known == 0 || (order.known == nil && left.isIdentical(to: right))
    }
    if left.isIdentical(to: right) { return true }
    return try truth(compare(.equal, left, right))
  }

  /// `left < right` as a truth value.
  public func isLess(_ left: Value, _ right: Value) throws -> Bool {
    if case .int(let a) = left, case .int(let b) = right { return a < b }
    return try truth(compare(.less, left, right))
  }

  /// `bool(value)`.
  public func truth(_ value: Value) throws -> Bool {
    switch value {
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .float(let number): return number != 0
    case .none, .undefined: return false
    case .object(let object):
      switch object.tag {
      case Kind.string.rawValue: return !unsafeDowncast(object, to: StringObject.self).isEmpty
      case Kind.list.rawValue: return !unsafeDowncast(object, to: ListObject.self).items.isEmpty
      case Kind.tuple.rawValue: return !unsafeDowncast(object, to: TupleObject.self).items.isEmpty
      case Kind.dict.rawValue: return unsafeDowncast(object, to: DictObject.self).count != 0
      default: break
      }
    case .native: break
    }
    let type = type(of: value)
    switch type.resolve(.bool) {
    case .slot(let owner): return try owner.slots.truth?(value) ?? true
    case .method(let method):
      let result = try callMethod(method, on: value)
      if case .bool(let flag) = result { return flag }
      throw PythonError(.typeError, "__bool__ should return bool, returned \(self.type(of: result).name)")
    case .nobody: break
    }
    if type.answers(.len) { return try length(value) != 0 }
    return true
  }

  /// `hash(value)`.
  public func hash(_ value: Value) throws -> Int {
    switch value {
    case .int(let number): return Integers.hash(number)
    case .bool(let flag): return flag ? 1 : 0
    case .float(let number): return Floats.hash(number)
    case .none, .undefined: return 0x0fca_86420
    case .object(let object):
      if object.tag == Kind.string.rawValue { return unsafeDowncast(object, to: StringObject.self).hash }
    case .native: break
    }
    let type = type(of: value)
    switch type.resolve(.hash) {
    case .slot(let owner):
      if let hash = owner.slots.hash { return try nested { try hash(value) } }
    case .method(let method):
      if method.isNone { break }
      let result = try callMethod(method, on: value)
      guard let number = result.integerValue else {
        throw PythonError(.typeError, "__hash__ method should return an integer")
      }
      // What fits is the hash as it is.
      guard let small = Int(exactly: number) else { return Integers.hash(number) }
      return small == -1 ? -2 : small
    case .nobody: break
    }
    throw PythonError(.typeError, "unhashable type: '\(type.errorName)'")
  }

  /// The hash of an object by identity.
  static func identityHash(_ object: AnyObject) -> Int {
    let bits = UInt(bitPattern: address(of: object))
    return Int(bitPattern: bits >> 4 | bits << 60)
  }

  /// `element in container`.
  public func contains(_ container: Value, _ element: Value) throws -> Bool {
    switch type(of: container).resolve(.contains) {
    case .slot(let owner):
      if let result = try owner.slots.contains?(container, element) { return result }
    case .method(let method):
      if method.isNone {
        throw PythonError(.typeError, "'\(type(of: container).name)' object is not a container")
      }
      return try truth(callMethod(method, on: container, element))
    case .nobody: break
    }
    let type = type(of: container)
    guard type.answers(.iter) || type.answers(.getitem) else {
      throw PythonError(.typeError, "argument of type '\(type.name)' is not iterable")
    }
    var found = false
    try forEach(container) { candidate in
      found = try equal(candidate, element)
      return !found
    }
    return found
  }
}
