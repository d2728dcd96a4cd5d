extension Expression {
  /// The name of the type that this expression is sure to have by what it looks like, or nil.
  var knownType: String? {
    switch kind {
    case .tuple: "tuple"
    case .list, .comprehension(.list, _, _, _): "list"
    case .dict, .comprehension(.dict, _, _, _): "dict"
    case .set, .comprehension(.set, _, _, _): "set"
    case .comprehension(.generator, _, _, _): "generator"
    case .lambda: "function"
    case .formatted: "str"
    default: constantType
    }
  }

  /// Whether this is a constant for which `is` says nothing: CPython folds arithmetic of constants before it looks.
  var isLiteralValue: Bool {
    guard let type = constantType else { return false }
    return !["NoneType", "bool", "ellipsis"].contains(type)
  }

  /// The type of what CPython's compiler folds to a constant, or nil.
  private var constantType: String? {
    switch kind {
    case .constant(let constant): constant.typeName
    case .tuple(let elements): elements.allSatisfy { $0.constantType != nil } ? "tuple" : nil
    case .unary(let operation, let operand):
      switch (operation, operand.constantType) {
      case (_, nil): nil
      case (.not, _): "bool"
      case (_, "int"), (_, "bool"): "int"
      case (.negative, let type), (.positive, let type): ["float", "complex"].contains(type) ? type : nil
      case (.invert, _): nil
      }
    case .binary(let operation, let left, let right, _):
      Expression.folded(operation, left.constantType, right.constantType, divisor: right)
    case .subscript_(let value, let index): Expression.item(of: value, at: index)
    default: nil
    }
  }

  private static func folded(
    _ operation: BinaryOperator, _ left: String?, _ right: String?, divisor: Expression
  ) -> String? {
    guard let left, let right else { return nil }
    let whole = ["int", "bool"]
    switch operation {
    case .add where left == right && ["str", "bytes", "tuple"].contains(left): return left
    case .multiply where whole.contains(right) && ["str", "bytes", "tuple"].contains(left): return left
    case .multiply where whole.contains(left) && ["str", "bytes", "tuple"].contains(right): return right
    case .matrixMultiply: return nil
    case .divide, .floorDivide, .modulo:
      if divisor.isZero { return nil }
    default: break
    }
    if whole.contains(left), whole.contains(right) { return operation == .divide ? "float" : "int" }
    let numbers = whole + ["float"]
    guard numbers.contains(left), numbers.contains(right) else { return nil }
    switch operation {
    case .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor: return nil
    default: return "float"
    }
  }

  private static func item(of value: Expression, at index: Expression) -> String? {
    guard case .constant(.int(let place)) = index.kind, place >= 0 else { return nil }
    switch value.kind {
    case .constant(.string(let text)): return place < text.unicodeScalars.count ? "str" : nil
    case .constant(.bytes(let bytes)): return place < bytes.count ? "int" : nil
    case .tuple(let elements) where value.constantType != nil && place < elements.count:
      return elements[place].constantType
    default: return nil
    }
  }

  private var isZero: Bool {
    switch kind {
    case .constant(.int(0)), .constant(.float(0)), .constant(.false_): true
    default: false
    }
  }
}

extension Constant {
  /// The name of its type.
  var typeName: String {
    switch self {
    case .none: "NoneType"
    case .true_, .false_: "bool"
    case .ellipsis: "ellipsis"
    case .int, .bigInt: "int"
    case .float: "float"
    case .imaginary: "complex"
    case .string: "str"
    case .bytes: "bytes"
    }
  }
}
