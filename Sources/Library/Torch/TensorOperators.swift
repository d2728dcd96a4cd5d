import Autograd
import Machine
import NDArray
import Ops
import Syntax

/// The machine's operators on tensors: straight to the operation, without a table or a list.
enum TensorOperators {
  /// Makes them the operators of a type.
  static func install(on type: TypeObject) {
    type.slots.binary = binary
    type.slots.inPlace = inPlace
    type.slots.unary = unary
    type.slots.compare = compare
    type.slots.getItem = item
  }

  /// `x[key]`.
  static func item(_ value: Value, _ key: Value) throws -> Value {
    guard let x = value.asTensor else { return .none }
    if Batching.isUsed, Batching.frame(of: key) != nil { return try BatchedOperators.item(value, key) }
    let part = try Indexing.get(x, TensorIndices.parse(key, of: x))
    try Saved.check()
    return .native(part)
  }

  /// Both operands in source order; nil when this is not a pair that tensors know.
  static func binary(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if let x = a.asTensor {
      if let y = b.asTensor {
        let result = try tensors(operation, x, y)
        try Saved.check()
        return result.map(Value.init)
      }
      if let n = number(b) {
        let result = try withNumber(operation, x, n)
        try Saved.check()
        return result.map(Value.init)
      }
      return nil
    }
    if let y = b.asTensor, let n = number(a) {
      let result = try ofNumber(operation, n, y)
      try Saved.check()
      return result.map(Value.init)
    }
    return nil
  }

  private static func number(_ value: Value) -> Number? {
    if let plain = value.asNumber { return plain }
    guard case .native(let object) = value, let scalar = object as? any NumberLike else { return nil }
    return scalar.number
  }

  private static func tensors(_ operation: BinaryOperator, _ x: Tensor, _ y: Tensor) throws -> Tensor? {
    switch operation {
    case .add: try Add.of(x, y)
    case .subtract: try Sub.of(x, y)
    case .multiply: try Mul.of(x, y)
    case .divide: try Div.of(x, y)
    case .power: try Pow.of(x, y)
    case .matrixMultiply: try named("matmul", x, .tensor(y))
    case .floorDivide: try named("floor_divide", x, .tensor(y))
    case .modulo: try named("remainder", x, .tensor(y))
    case .bitAnd: try named("bitwise_and", x, .tensor(y))
    case .bitOr: try named("bitwise_or", x, .tensor(y))
    case .bitXor: try named("bitwise_xor", x, .tensor(y))
    case .leftShift: try named("bitwise_left_shift", x, .tensor(y))
    case .rightShift: try named("bitwise_right_shift", x, .tensor(y))
    }
  }

  private static func withNumber(_ operation: BinaryOperator, _ x: Tensor, _ n: Number) throws -> Tensor? {
    switch operation {
    case .add: try Add.of(x, n)
    case .subtract: try Sub.of(x, checked(n))
    case .multiply: try Mul.of(x, n)
    case .divide: try Div.of(x, n)
    case .power: try Pow.of(x, n)
    case .matrixMultiply: Optional<Tensor>.none
    case .floorDivide: try named("floor_divide", x, .number(n))
    case .modulo: try named("remainder", x, .number(n))
    case .bitAnd: try named("bitwise_and", x, .number(n))
    case .bitOr: try named("bitwise_or", x, .number(n))
    case .bitXor: try named("bitwise_xor", x, .number(n))
    case .leftShift: try named("bitwise_left_shift", x, .number(n))
    case .rightShift: try named("bitwise_right_shift", x, .number(n))
    }
  }

  /// - Throws: PyTorch's `RuntimeError` for a truth value that is to be subtracted, or subtracted from.
  @inline(__always) private static func checked(_ n: Number) throws -> Number {
    if case .bool = n { try Sub.admit(.float32, .bool, as: .float32) }
    return n
  }

  private static func ofNumber(_ operation: BinaryOperator, _ n: Number, _ y: Tensor) throws -> Tensor? {
    switch operation {
    case .add: return try Add.of(y, n)
    case .subtract: return try Sub.of(checked(n), y)
    case .multiply: return try Mul.of(y, n)
    case .divide: return try Mul.of(Reciprocal.of(y), n)
    case .power: return try Pow.of(n, y)
    case .matrixMultiply: return nil
    case .floorDivide, .modulo, .bitAnd, .bitOr, .bitXor, .leftShift, .rightShift:
      return try tensors(operation, Tensor(NDArray(n, y.dtype.combined(with: n))), y)
    }
  }

