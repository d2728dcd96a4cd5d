import Glibc
import Machine
import NDArray
import Ops
import Syntax

/// numpy's operators: its promotion, its errors, its results.
enum NumpyArithmetic {
  /// One side of an operator.
  enum Operand {
    case strong(NDArray)
    /// A number of the language, which has a kind but no dtype.
    case weak(Number)

    init?(_ value: Value) {
      if let data = Numpy.data(value) {
        self = .strong(data)
      } else if let number = value.asNumber {
        self = .weak(number)
      } else if value.sequenceItems != nil, let data = try? NumpyBuilding.build(value, dtype: nil) {
        self = .strong(data)
      } else {
        return nil
      }
    }

    func array(_ dtype: DType) throws -> NDArray {
      switch self {
      case .strong(let data): try data.converted(to: dtype)
      case .weak(let number): NDArray(try NumpyArithmetic.checked(number, dtype), dtype)
      }
    }
  }

  /// A whole number of the language, where a dtype of whole numbers can hold it.
  private static func checked(_ number: Number, _ dtype: DType) throws -> Number {
    guard case .int(let whole) = number, dtype.isIntegral else { return number }
    let (low, high) = NumpyKinds.range(dtype)
    guard whole >= low, whole <= high else {
      throw PythonError(.overflowError, "Python integer \(whole) out of bounds for \(dtype.name)")
    }
    return number
  }

  /// The dtype that two operands meet in.
  static func common(_ a: Operand, _ b: Operand) -> DType {
    switch (a, b) {
    case (.strong(let x), .strong(let y)): NumpyTypes.promoted(x.dtype, y.dtype)
    case (.strong(let x), .weak(let n)), (.weak(let n), .strong(let x)): NumpyTypes.promoted(x.dtype, with: n)
    case (.weak(let m), .weak(let n)): NumpyTypes.promoted(NumpyBuilding.type(of: m), NumpyBuilding.type(of: n))
    }
  }

