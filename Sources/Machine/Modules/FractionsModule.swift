import BigInt
import Syntax

/// `fractions`.
enum FractionsModule {
  /// Numerator and denominator without common factor; the denominator is positive.
  private final class Ratio {
    let top: BigInt
    let bottom: BigInt

    init(whole: BigInt) { (top, bottom) = (whole, 1) }

    init(_ top: BigInt, _ bottom: BigInt) throws {
      let divisor = try Integers.greatestCommonDivisor(top, bottom)
      let sign: BigInt = bottom.sign == .minus ? -1 : 1
      self.top = divisor.isZero ? top : try Integers.divideFloor(top, divisor).quotient * sign
      self.bottom = divisor.isZero ? bottom : try Integers.divideFloor(bottom, divisor).quotient * sign
    }

    var double: Double {
      get throws { try Machine.current.double(Integers.binary(.divide, top, bottom) ?? .none) }
    }
    var floor: BigInt { get throws { try Integers.divideFloor(top, bottom).quotient } }
  }

  private static func make(_ top: BigInt, _ bottom: BigInt) throws -> Value {
    if bottom.isZero { throw PythonError(.zeroDivisionError, "Fraction(\(top), 0)") }
    return .object(InstanceObject(type, payload: try Ratio(top, bottom)))
  }

  private static func own(_ value: Value) throws -> Ratio {
    guard let ratio = value.asInstance?.payload as? Ratio else {
      throw PythonError.typeFault("a Fraction is required, not '\(value.typeName)'")
    }
    return ratio
  }

  /// A fraction or an integer as a ratio.
  private static func exact(_ value: Value) -> Ratio? {
    if let ratio = value.asInstance?.payload as? Ratio { return ratio }
    return value.integerValue.map(Ratio.init(whole:))
  }

  private static func exactly(_ number: Double) throws -> Ratio {
    let parts =
      try Machine.current.call(Machine.current.attribute(of: .float(number), "as_integer_ratio")).asTuple?.items ?? []
    guard parts.count == 2, let top = parts[0].integerValue, let bottom = parts[1].integerValue else {
      return try Ratio(0, 1)
    }
    return try Ratio(top, bottom)
  }

