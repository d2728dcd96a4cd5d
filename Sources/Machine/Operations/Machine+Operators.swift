import BigInt
public import Syntax

extension BinaryOperator {
  /// As it is written.
  var text: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .matrixMultiply: "@"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    }
  }

  /// What an error calls it: `**` names the function, too.
  var errorText: String { self == .power ? "** or pow()" : text }
}

extension UnaryOperator {
  var text: String {
    switch self {
    case .negative: "-"
    case .positive: "+"
    case .invert: "~"
    case .not: "not"
    }
  }
}

extension Machine {
  /// `left op right`.
  public func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)):
      if let result = try Integers.binary(operation, a, b) { return result }
    case (.float(let a), .float(let b)):
      if let result = try Floats.binary(operation, a, b) { return result }
    case (.float(let a), .int(let b)):
      if let result = try Floats.binary(operation, a, Double(b)) { return result }
    case (.int(let a), .float(let b)):
      if let result = try Floats.binary(operation, Double(a), b) { return result }
    case (.native, _), (_, .native):
      if let result = try nativeBinary?(operation, left, right) { return result }
    default: break
    }
    if let result = try generalBinary(operation, left, right) { return result }
    throw unsupported(operation, operation.errorText, left, right)
  }

  private func unsupported(_ operation: BinaryOperator, _ text: String, _ left: Value, _ right: Value) -> PythonError {
    if operation == .multiply {
      // A sequence would be repeated by a whole number, and says so.
      for (value, other) in [(left, right), (right, left)]
      where [.string, .list, .tuple].contains(type(of: value).layout) || value.asBytes != nil {
        return PythonError(.typeError, "can't multiply sequence by non-int of type '\(type(of: other).name)'")
      }
    }
    return unsupported(text, left, right)
  }

  func unsupported(_ text: String, _ left: Value, _ right: Value) -> PythonError {
    let names = (type(of: left).errorName, type(of: right).errorName)
    return PythonError(.typeError, "unsupported operand type(s) for \(text): '\(names.0)' and '\(names.1)'")
  }

  /// `left op= right`.
  public func inPlace(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch left {
    case .int, .float, .bool, .none: break
    default:
      let type = type(of: left)
      switch type.resolve(SpecialName(inPlace: operation)) {
      case .nobody: break
      case .slot(let owner):
        if let result = try owner.slots.inPlace?(operation, left, right) { return result }
      case .method(let method):
        let result = try callMethod(method, on: left, right)
        if !result.isNotImplemented { return result }
      }
    }
    switch (left, right) {
    case (.int(let a), .int(let b)):
      if let result = try Integers.binary(operation, a, b) { return result }
    case (.float(let a), .float(let b)):
      if let result = try Floats.binary(operation, a, b) { return result }
    case (.float(let a), .int(let b)):
      if let result = try Floats.binary(operation, a, Double(b)) { return result }
    case (.int(let a), .float(let b)):
      if let result = try Floats.binary(operation, Double(a), b) { return result }
    case (.native, _), (_, .native):
      if let result = try nativeBinary?(operation, left, right) { return result }
    default: break
    }
    if let result = try generalBinary(operation, left, right) { return result }
    throw unsupported(operation, operation.text + "=", left, right)
  }

  /// The two operands' types asked in Python's order; nil when neither knows.
  private func generalBinary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    let leftType = type(of: left)
    let rightType = type(of: right)
    let forward = leftType.resolve(SpecialName(operation))
    if leftType === rightType {
      // The reflected method is not asked when both have the same type, but a slot serves both sides anyway.
      return try ask(forward, operation, left, right, reflected: false)
    }
    let backward = rightType.resolve(SpecialName(reflected: operation))
    let rightFirst = rightType.isSubclass(of: leftType) && !isSame(backward, leftType, operation)
    if rightFirst, let result = try ask(backward, operation, left, right, reflected: true) { return result }
    if let result = try ask(forward, operation, left, right, reflected: false) { return result }
    if rightFirst { return nil }
    if case .slot(let a) = forward, case .slot(let b) = backward, a === b { return nil }
    return try ask(backward, operation, left, right, reflected: true)
  }

  /// Whether a subclass answers the reflected operator in the same way as its base.
  private func isSame(_ resolution: TypeObject.Resolution, _ base: TypeObject, _ operation: BinaryOperator) -> Bool {
    switch (resolution, base.resolve(SpecialName(reflected: operation))) {
    case (.nobody, _): true
    case (.slot(let a), .slot(let b)): a === b
    case (.method(let a), .method(let b)): a.isIdentical(to: b)
    default: false
    }
  }

  private func ask(
    _ resolution: TypeObject.Resolution, _ operation: BinaryOperator, _ left: Value, _ right: Value, reflected: Bool
  ) throws -> Value? {
    switch resolution {
    case .nobody: return nil
    case .slot(let owner): return try owner.slots.binary?(operation, left, right)
    case .method(let method):
      let result = try reflected ? callMethod(method, on: right, left) : callMethod(method, on: left, right)
      return result.isNotImplemented ? nil : result
    }
  }

  /// `-value`, `+value`, `~value`, `not value`.
  public func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value {
    if operation == .not { return .bool(try !truth(value)) }
    switch value {
    case .int(let number): return Integers.unary(operation, number)
    case .float(let number):
      if let result = Floats.unary(operation, number) { return result }
    case .bool(let flag): return Integers.unary(operation, flag ? 1 : 0)
    default:
      let special: SpecialName = operation == .negative ? .neg : (operation == .positive ? .pos : .invert)
      switch type(of: value).resolve(special) {
      case .nobody: break
      case .slot(let owner):
        if let result = try owner.slots.unary?(operation, value) { return result }
      case .method(let method): return try callMethod(method, on: value)
      }
    }
    throw PythonError(.typeError, "bad operand type for unary \(operation.text): '\(type(of: value).errorName)'")
  }
}
