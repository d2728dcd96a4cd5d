import BigInt
import Glibc
import Syntax

/// `math`.
enum MathModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("math", summary: "Mathematical functions of real numbers.")
    for (name, value) in [("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan)] {
      module.set(name, .float(value))
    }
    installElementary(module)
    installRounding(module)
    installIntegers(module)
    installSums(module)
    return module
  }

  private static func domainError() -> PythonError { PythonError.valueFault("math domain error") }
  private static func rangeError() -> PythonError { PythonError(.overflowError, "math range error") }

  /// A function of one number; a new nan is a domain error, a new infinity a range error or, when `poles`, one too.
  private static func unary(
    _ module: ModuleObject, _ name: String, _ summary: String, canOverflow: Bool = false,
    _ body: @escaping (Double) -> Double
  ) {
    module.function(
      name, [.positional("x", "float")], summary: summary,
      .unary { value in
        let x = try Machine.current.double(value)
        let result = body(x)
        if result.isNaN, !x.isNaN { throw domainError() }
        if result.isInfinite, x.isFinite { throw canOverflow ? rangeError() : domainError() }
        return .float(result)
      })
  }

  private static func installElementary(_ module: ModuleObject) {
    unary(module, "sin", "The sine of an angle in radians.", Glibc.sin)
    unary(module, "cos", "The cosine of an angle in radians.", Glibc.cos)
    unary(module, "tan", "The tangent of an angle in radians.", Glibc.tan)
    unary(module, "asin", "The angle whose sine is x.", Glibc.asin)
    unary(module, "acos", "The angle whose cosine is x.", Glibc.acos)
    unary(module, "atan", "The angle whose tangent is x.", Glibc.atan)
    unary(module, "sinh", "The hyperbolic sine.", canOverflow: true, Glibc.sinh)
    unary(module, "cosh", "The hyperbolic cosine.", canOverflow: true, Glibc.cosh)
    unary(module, "tanh", "The hyperbolic tangent.", Glibc.tanh)
    unary(module, "asinh", "The inverse of sinh.", Glibc.asinh)
    unary(module, "acosh", "The inverse of cosh.", Glibc.acosh)
    unary(module, "atanh", "The inverse of tanh.", Glibc.atanh)
    unary(module, "exp", "e to the power x.", canOverflow: true, Glibc.exp)
    unary(module, "exp2", "2 to the power x.", canOverflow: true, Glibc.exp2)
    unary(module, "expm1", "exp(x) - 1, exact for small x.", canOverflow: true, Glibc.expm1)
    unary(module, "log1p", "log(1 + x), exact for small x.", Glibc.log1p)
    unary(module, "sqrt", "The square root.") { $0.squareRoot() }
    unary(module, "cbrt", "The cube root.", Glibc.cbrt)
    unary(module, "erf", "The error function.", Glibc.erf)
    unary(module, "erfc", "1 - erf(x).", Glibc.erfc)
    unary(module, "fabs", "The magnitude as a float.") { $0.magnitude }
    unary(module, "degrees", "An angle in degrees.", canOverflow: true) { $0 * (180 / Double.pi) }
    unary(module, "radians", "An angle in radians.") { $0 * (Double.pi / 180) }
    module.function(
      "gamma", [.positional("x", "float")], summary: "The gamma function.",
      .unary { value in
        let x = try Machine.current.double(value)
        if x == -.infinity || (x.isFinite && x <= 0 && x == x.rounded()) { throw domainError() }
        if x == x.rounded(), x > 0, x <= 23 {
          var product = 1.0
          for factor in stride(from: 2.0, to: x, by: 1) { product *= factor }
          return .float(product)
        }
        let result = Gamma.value(x)
        if result.isInfinite, x.isFinite { throw rangeError() }
        return .float(result)
      })
    module.function(
      "lgamma", [.positional("x", "float")], summary: "The logarithm of |gamma(x)|.",
      .unary { value in
        let x = try Machine.current.double(value)
        if x.isFinite, x <= 0, x == x.rounded() { throw domainError() }
        let result = Gamma.logarithm(x)
        if result.isInfinite, x.isFinite { throw rangeError() }
        return .float(result)
      })
    module.function(
      "log", [.positional("x"), .positional("base", default: .undefined)],
      summary: "The logarithm of x, natural or to a base.",
      .variadic { arguments in
        guard (1...2).contains(arguments.count) else {
          throw PythonError.typeFault("math.log requires 1 to 2 arguments")
        }
        let top = try logarithm(arguments[0], Glibc.log)
        if arguments.count == 1 { return .float(top) }
        let bottom = try logarithm(arguments[1], Glibc.log)
        if bottom == 0 { throw PythonError(.zeroDivisionError, "float division by zero") }
        return .float(top / bottom)
      })
    module.function(
      "log2", [.positional("x")], summary: "The logarithm to base 2.",
      .unary { .float(try logarithm($0, Glibc.log2)) })
    module.function(
      "log10", [.positional("x")], summary: "The logarithm to base 10.",
      .unary { .float(try logarithm($0, Glibc.log10)) })
    func binary(_ name: String, _ summary: String, _ body: @escaping (Double, Double) throws -> Double) {
      module.function(
        name, [.positional("x"), .positional("y")], summary: summary,
        .binary { .float(try body(Machine.current.double($0), Machine.current.double($1))) })
    }
    binary("atan2", "The angle of the point (y, x).") { Glibc.atan2($0, $1) }
    binary("copysign", "The magnitude of x with the sign of y.") { Glibc.copysign($0, $1) }
    binary("fmod", "The remainder with the sign of x.") { x, y in
      if x.isInfinite || y == 0, !x.isNaN, !y.isNaN { throw domainError() }
      return Glibc.fmod(x, y)
    }
    binary("remainder", "The remainder of the nearest multiple.") { x, y in
      if x.isInfinite || y == 0, !x.isNaN, !y.isNaN { throw domainError() }
      return Glibc.remainder(x, y)
    }
    binary("nextafter", "The next float after x towards y.") { Glibc.nextafter($0, $1) }
    binary("pow", "x to the power y, as a float.") { x, y in
      let result = Glibc.pow(x, y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw domainError() }
      if result.isInfinite, x.isFinite, y.isFinite { throw x == 0 ? domainError() : rangeError() }
      return result
    }
    module.function(
      "ldexp", [.positional("x"), .positional("i", "int")], summary: "x times 2 to the power i.",
      .binary { x, i in
        let number = try Machine.current.double(x)
        guard i.integerValue != nil else { throw PythonError.typeFault("Expected an int as second argument to ldexp.") }
        let exponent = Swift.max(-5000, Swift.min(5000, i.intValue ?? 5000))
        let result = scalbn(number, Int32(exponent))
        if result.isInfinite, number.isFinite { throw rangeError() }
        return .float(result)
      })
    module.function(
      "frexp", [.positional("x")], summary: "Mantissa and exponent of x.",
      .unary { value in
        let x = try Machine.current.double(value)
        var exponent: Int32 = 0
        let mantissa = x.isFinite ? Glibc.frexp(x, &exponent) : x
        return .tuple([.float(mantissa), .int(Int(exponent))])
      })
    module.function(
      "modf", [.positional("x")], summary: "The fraction and the whole part of x.",
      .unary { value in
        let x = try Machine.current.double(value)
        if x.isInfinite { return .tuple([.float(Glibc.copysign(0, x)), .float(x)]) }
        let whole = x.rounded(.towardZero)
        return .tuple([.float(Glibc.copysign(x - whole, x)), .float(whole)])
      })
    for (name, test) in [("isnan", \Double.isNaN), ("isinf", \Double.isInfinite), ("isfinite", \Double.isFinite)] {
      module.function(
        name, [.positional("x")], summary: "Whether x is what the name says.",
        .unary { .bool(try Machine.current.double($0)[keyPath: test]) })
    }
    module.function(
      "ulp", [.positional("x")], summary: "The value of the last bit of x.",
      .unary { value in
        let x = try Machine.current.double(value).magnitude
        return .float(x.isFinite ? x.ulp : x)
      })
  }

  private static func logarithm(_ value: Value, _ body: (Double) -> Double) throws -> Double {
    if let big = value.asBigInt?.value {
      guard big.signum() > 0 else { throw domainError() }
      let direct = Integers.toDouble(big)
      if direct.isFinite { return body(direct) }
      // A fraction in [0.5, 1) and a power of two.
      let exponent = big.magnitude.bitWidth
      let top = Integers.toDouble(big >> (exponent - 200))
      return body(scalbn(top, -200)) + body(2) * Double(exponent)
    }
    let x = try Machine.current.double(value)
    if x <= 0, !x.isNaN { throw domainError() }
    return body(x)
  }

  private static func installRounding(_ module: ModuleObject) {
    func whole(_ name: String, _ special: SpecialName, _ summary: String, _ rule: FloatingPointRoundingRule) {
      module.function(
        name, [.positional("x")], summary: summary,
        .unary { value in
          if case .float(let number) = value { return .integer(try IntType.integer(of: number.rounded(rule))) }
          if let result = try Machine.current.special(special, of: value) { return result }
          if name == "trunc" { throw PythonError.typeFault("type \(value.typeName) doesn't define __trunc__ method") }
          return .integer(try IntType.integer(of: Machine.current.double(value).rounded(rule)))
        })
    }
    whole("floor", .floor, "The largest whole number that is not above x.", .down)
    whole("ceil", .ceil, "The smallest whole number that is not below x.", .up)
    whole("trunc", .trunc, "The whole part of x.", .towardZero)
    module.function(
      "isclose",
      [
        .positional("a"), .positional("b"), .keyword("rel_tol", "float", default: .float(1e-9)),
        .keyword("abs_tol", "float", default: .float(0)),
      ], summary: "Whether two numbers are nearly equal.",
      .bound { arguments in
        let machine = Machine.current
        let (a, b) = (try machine.double(arguments[0]), try machine.double(arguments[1]))
        let (relative, absolute) = (try machine.double(arguments[2]), try machine.double(arguments[3]))
        if relative < 0 || absolute < 0 { throw PythonError.valueFault("tolerances must be non-negative") }
        if a == b { return .bool(true) }
        if a.isInfinite || b.isInfinite { return .bool(false) }
        let difference = (b - a).magnitude
        return .bool(
          difference <= (relative * b).magnitude || difference <= (relative * a).magnitude || difference <= absolute)
      })
  }

  private static func integer(_ value: Value) throws -> BigInt {
    guard let number = try Machine.current.indexIfAny(value)?.integerValue else {
      throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    return number
  }

  private static func installIntegers(_ module: ModuleObject) {
    module.function(
      "factorial", [.positional("n", "int")], summary: "1 · 2 · … · n.",
      .unary { value in
        let number = try integer(value)
        if number.signum() < 0 { throw PythonError.valueFault("factorial() not defined for negative values") }
        guard let limit = Int(exactly: number), limit < 1_000_000 else {
          throw PythonError(.overflowError, "factorial() argument should not exceed 1000000")
        }
        return .integer(try product(limit, upTo: limit))
      })
    module.function(
      "gcd", [.variadic("integers")], summary: "The greatest common divisor.",
      .variadic { arguments in
        try arguments.refuseKeywords("math.gcd")
        return .integer(
          try arguments.positional.reduce(BigInt(0)) {
            try Integers.greatestCommonDivisor($0, integer($1))
          })
      })
    module.function(
      "lcm", [.variadic("integers")], summary: "The least common multiple.",
      .variadic { arguments in
        try arguments.refuseKeywords("math.lcm")
        return .integer(
          try arguments.positional.reduce(BigInt(1)) { known, value in
            let number = BigInt(try integer(value).magnitude)
            if known.isZero || number.isZero { return 0 }
            let shared = try Integers.greatestCommonDivisor(known, number)
            return try Integers.multiply(Integers.divideFloor(known, shared).quotient, number)
          })
      })
    module.function(
      "isqrt", [.positional("n", "int")], summary: "The whole part of the square root.",
      .unary { value in
        let number = try integer(value)
        if number.signum() < 0 { throw PythonError.valueFault("isqrt() argument must be nonnegative") }
        return .integer(BigInt(try Integers.squareRoot(number.magnitude)))
      })
    func choosing(
      _ name: String, _ parameters: [Parameter], _ summary: String, _ body: @escaping (BigInt, BigInt) throws -> BigInt
    ) {
      module.function(
        name, parameters, summary: summary,
        .bound { arguments in
          let n = try integer(arguments[0])
          let k = name == "perm" && arguments[1].isNone ? n : try integer(arguments[1])
          if n.signum() < 0 { throw PythonError.valueFault("n must be a non-negative integer") }
          if k.signum() < 0 { throw PythonError.valueFault("k must be a non-negative integer") }
          if k > n { return .int(0) }
          let most = name == "comb" ? Swift.min(k, n - k) : k
          guard most < 1_000_000 else { throw PythonError(.overflowError, "k is too large") }
          return .integer(try body(n, k))
        })
    }
    choosing("comb", [.positional("n"), .positional("k")], "How many ways there are to choose k of n things.") { n, k in
      let least = Swift.min(k, n - k)
      if let n = Int(exactly: n), let least = Int(exactly: least) {
        return try Integers.divideFloor(product(least, upTo: n), product(least, upTo: least)).quotient
      }
      var result = BigInt(1)
      var step = BigInt(0)
      while step < least {
        try Machine.current.checkInterrupt()
        result = result * (n - step) / (step + 1)
        step += 1
      }
      return result
    }
    choosing(
      "perm", [.positional("n"), .positional("k", default: Value.none)],
      "How many ways there are to choose k of n things in order."
    ) { n, k in
      if let n = Int(exactly: n), let k = Int(exactly: k) { return try product(k, upTo: n) }
      var result = BigInt(1)
      var step = BigInt(0)
      while step < k {
        try Machine.current.checkInterrupt()
        result *= n - step
        step += 1
      }
      return result
    }
  }

  /// The product of `count` integers of which the last is `high`, halved so that the factors stay of like size.
  private static func product(_ count: Int, upTo high: Int) throws -> BigInt {
    if count < 16 { return (0..<count).reduce(BigInt(1)) { $0 * BigInt(high - $1) } }
    let half = count / 2
    return try Integers.multiply(product(count - half, upTo: high - half), product(half, upTo: high))
  }

  private static func installSums(_ module: ModuleObject) {
    module.function(
      "fsum", [.positional("seq")], summary: "The sum of floats without loss.",
      .unary { iterable in
        var partials: [Double] = []
        var special = 0.0
        var infinite = 0.0
        try Machine.current.forEach(iterable) { element in
          var x = try Machine.current.double(element)
          if !x.isFinite {
            special += x
            if x.isInfinite { infinite += x }
            return true
          }
          var kept: [Double] = []
          for y in partials {
            var (large, small) = (x, y)
            if large.magnitude < small.magnitude { swap(&large, &small) }
            let high = large + small
            let low = small - (high - large)
            if low != 0 { kept.append(low) }
            x = high
          }
          partials = kept + [x]
          return true
        }
        if special != 0 || special.isNaN {
          if infinite.isNaN { throw PythonError.valueFault("-inf + inf in fsum") }
          return .float(special)
        }
        return .float(rounded(partials))
      })
    module.function(
      "prod", [.positional("iterable"), .keyword("start", default: .int(1))],
      summary: "The product of all elements.",
      .bound { arguments in
        var result = arguments[1]
        try Machine.current.forEach(arguments[0]) {
          result = try Machine.current.binary(.multiply, result, $0)
          return true
        }
        return result
      })
    module.function(
      "hypot", [.variadic("coordinates")], summary: "The distance from the origin.",
      .variadic { arguments in
        .float(norm(try arguments.positional.map(Machine.current.double)))
      })
    module.function(
      "dist", [.positional("p"), .positional("q")], summary: "The distance of two points.",
      .binary { p, q in
        let machine = Machine.current
        let (a, b) = (try machine.elements(p).map(machine.double), try machine.elements(q).map(machine.double))
        guard a.count == b.count else {
          throw PythonError.valueFault("both points must have the same number of dimensions")
        }
        return .float(norm(Swift.zip(a, b).map { $0 - $1 }))
      })
  }

  /// The sum of partials that do not overlap, correctly rounded.
  private static func rounded(_ partials: [Double]) -> Double {
    var rest = partials
    guard var high = rest.popLast() else { return 0 }
    var low = 0.0
    while let next = rest.popLast() {
      let x = high
      high = x + next
      low = next - (high - x)
      if low != 0 { break }
    }
    if let next = rest.last, (low < 0 && next < 0) || (low > 0 && next > 0) {
      let twice = low * 2
      let x = high + twice
      if twice == x - high { high = x }
    }
    return high
  }

  /// The Euclidean norm in CPython's steps, to its last digit: the largest coordinate is scaled to below one, and the
  /// squares are summed in parts, with what each sum loses kept apart.
  private static func norm(_ values: [Double]) -> Double {
    if values.contains(where: \.isInfinite) { return .infinity }
    if values.contains(where: \.isNaN) { return .nan }
    let largest = values.reduce(0) { Swift.max($0, $1.magnitude) }
    if largest == 0 || values.count == 1 { return largest }
    var sum = 1.0
    var lost = (0.0, 0.0, 0.0)
    func added(_ part: Double) -> Double {
      let old = sum
      sum += part
      return (old - sum) + part
    }
    guard largest.exponent >= -1024 else {
      for value in values { lost.0 += added((value / largest) * (value / largest)) }
      return largest * (sum - 1 + lost.0).squareRoot()
    }
    let scale = Double(sign: .plus, exponent: -Int(largest.exponent) - 1, significand: 1)
    for value in values {
      let (high, low) = halves(value.magnitude * scale)
      lost.0 += added(high * high)
      lost.1 += added(2 * high * low)
      lost.2 += low * low
    }
    let root = (sum - 1 + (lost.0 + lost.1 + lost.2)).squareRoot()
    let (high, low) = halves(root)
    lost.0 += added(-high * high)
    lost.1 += added(-2 * high * low)
    lost.2 += added(-low * low)
    return (root + (sum - 1 + (lost.0 + lost.1 + lost.2)) / (2 * root)) / scale
  }

  /// A number as the sum of two with half its digits each.
  private static func halves(_ x: Double) -> (Double, Double) {
    let t = x * 134_217_729
    let high = t - (t - x)
    return (high, x - high)
  }
}