  /// `3/4`, `-1.25`, `1e3`.
  private static func parse(_ text: String) throws -> Ratio {
    let failure = PythonError.valueFault("Invalid literal for Fraction: \(Quoting.repr(text))")
    let pattern = try RegexPattern.make(
      #"\s*([-+]?)(?=\d|\.\d)(\d*|\d+(_\d+)*)(?:(?:/(\d+(_\d+)*))?|(?:\.(\d*|\d+(_\d+)*))?(?:[eE]([-+]?\d+(_\d+)*))?)\s*\Z"#
    )
    let subject = try Subject(.string(text), for: pattern)
    var matcher = RegexMatcher(pattern.program, subject.scalars, end: subject.scalars.count)
    guard let slots = try matcher.match(at: 0) else { throw failure }
    let match = MatchObject(pattern, subject, slots, start: 0, end: subject.scalars.count)
    func digits(_ group: Int) -> String? { match.text(group).asString.map { $0.text.filter { $0 != "_" } } }
    var top = BigInt(digits(2) ?? "") ?? 0
    var bottom = BigInt(1)
    if let denominator = digits(4) {
      bottom = BigInt(denominator) ?? 1
    } else {
      if let decimals = digits(6) {
        let scale = BigInt(10).power(decimals.count)
        top = top * scale + (BigInt(decimals) ?? 0)
        bottom *= scale
      }
      if let exponent = digits(8).flatMap({ Int($0) }) {
        guard exponent.magnitude < 100_000 else { throw PythonError(.memoryError) }
        if exponent >= 0 { top *= BigInt(10).power(exponent) } else { bottom *= BigInt(10).power(-exponent) }
      }
    }
    if bottom.isZero { throw PythonError(.zeroDivisionError, "Fraction(\(top), 0)") }
    return try Ratio(digits(1) == "-" ? -top : top, bottom)
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("Fraction", module: "fractions", summary: "A quotient of two whole numbers, exactly.")
    type.slots.new = { _, arguments in
      let bound = try arguments.parse("Fraction.__new__", ["numerator", "denominator"])
      guard let first = bound[0] else { return try make(0, 1) }
      if let second = bound[1], !second.isNone {
        guard let a = exact(first), let b = exact(second) else {
          throw PythonError.typeFault("both arguments should be Rational instances")
        }
        if b.top.isZero { throw PythonError(.zeroDivisionError, "Fraction(\(a.top), 0)") }
        return try make(a.top * b.bottom, a.bottom * b.top)
      }
      if let ratio = exact(first) { return try make(ratio.top, ratio.bottom) }
      if let number = FloatType.number(first) {
        let ratio = try exactly(number)
        return try make(ratio.top, ratio.bottom)
      }
      if let text = first.asString {
        let ratio = try parse(text.text)
        return try make(ratio.top, ratio.bottom)
      }
      throw PythonError.typeFault("argument should be a string or a Rational instance")
    }
    type.slots.initialize = { _, _ in }
    type.slots.repr = { value in
      let ratio = try own(value)
      return "Fraction(\(ratio.top), \(ratio.bottom))"
    }
    type.slots.str = { value in
      let ratio = try own(value)
      return ratio.bottom == 1 ? "\(ratio.top)" : "\(ratio.top)/\(ratio.bottom)"
    }
    type.slots.truth = { try !own($0).top.isZero }
    type.slots.hash = { value in
      let ratio = try own(value)
      if ratio.bottom == 1 { return Integers.hash(ratio.top) }
      let modulus = BigInt(Integers.hashModulus)
      guard let inverse = (ratio.bottom % modulus).inverse(modulus) else { return 314_159 }
      let result = Int(ratio.top.magnitude % BigUInt(modulus) * inverse.magnitude % BigUInt(modulus))
      return ratio.top.sign == .minus ? (result == 1 ? -2 : -result) : result
    }
    type.slots.toFloat = { try own($0).double }
    type.slots.compare = { operation, left, right in
      if let a = exact(left), let b = exact(right) {
        let (x, y) = (a.top * b.bottom, b.top * a.bottom)
        return .bool(operation.holds(x == y ? 0 : x < y ? -1 : 1))
      }
      for (fraction, other, isFlipped) in [(left, right, false), (right, left, true)] {
        guard let ratio = fraction.asInstance?.payload as? Ratio, let number = FloatType.number(other) else { continue }
        if number.isNaN { return .bool(operation == .notEqual) }
        if number.isInfinite { return .bool(operation.holds((number > 0) != isFlipped ? -1 : 1)) }
        let exact = try exactly(number)
        let (x, y) = (ratio.top * exact.bottom, exact.top * ratio.bottom)
        return .bool(operation.holds((x == y ? 0 : x < y ? -1 : 1) * (isFlipped ? -1 : 1)))
      }
      return nil
    }
    type.slots.unary = { operation, value in
      let ratio = try own(value)
      return operation == .negative ? try make(-ratio.top, ratio.bottom) : operation == .positive ? value : nil
    }
    type.slots.binary = arithmetic
    installMethods(type)
    return type
  }()

