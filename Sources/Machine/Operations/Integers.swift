import BigInt
import Glibc
import Syntax

/// Arithmetic of `int` with Python's meaning: results leave 64 bits instead of overflowing.
enum Integers {
  static func binary(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value? {
    switch operation {
    case .add:
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? .integer(BigInt(a) + BigInt(b)) : .int(sum)
    case .subtract:
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? .integer(BigInt(a) - BigInt(b)) : .int(difference)
    case .multiply:
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? .integer(BigInt(a) * BigInt(b)) : .int(product)
    case .divide:
      if b == 0 { throw PythonError(.zeroDivisionError, "division by zero") }
      if a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 { return .float(Double(a) / Double(b)) }
      return try binary(operation, BigInt(a), BigInt(b))
    case .floorDivide:
      if b == 0 { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
      if b == -1 { return a == .min ? .integer(-BigInt(a)) : .int(-a) }
      return .int(floorDivide(a, b))
    case .modulo:
      if b == 0 { throw PythonError(.zeroDivisionError, "integer modulo by zero") }
      return b == -1 ? .int(0) : .int(modulo(a, b))
    case .power: return try power(a, b)
    case .matrixMultiply: return nil
    case .leftShift:
      if b < 0 { throw PythonError(.valueError, "negative shift count") }
      if a == 0 { return .int(0) }
      if b < 63, a.magnitude >> (63 - b) == 0 { return .int(a << b) }
      return try binary(operation, BigInt(a), BigInt(b))
    case .rightShift:
      if b < 0 { throw PythonError(.valueError, "negative shift count") }
      return .int(a >> Swift.min(b, 63))
    case .bitAnd: return .int(a & b)
    case .bitOr: return .int(a | b)
    case .bitXor: return .int(a ^ b)
    }
  }

  /// `a // b` for b neither 0 nor -1.
  @inline(__always) static func floorDivide(_ a: Int, _ b: Int) -> Int {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
  }

  /// `a % b` for b neither 0 nor -1.
  @inline(__always) static func modulo(_ a: Int, _ b: Int) -> Int {
    let remainder = a % b
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
  }

  private static func power(_ a: Int, _ b: Int) throws -> Value {
    if b < 0 { return .float(try Floats.power(Double(a), Double(b), zeroMessage: true)) }
    var result = 1
    var base = a
    var exponent = b
    while exponent > 0 {
      if exponent & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { return try binary(.power, BigInt(a), BigInt(b)) ?? .none }
        result = product
      }
      exponent >>= 1
      if exponent > 0 {
        let (square, overflow) = base.multipliedReportingOverflow(by: base)
        if overflow { return try binary(.power, BigInt(a), BigInt(b)) ?? .none }
        base = square
      }
    }
    return .int(result)
  }

  /// The most bits a result may have: half a gigabyte of digits.
  private static let mostBits = 1 << 32

  static func binary(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value? {
    switch operation {
    case .add: return .integer(a + b)
    case .subtract: return .integer(a - b)
    case .multiply: return .integer(try multiply(a, b))
    case .divide:
      if b.isZero { throw PythonError(.zeroDivisionError, "division by zero") }
      return .float(try trueDivide(a, b))
    case .floorDivide:
      if b.isZero { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
      return .integer(try divideFloor(a, b).quotient)
    case .modulo:
      if b.isZero { throw PythonError(.zeroDivisionError, "integer modulo by zero") }
      return .integer(try divideFloor(a, b).remainder)
    case .power:
      if b.signum() < 0 { return .float(try Floats.power(toDouble(a), toDouble(b), zeroMessage: true)) }
      guard a.magnitude > 1 else { return .integer(a.signum() < 0 && b % 2 == 0 ? 1 : (b.isZero ? 1 : a)) }
      guard let exponent = Int(exactly: b), exponent < mostBits / a.bitWidth else {
        throw PythonError(.memoryError)
      }
      try MemoryCap.check(exponent.multipliedReportingOverflow(by: a.bitWidth).partialValue / 8)
      return .integer(try power(a, exponent))
    case .matrixMultiply: return nil
    case .leftShift:
      if b.signum() < 0 { throw PythonError(.valueError, "negative shift count") }
      if a.isZero { return .int(0) }
      guard let count = Int(exactly: b), count < mostBits else {
        throw PythonError(.overflowError, "too many digits in integer")
      }
      return .integer(BigInt(sign: a.sign, magnitude: shiftLeft(a.magnitude, count)))
    case .rightShift:
      if b.signum() < 0 { throw PythonError(.valueError, "negative shift count") }
      guard let count = Int(exactly: b), count < a.bitWidth else { return .int(a.signum() < 0 ? -1 : 0) }
      return .integer(shiftRight(a, count))
    case .bitAnd: return .integer(a & b)
    case .bitOr: return .integer(a | b)
    case .bitXor: return .integer(a ^ b)
    }
  }

  static func unary(_ operation: UnaryOperator, _ a: Int) -> Value {
    switch operation {
    case .negative: a == .min ? .integer(-BigInt(a)) : .int(-a)
    case .positive: .int(a)
    case .invert: .int(~a)
    case .not: .bool(a == 0)
    }
  }

  static func unary(_ operation: UnaryOperator, _ a: BigInt) -> Value {
    switch operation {
    case .negative: .integer(-a)
    case .positive: .integer(a)
    case .invert: .integer(-a - 1)
    case .not: .bool(a.isZero)
    }
  }

  // MARK: To floating point

  /// The nearest double, ties to even; infinite when out of range.
  static func toDouble(_ value: BigInt) -> Double {
    let magnitude = value.magnitude
    let width = magnitude.bitWidth
    if width <= 64 { return (value.signum() < 0 ? -1 : 1) * Double(UInt64(magnitude)) }
    if width > 1100 { return value.signum() < 0 ? -.infinity : .infinity }
    let shift = width - 64
    let top = magnitude >> shift
    var head = UInt64(top)
    // The bit below all that rounding looks at stands for everything that was cut off.
    if (top << shift) != magnitude { head |= 1 }
    let result = scalbn(Double(head), Int32(shift))
    return value.signum() < 0 ? -result : result
  }

  /// `float(int)`: an error when out of range.
  static func checkedDouble(_ value: BigInt) throws -> Double {
    let result = toDouble(value)
    if result.isInfinite { throw PythonError(.overflowError, "int too large to convert to float") }
    return result
  }

  /// `a / b`, correctly rounded; b is not zero.
  static func trueDivide(_ a: BigInt, _ b: BigInt) throws -> Double {
    if a.isZero { return b.signum() < 0 ? -0.0 : 0 }
    let negative = (a.signum() < 0) != (b.signum() < 0)
    let top = a.magnitude
    let bottom = b.magnitude
    // A quotient of 66 bits or so, then one rounding (two in the subnormal range are avoided by fewer bits there).
    let exponent = top.bitWidth - bottom.bitWidth
    if exponent > 1025 { throw PythonError(.overflowError, "integer division result too large for a float") }
    if exponent < -1080 { return negative ? -0.0 : 0 }
    let shift = Swift.min(66 - exponent, 1074 + 2)
    let scaled = shift >= 0 ? shiftLeft(top, shift) : top
    let divisor = shift >= 0 ? bottom : shiftLeft(bottom, -shift)
    var (quotient, remainder) = try divide(scaled, divisor)
    if !remainder.isZero { quotient |= 1 }
    let result = scalbn(toDouble(BigInt(quotient)), Int32(-shift))
    if result.isInfinite { throw PythonError(.overflowError, "integer division result too large for a float") }
    return negative ? -result : result
  }

  // MARK: Hash

  /// CPython's modulus for hashing numbers.
  static let hashModulus = (1 << 61) - 1

  @inline(__always) static func hash(_ value: Int) -> Int {
    if value >= 0, value < hashModulus { return value }
    let reduced = Int(value.magnitude % UInt(hashModulus))
    let result = value < 0 ? -reduced : reduced
    return result == -1 ? -2 : result
  }

  static func hash(_ value: BigInt) -> Int {
    let reduced = Int(value.magnitude % BigUInt(hashModulus))
    let result = value.signum() < 0 ? -reduced : reduced
    return result == -1 ? -2 : result
  }
}
