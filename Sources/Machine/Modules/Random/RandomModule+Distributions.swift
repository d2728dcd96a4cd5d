import Glibc
import Syntax

/// The distributions, each computed on the values themselves in CPython's order, so that what is no number ends in the
/// error of the operation that cannot take it.
extension RandomModule {
  nonisolated(unsafe) private static let mean: [Parameter] = [
    Parameter("mu", default: .float(0), type: "float"), Parameter("sigma", default: .float(1), type: "float"),
  ]

  nonisolated(unsafe) static let distributions: [Method] = [
    Method("uniform", "A float between a and b.", [Parameter("a"), Parameter("b")]) {
      let width = try $1[1] - $1[0]
      return try $1[0] + width * .float($0.twister.unit())
    },
    Method(
      "triangular", "A float between low and high, most often near mode.",
      [
        Parameter("low", default: .float(0)), Parameter("high", default: .float(1)),
        Parameter("mode", default: Value.none),
      ]
    ) { try triangular($0, $1[0], $1[1], $1[2]) },
    Method("gauss", "A normally distributed float.", mean) { try $1[0] + .float($0.gauss()) * $1[1] },
    Method("normalvariate", "A normally distributed float, by another method.", mean) {
      try $1[0] + .float($0.normal()) * $1[1]
    },
    Method(
      "lognormvariate", "A float whose logarithm is normally distributed.", [Parameter("mu"), Parameter("sigma")]
    ) {
      let power = try number($1[0] + .float($0.normal()) * $1[1])
      let result = exp(power)
      if result.isInfinite, power.isFinite { throw PythonError(.overflowError, "math range error") }
      return .float(result)
    },
    Method("expovariate", "An exponentially distributed float.", [Parameter("lambd")]) {
      try .float(-log(1 - $0.twister.unit())) / $1[0]
    },
    Method("gammavariate", "A float of the gamma distribution.", [Parameter("alpha"), Parameter("beta")]) {
      try gamma($0, $1[0], $1[1])
    },
    Method("betavariate", "A float of the beta distribution.", [Parameter("alpha"), Parameter("beta")]) {
      let y = try gamma($0, $1[0], .float(1))
      return try Machine.current.truth(y) ? y / (y + gamma($0, $1[1], .float(1))) : .float(0)
    },
    Method("paretovariate", "A float of the Pareto distribution.", [Parameter("alpha")]) {
      let u = 1 - $0.twister.unit()
      return try .float(u) ** (.float(-1) / $1[0])
    },
    Method("weibullvariate", "A float of the Weibull distribution.", [Parameter("alpha"), Parameter("beta")]) {
      let u = 1 - $0.twister.unit()
      return try $1[0] * (.float(-log(u)) ** (.float(1) / $1[1]))
    },
    Method("vonmisesvariate", "An angle of the von Mises distribution.", [Parameter("mu"), Parameter("kappa")]) {
      try angle($0, $1[0], $1[1])
    },
  ]

  private static func triangular(_ generator: RandomGenerator, _ low: Value, _ high: Value, _ mode: Value) throws
    -> Value
  {
    let u = generator.twister.unit()
    var c: Value = .float(0.5)
    if !mode.isNone {
      do {
        c = try (mode - low) / (high - low)
      } catch let error as PythonError where error.exception.type.isSubclass(of: .zeroDivisionError) {
        return low
      }
    }
    if try Machine.current.isTrue(.greater, .float(u), c) {
      let root = try number(.float(1 - u) * (.float(1) - c))
      return try high + (low - high) * .float(square(root))
    }
    return try low + (high - low) * .float(square(number(.float(u) * c)))
  }

  private static func square(_ value: Double) throws -> Double {
    if value < 0 { throw PythonError.valueFault("math domain error") }
    return value.squareRoot()
  }

  private static func gamma(_ generator: RandomGenerator, _ alpha: Value, _ beta: Value) throws -> Value {
    let machine = Machine.current
    if try machine.isTrue(.lessOrEqual, alpha, .float(0)) || machine.isTrue(.lessOrEqual, beta, .float(0)) {
      throw PythonError.valueFault("gammavariate: alpha and beta must be > 0.0")
    }
    return try .float(generator.gamma(number(alpha))) * beta
  }

  private static func angle(_ generator: RandomGenerator, _ mu: Value, _ kappa: Value) throws -> Value {
    let turn = 2 * Double.pi
    if try Machine.current.isTrue(.lessOrEqual, kappa, .float(1e-6)) { return .float(turn * generator.twister.unit()) }
    let s = try number(.float(0.5) / kappa)
    let r = s + (1 + s * s).squareRoot()
    var z = 0.0
    while true {
      try Machine.current.checkInterrupt()
      z = cos(Double.pi * generator.twister.unit())
      let d = z / (r + z)
      let u2 = generator.twister.unit()
      if u2 < 1 - d * d || u2 <= (1 - d) * exp(d) { break }
    }
    let q = 1 / r
    let f = (q + z) / (1 + q * z)
    let side = generator.twister.unit() > 0.5 ? acos(f) : -acos(f)
    return try Machine.current.binary(.modulo, mu + .float(side), .float(turn))
  }
}

extension Machine {
  /// Whether a comparison holds.
  func isTrue(_ operation: ComparisonOperator, _ left: Value, _ right: Value) throws -> Bool {
    try truth(compare(operation, left, right))
  }
}

private func + (left: Value, right: Value) throws -> Value { try Machine.current.binary(.add, left, right) }
private func - (left: Value, right: Value) throws -> Value { try Machine.current.binary(.subtract, left, right) }
private func * (left: Value, right: Value) throws -> Value { try Machine.current.binary(.multiply, left, right) }
private func / (left: Value, right: Value) throws -> Value { try Machine.current.binary(.divide, left, right) }
infix operator ** : BitwiseShiftPrecedence
private func ** (left: Value, right: Value) throws -> Value { try Machine.current.binary(.power, left, right) }