  private static func arithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard let a = exact(left), let b = exact(right) else {
      // With a float, or a complex number, the fraction counts as one.
      func inexact(_ value: Value) throws -> Value? {
        if let ratio = exact(value) { return .float(try ratio.double) }
        return FloatType.number(value) != nil || value.asComplex != nil ? value : nil
      }
      guard let x = try inexact(left), let y = try inexact(right) else { return nil }
      return try Machine.current.binary(operation, x, y)
    }
    switch operation {
    case .add: return try make(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
    case .subtract: return try make(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
    case .multiply: return try make(a.top * b.top, a.bottom * b.bottom)
    case .divide:
      if b.top.isZero { throw PythonError(.zeroDivisionError, "Fraction(\(a.top * b.bottom), 0)") }
      return try make(a.top * b.bottom, a.bottom * b.top)
    case .floorDivide, .modulo:
      if b.top.isZero { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
      let (quotient, rest) = try Integers.divideFloor(a.top * b.bottom, a.bottom * b.top)
      return operation == .floorDivide
        ? .integer(quotient) : try make(b.top.sign == .minus ? rest * 1 : rest, a.bottom * b.bottom)
    case .power:
      guard b.bottom == 1 else { return .float(try Floats.power(a.double, b.double)) }
      guard let exponent = Int(exactly: b.top), exponent.magnitude < 1 << 24 else { throw PythonError(.memoryError) }
      if exponent >= 0 { return try make(Integers.power(a.top, exponent), Integers.power(a.bottom, exponent)) }
      if a.top.isZero { throw PythonError(.zeroDivisionError, "Fraction(1, 0)") }
      return try make(Integers.power(a.bottom, -exponent), Integers.power(a.top, -exponent))
    default: return nil
    }
  }

  private static func installMethods(_ type: TypeObject) {
    type.property("numerator", summary: "The number above the line.", get: { .integer(try own($0).top) })
    type.property("denominator", summary: "The number below the line.", get: { .integer(try own($0).bottom) })
    type.method(
      "as_integer_ratio", [.positional("self")], summary: "Both numbers.",
      .unary { .tuple([.integer(try own($0).top), .integer(try own($0).bottom)]) })
    type.method(
      "__abs__", [.positional("self")], summary: "Without its sign.",
      .unary { try make(BigInt(own($0).top.magnitude), own($0).bottom) })
    type.method("__floor__", [.positional("self")], summary: "Rounded down.", .unary { .integer(try own($0).floor) })
    type.method(
      "__ceil__", [.positional("self")], summary: "Rounded up.",
      .unary { .integer(try -Ratio(-own($0).top, own($0).bottom).floor) })
    type.method(
      "__trunc__", [.positional("self")], summary: "Rounded towards zero.",
      .unary { .integer(try own($0).top / own($0).bottom) })
    type.method(
      "__round__", [.positional("self"), .positional("ndigits", default: .none)], summary: "Rounded.",
      .bound { arguments in
        let ratio = try own(arguments[0])
        func rounded(_ ratio: Ratio) throws -> BigInt {
          let (quotient, rest) = try Integers.divideFloor(ratio.top, ratio.bottom)
          let doubled = rest * 2
          if doubled == ratio.bottom { return quotient % 2 == 0 ? quotient : quotient + 1 }
          return doubled < ratio.bottom ? quotient : quotient + 1
        }
        if arguments[1].isNone { return .integer(try rounded(ratio)) }
        let digits = try Machine.current.index(arguments[1])
        guard digits.magnitude < 10_000 else { throw PythonError(.memoryError) }
        let shift = BigInt(10).power(abs(digits))
        return digits > 0
          ? try make(rounded(Ratio(ratio.top * shift, ratio.bottom)), shift)
          : try make(rounded(Ratio(ratio.top, ratio.bottom * shift)) * shift, 1)
      })
    type.method(
      "limit_denominator", [.positional("self"), Parameter("max_denominator", default: .int(1_000_000))],
      summary: "The nearest fraction with a small denominator.",
      .bound { arguments in
        let ratio = try own(arguments[0])
        guard let most = arguments[1].integerValue, most >= 1 else {
          throw PythonError.valueFault("max_denominator should be at least 1")
        }
        if ratio.bottom <= most { return arguments[0] }
        var (p0, q0, p1, q1): (BigInt, BigInt, BigInt, BigInt) = (0, 1, 1, 0)
        var (n, d) = (ratio.top, ratio.bottom)
        while true {
          let a = try Integers.divideFloor(n, d).quotient
          let q2 = q0 + a * q1
          if q2 > most { break }
          (p0, q0, p1, q1) = (p1, q1, p0 + a * p1, q2)
          (n, d) = (d, n - a * d)
        }
        let k = (most - q0) / q1
        let first = try Ratio(p0 + k * p1, q0 + k * q1)
        let second = try Ratio(p1, q1)
        func distance(_ other: Ratio) throws -> Ratio {
          let difference = other.top * ratio.bottom - ratio.top * other.bottom
          return try Ratio(BigInt(difference.magnitude), other.bottom * ratio.bottom)
        }
        let (x, y) = try (distance(second), distance(first))
        let nearer = x.top * y.bottom <= y.top * x.bottom ? second : first
        return try make(nearer.top, nearer.bottom)
      })
    type.classMethod(
      "from_float", [.positional("type"), .positional("f")], summary: "The fraction that a float is.",
      .binary { _, value in
        let ratio = try exactly(Machine.current.double(value))
        return try make(ratio.top, ratio.bottom)
      })
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("fractions", summary: "Quotients of whole numbers, exactly.")
    module.set("Fraction", .object(type))
    module.function(
      "gcd", [.positional("a"), .positional("b")], summary: "The greatest common divisor.",
      .binary { a, b in
        guard let a = a.integerValue, let b = b.integerValue else {
          throw PythonError.typeFault("integers are required")
        }
        return .integer(try Integers.greatestCommonDivisor(a, b))
      })
    return module
  }
}
