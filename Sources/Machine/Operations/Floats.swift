import BigInt
import Glibc
import Syntax

/// Arithmetic of `float` with Python's meaning.
enum Floats {
  static func binary(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Value? {
    switch operation {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      if b == 0 { throw PythonError(.zeroDivisionError, "float division by zero") }
      return .float(a / b)
    case .floorDivide:
      if b == 0 { throw PythonError(.zeroDivisionError, "float floor division by zero") }
      return .float(divideFloor(a, b).quotient)
    case .modulo:
      if b == 0 { throw PythonError(.zeroDivisionError, "float modulo") }
      return .float(divideFloor(a, b).remainder)
    case .power:
      if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
        return try Complex.power(Complex(real: a, imaginary: 0), Complex(real: b, imaginary: 0)).value
      }
      return .float(try power(a, b))
    case .matrixMultiply, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor: return nil
    }
  }

  /// Quotient and remainder as `divmod` has them; b is not zero.
  static func divideFloor(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (b < 0) != (remainder < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = copysign(0, b)
    }
    if quotient == 0 { return (copysign(0, a / b), remainder) }
    var floored = quotient.rounded(.down)
    if quotient - floored > 0.5 { floored += 1 }
    return (floored, remainder)
  }

  static func power(_ a: Double, _ b: Double, zeroMessage: Bool = false) throws -> Double {
    if a == 0, b < 0 {
      throw PythonError(.zeroDivisionError, "0.0 cannot be raised to a negative power")
    }
    let result = pow(a, b)
    if result.isInfinite, a.isFinite, b.isFinite {
      throw PythonError(.overflowError, arguments: [.int(34), .string("Numerical result out of range")])
    }
    return result
  }

  static func unary(_ operation: UnaryOperator, _ a: Double) -> Value? {
    switch operation {
    case .negative: .float(-a)
    case .positive: .float(a)
    case .not: .bool(a == 0)
    case .invert: nil
    }
  }

  /// Whether an integer equals, is below or is above a float, exactly: -1, 0, 1, or nil for nan.
  static func order(_ a: BigInt, _ b: Double) -> Int? {
    if b.isNaN { return nil }
    if b.isInfinite { return b > 0 ? -1 : 1 }
    let whole = b.rounded(.towardZero)
    let other = BigInt(whole)
    if a != other { return a < other ? -1 : 1 }
    return b == whole ? 0 : (b > whole ? -1 : 1)
  }

  @inline(__always) static func order(_ a: Int, _ b: Double) -> Int? {
    if a.magnitude <= 1 << 53 {
      let a = Double(a)
      return a < b ? -1 : (a > b ? 1 : (a == b ? 0 : nil))
    }
    return order(BigInt(a), b)
  }

  /// CPython's hash: equal to that of an equal integer.
  static func hash(_ value: Double) -> Int {
    if value.isNaN { return 0 }
    if value.isInfinite { return value > 0 ? 314159 : -314159 }
    if value == value.rounded(), value.magnitude < 9e18 { return Integers.hash(Int(value)) }
    var exponent: Int32 = 0
    var mantissa = frexp(value.magnitude, &exponent)
    var state: UInt = 0
    let modulus = UInt(Integers.hashModulus)
    while mantissa != 0 {
      state = ((state << 28) & modulus) | state >> (61 - 28)
      mantissa *= 268_435_456
      exponent -= 28
      let part = UInt(mantissa)
      mantissa -= Double(part)
      state += part
      if state >= modulus { state -= modulus }
    }
    let turn = exponent >= 0 ? Int(exponent) % 61 : 60 - (-1 - Int(exponent)) % 61
    state = ((state << UInt(turn)) & modulus) | state >> UInt(61 - turn)
    let result = value < 0 ? -Int(state) : Int(state)
    return result == -1 ? -2 : result
  }
}