  static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard Numpy.data(left) != nil || Numpy.data(right) != nil, let a = Operand(left), let b = Operand(right) else {
      return nil
    }
    let isScalar = Numpy.array(left) == nil && Numpy.array(right) == nil
    return Numpy.value(try compute(operation, a, b, isScalar: isScalar))
  }

  /// `a += b`: in a's own memory.
  static func inPlace(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard let target = Numpy.array(left), let a = Operand(left), let b = Operand(right) else { return nil }
    let result = try compute(operation, a, b)
    guard kind(result.dtype) <= kind(target.array.dtype) else {
      throw PythonError(
        .typeError,
        "Cannot cast ufunc '\(name(operation))' output from dtype('\(result.dtype.name)') to dtype('\(target.array.dtype.name)') "
          + "with casting rule 'same_kind'")
    }
    guard result.shape == target.array.shape else {
      throw PythonError(
        .valueError,
        "non-broadcastable output operand with shape \(shapeText(target.array.shape)) doesn't match the broadcast shape "
          + shapeText(result.shape))
    }
    target.array.assign(try result.converted(to: target.array.dtype))
    return left
  }

  private static func kind(_ dtype: DType) -> Int { dtype.category }

  static func name(_ operation: BinaryOperator) -> String {
    switch operation {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .power: "power"
    case .floorDivide: "floor_divide"
    case .modulo: "remainder"
    case .matrixMultiply: "matmul"
    case .bitAnd: "bitwise_and"
    case .bitOr: "bitwise_or"
    case .bitXor: "bitwise_xor"
    case .leftShift: "left_shift"
    case .rightShift: "right_shift"
    }
  }

  /// - Parameter isScalar: Whether a warning calls the operation one of scalars.
  static func compute(_ operation: BinaryOperator, _ a: Operand, _ b: Operand, isScalar: Bool = false) throws -> NDArray
  {
    try NumpyErrorState.watched((isScalar ? "scalar " : "") + name(operation)) { try result(operation, a, b) }
  }

  private static func result(_ operation: BinaryOperator, _ a: Operand, _ b: Operand) throws -> NDArray {
    var type = common(a, b)
    switch operation {
    case .matrixMultiply: return try NumpyProducts.matmul(a.array(type), b.array(type))
    case .divide where !type.isFloatingPoint: type = .float64
    case .subtract where type == .bool:
      throw PythonError(
        .typeError,
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
          + "logical_xor function instead.")
    case .floorDivide where type == .bool, .modulo where type == .bool, .power where type == .bool: type = .int8
    case .bitAnd, .bitOr, .bitXor, .leftShift, .rightShift:
      guard !type.isFloatingPoint else {
        throw PythonError(
          .typeError,
          "ufunc '\(name(operation))' not supported for the input types, and the inputs could not be safely coerced to any "
            + "supported types according to the casting rule ''safe''")
      }
    default: break
    }
    let x = try a.array(type)
    let y = try b.array(type)
    let shape = try broadcast(x, y)
    switch type.compute {
    case .double: return try loop(x, y, shape, Double.self, double(operation))
    case .float:
      let result = try loop(x.converted(to: .float32), y.converted(to: .float32), shape, Float.self, float(operation))
      return try result.converted(to: type)
    case .int:
      if operation == .power, y.ints().contains(where: { $0 < 0 }) {
        throw PythonError(.valueError, "Integers to negative integer powers are not allowed.")
      }
      if operation == .floorDivide || operation == .modulo, y.ints().contains(0) {
        NumpyErrorState.noteDivisionByZero()
      }
      let isTruth = type == .bool
      let result = try loop(
        x.converted(to: .int64), y.converted(to: .int64), shape, Int.self, int(operation, isTruth: isTruth))
      return try result.converted(to: type)
    }
  }

  static func broadcast(_ x: NDArray, _ y: NDArray) throws -> [Int] {
    do {
      return try Broadcast.shape(x.shape, y.shape)
    } catch {
      throw PythonError(
        .valueError, "operands could not be broadcast together with shapes \(shapeText(x.shape)) \(shapeText(y.shape)) "
      )
    }
  }

  /// `(2,)`, `(2,3)`.
  static func shapeText(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ",") + (shape.count == 1 ? ",)" : ")")
  }

  // MARK: Loops

  /// A result of the operands' own type.
  static func loop<E>(_ x: NDArray, _ y: NDArray, _ shape: [Int], _: E.Type, _ body: (E, E) -> E) throws -> NDArray {
    let result = try NDArray.uninitialized(shape: shape, x.dtype).inMemory()
    guard let out = result.pointer(E.self) else { return result }
    try each(x, y, shape, E.self) { out[$2] = body($0, $1) }
    return result
  }

  /// Visits pairs of elements with the position of the result.
  static func each<E>(_ x: NDArray, _ y: NDArray, _ shape: [Int], _: E.Type, _ body: (E, E, Int) -> Void) throws {
    let a = try x.inMemory()
    let b = try y.inMemory()
    guard let p = a.pointer(E.self), let q = b.pointer(E.self) else { return }
    let stepsA = Broadcast.strides(a.layout, to: shape)
    let stepsB = Broadcast.strides(b.layout, to: shape)
    var index = [Int](repeating: 0, count: shape.count)
    var (i, j) = (0, 0)
    let total = shape.reduce(1, *)
    let inner = shape.last ?? 1
    let (stepA, stepB) = (stepsA.last ?? 0, stepsB.last ?? 0)
    var position = 0
    while position < total {
      for k in 0..<inner { body(p[i + k * stepA], q[j + k * stepB], position + k) }
      position += inner
      var d = shape.count - 2
      while d >= 0 {
        index[d] += 1
        i += stepsA[d]
        j += stepsB[d]
        if index[d] < shape[d] { break }
        i -= stepsA[d] * shape[d]
        j -= stepsB[d] * shape[d]
        index[d] = 0
        d -= 1
      }
    }
  }

  private static func double(_ operation: BinaryOperator) -> (Double, Double) -> Double {
    switch operation {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .power: { $1 == 2 ? $0 * $0 : Glibc.pow($0, $1) }
    case .floorDivide: { floorDivided($0, $1) }
    case .modulo: { remainder($0, $1) }
    default: { a, _ in a }
    }
  }

  private static func float(_ operation: BinaryOperator) -> (Float, Float) -> Float {
    switch operation {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .power: { $1 == 2 ? $0 * $0 : Glibc.powf($0, $1) }
    case .floorDivide: { Float(floorDivided(Double($0), Double($1))) }
    case .modulo: { Float(remainder(Double($0), Double($1))) }
    default: { a, _ in a }
    }
  }

  private static func floorDivided(_ a: Double, _ b: Double) -> Double {
    b == 0 ? a / b : ((a - remainder(a, b)) / b).rounded()
  }

  /// The sign of the divisor, as in Python.
  private static func remainder(_ a: Double, _ b: Double) -> Double {
    let rest = fmod(a, b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest == 0 ? Glibc.copysign(0, b) : rest
  }

  private static func int(_ operation: BinaryOperator, isTruth: Bool) -> (Int, Int) -> Int {
    switch operation {
    case .add: isTruth ? { $0 | $1 } : { $0 &+ $1 }
    case .subtract: { $0 &- $1 }
    case .multiply: { $0 &* $1 }
    case .power: { power($0, $1) }
    case .floorDivide:
      { a, b in
        guard b != 0, !(a == .min && b == -1) else { return 0 }
        let quotient = a / b
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
      }
    case .modulo:
      { a, b in
        guard b != 0, b != -1 else { return 0 }
        let rest = a % b
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
      }
    case .bitAnd: { $0 & $1 }
    case .bitOr: { $0 | $1 }
    case .bitXor: { $0 ^ $1 }
    case .leftShift: { $1 < 0 || $1 > 63 ? 0 : $0 << $1 }
    case .rightShift: { $1 < 0 || $1 > 63 ? ($0 < 0 ? -1 : 0) : $0 >> $1 }
    default: { a, _ in a }
    }
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, base, exponent) = (1, base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result &* base }
      base = base &* base
      exponent >>= 1
    }
    return result
  }

  // MARK: Comparisons and signs

  static func compare(_ operation: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard let a = Operand(left), let b = Operand(right) else {
      switch operation {
      case .equal: return .bool(false)
      case .notEqual: return .bool(true)
      default: return nil
      }
    }
    var type = common(a, b)
    if case .weak(.float) = b, !type.isFloatingPoint { type = .float64 }
    let x = try a.array(type.isFloatingPoint ? .float64 : .int64)
    let y: NDArray
    // A number of the language is first rounded to the array's type.
    if case .weak(let number) = b, type.isFloatingPoint {
      y = try NDArray(number, type).converted(to: .float64)
    } else {
      y = try b.array(type.isFloatingPoint ? .float64 : .int64)
    }
    let shape = try broadcast(x, y)
    let result = try NDArray.uninitialized(shape: shape, .bool).inMemory()
    guard let out = result.pointer(UInt8.self) else { return nil }
    if type.isFloatingPoint {
      try each(x, y, shape, Double.self) { out[$2] = holds(operation, $0, $1) ? 1 : 0 }
    } else {
      try each(x, y, shape, Int.self) { out[$2] = holds(operation, $0, $1) ? 1 : 0 }
    }
    return Numpy.value(result)
  }

  private static func holds<T: Comparable>(_ operation: ComparisonOperator, _ a: T, _ b: T) -> Bool {
    switch operation {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    default: false
    }
  }

  static func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value? {
    guard let data = Numpy.data(value) else { return nil }
    switch operation {
    case .positive: return Numpy.value(try data.copied())
    case .negative:
      guard data.dtype != .bool else {
        throw PythonError(
          .typeError,
          "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function "
            + "instead.")
      }
      return Numpy.value(
        data.dtype.isFloatingPoint
          ? try NumpyFunctions.mapped(data, to: data.dtype, { -$0 }, { -$0 })
          : try NumpyFunctions.mapped(data) { 0 &- $0 })
    case .invert:
      guard !data.dtype.isFloatingPoint else {
        throw PythonError(
          .typeError,
          "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported "
            + "types according to the casting rule ''safe''")
      }
      return Numpy.value(try NumpyFunctions.mapped(data) { data.dtype == .bool ? 1 - $0 : ~$0 })
    default: return nil
    }
  }
}