  /// An operation by name, for the operators that are rare.
  static func named(_ name: String, _ x: Tensor, _ other: Ops.Argument) throws -> Tensor? {
    try Tensor.from(TorchCalls.call(name, [.tensor(x), other]))
  }

  /// The parts along the first dimension, as iteration gives them.
  static func rows(_ x: Tensor) throws -> [Tensor] {
    guard case .list(let parts) = try TorchCalls.call("unbind", [.tensor(x)]) else { return [] }
    return try parts.map { try Tensor.from($0) }
  }

  /// `x += y`: changes the tensor in place.
  static func inPlace(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    guard let x = a.asTensor else { return nil }
    if let y = b.asTensor {
      switch operation {
      case .add: return .native(try Add.inPlace(x, y))
      case .subtract: return .native(try Sub.inPlace(x, y))
      case .multiply: return .native(try Mul.inPlace(x, y))
      case .divide: return .native(try Div.inPlace(x, y))
      case .power: return .native(try Pow.inPlace(x, y))
      case .floorDivide: return .native(try FloorDivide.inPlace(x, y))
      case .matrixMultiply: return nil
      default: return .native(try InPlace.replace(x, with: [y]) { try tensors(operation, $0, y) ?? $0 })
      }
    }
    guard let n = number(b) else {
      return Batching.batched(b) == nil
        ? nil : try BatchedOperators.change(BatchedOperators.name(operation), a, b) { $0.isNone ? $1 : $0 }
    }
    switch operation {
    case .add: return .native(try Add.inPlace(x, n))
    case .subtract:
      try InPlace.checkLeaf(x)
      return .native(try Sub.inPlace(x, checked(n)))
    case .multiply: return .native(try Mul.inPlace(x, n))
    case .divide: return .native(try Div.inPlace(x, n))
    case .power: return .native(try Pow.inPlace(x, n))
    case .floorDivide: return .native(try FloorDivide.inPlace(x, n))
    case .matrixMultiply: return nil
    default: return .native(try InPlace.replace(x) { try withNumber(operation, $0, n) ?? $0 })
    }
  }

  static func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value? {
    guard let x = value.asTensor else { return nil }
    switch operation {
    case .negative:
      guard x.dtype != .bool else {
        throw EngineError.runtime(
          "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` "
            + "or `logical_not()` operator instead.")
      }
      return .native(try Neg.of(x))
    case .positive:
      if x.dtype == .bool { throw EngineError.runtime("The `+` operator, on a bool tensor is not supported.") }
      return value
    case .invert:
      guard !x.dtype.isFloatingPoint else {
        throw EngineError(.typeError, "~ (operator.invert) is only implemented on integer and Boolean-type tensors")
      }
      return try OpTable.byName["bitwise_not"].map { Value(try $0.overloads[0].call([.tensor(x)])) }
    case .not: return nil
    }
  }

  static func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value? {
    guard let x = a.asTensor else { return nil }
    if let y = b.asTensor {
      switch operation {
      case .equal: return .native(try Equal.of(x, y))
      case .notEqual: return .native(try NotEqual.of(x, y))
      case .less: return .native(try Less.of(x, y))
      case .lessOrEqual: return .native(try LessOrEqual.of(x, y))
      case .greater: return .native(try Greater.of(x, y))
      case .greaterOrEqual: return .native(try GreaterOrEqual.of(x, y))
      default: return nil
      }
    }
    guard let n = number(b) else { return nil }
    switch operation {
    case .equal: return .native(try Equal.of(x, n))
    case .notEqual: return .native(try NotEqual.of(x, n))
    case .less: return .native(try Less.of(x, n))
    case .lessOrEqual: return .native(try LessOrEqual.of(x, n))
    case .greater: return .native(try Greater.of(x, n))
    case .greaterOrEqual: return .native(try GreaterOrEqual.of(x, n))
    default: return nil
    }
  }
}

/// The declared operations by name.
enum OpTable {
  static let byName: [String: Op] = {
    var table: [String: Op] = [:]
    for op in Op.all {
      if table[op.name] == nil { table[op.name] = op }
    }
    return table
  }()
}
