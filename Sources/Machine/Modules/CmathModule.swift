import Glibc

/// `cmath`.
enum CmathModule {
  private static func domainError() -> PythonError { PythonError.valueFault("math domain error") }
  private static func rangeError() -> PythonError { PythonError(.overflowError, "math range error") }

  private static func turned(_ a: Complex) -> Complex { Complex(real: -a.imaginary, imaginary: a.real) }
  private static func turnedBack(_ a: Complex) -> Complex { Complex(real: a.imaginary, imaginary: -a.real) }
  private static func minus(_ a: Complex) -> Complex { Complex(real: -a.real, imaginary: -a.imaginary) }

  private static func squareRoot(_ a: Complex) -> Complex {
    if a.real == 0, a.imaginary == 0 { return Complex(real: 0, imaginary: a.imaginary) }
    if !a.real.isFinite || !a.imaginary.isFinite {
      if a.imaginary.isInfinite { return Complex(real: .infinity, imaginary: a.imaginary) }
      if a.real == .infinity { return Complex(real: .infinity, imaginary: copysign(0, a.imaginary)) }
      if a.real == -.infinity { return Complex(real: 0, imaginary: copysign(.infinity, a.imaginary)) }
      return Complex(real: .nan, imaginary: .nan)
    }
    var x = a.real.magnitude
    let y = a.imaginary.magnitude
    var s: Double
    if x < .leastNormalMagnitude, y < .leastNormalMagnitude, x > 0 || y > 0 {
      x = scalbn(x, 54)
      s = scalbn((x + hypot(x, scalbn(y, 54))).squareRoot(), -27)
    } else {
      x /= 8
      s = 2 * (x + hypot(x, y / 8)).squareRoot()
    }
    let d = y / (2 * s)
    if a.real >= 0 { return Complex(real: s, imaginary: copysign(d, a.imaginary)) }
    return Complex(real: d, imaginary: copysign(s, a.imaginary))
  }

  private static func exponential(_ a: Complex) throws -> Complex {
    if a.real.isInfinite || a.real.isNaN || !a.imaginary.isFinite {
      if a.imaginary == 0 { return Complex(real: exp(a.real), imaginary: a.imaginary) }
      if a.real.isFinite, a.imaginary.isInfinite { throw domainError() }
    }
    let length = exp(a.real)
    let result = Complex(real: length * cos(a.imaginary), imaginary: length * sin(a.imaginary))
    if a.real.isFinite, result.real.isInfinite || result.imaginary.isInfinite { throw rangeError() }
    return result
  }

  private static func logarithm(_ a: Complex) throws -> Complex {
    let (x, y) = (a.real.magnitude, a.imaginary.magnitude)
    if x == 0, y == 0 { throw domainError() }
    let real: Double
    if x > .greatestFiniteMagnitude / 4 || y > .greatestFiniteMagnitude / 4 {
      real = log(hypot(x / 2, y / 2)) + M_LN2
    } else if x < .leastNormalMagnitude, y < .leastNormalMagnitude {
      real = log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * M_LN2
    } else {
      let size = hypot(x, y)
      if size >= 0.71, size <= 1.73 {
        let (large, small) = (Swift.max(x, y), Swift.min(x, y))
        real = log1p((large - 1) * (large + 1) + small * small) / 2
      } else {
        real = log(size)
      }
    }
    return Complex(real: real, imaginary: atan2(a.imaginary, a.real))
  }

  private static func hyperbolicSine(_ a: Complex) throws -> Complex {
    Complex(real: cos(a.imaginary) * sinh(a.real), imaginary: sin(a.imaginary) * cosh(a.real))
  }

  private static func hyperbolicCosine(_ a: Complex) throws -> Complex {
    Complex(real: cos(a.imaginary) * cosh(a.real), imaginary: sin(a.imaginary) * sinh(a.real))
  }

  private static func hyperbolicTangent(_ a: Complex) throws -> Complex {
    if a.real.magnitude > 20 {
      return Complex(
        real: copysign(1, a.real),
        imaginary: 4 * sin(a.imaginary) * cos(a.imaginary) * exp(-2 * a.real.magnitude))
    }
    let tx = tanh(a.real)
    let ty = tan(a.imaginary)
    let cx = 1 / cosh(a.real)
    let txty = tx * ty
    let denominator = 1 + txty * txty
    return Complex(real: tx * (1 + ty * ty) / denominator, imaginary: ((ty / denominator) * cx) * cx)
  }

  private static func hyperbolicArcSine(_ a: Complex) throws -> Complex {
    let s1 = squareRoot(Complex(real: 1 + a.imaginary, imaginary: -a.real))
    let s2 = squareRoot(Complex(real: 1 - a.imaginary, imaginary: a.real))
    return Complex(
      real: asinh(s1.real * s2.imaginary - s2.real * s1.imaginary),
      imaginary: atan2(a.imaginary, s1.real * s2.real - s1.imaginary * s2.imaginary))
  }

  private static func arcCosine(_ a: Complex) throws -> Complex {
    let s1 = squareRoot(Complex(real: 1 - a.real, imaginary: -a.imaginary))
    let s2 = squareRoot(Complex(real: 1 + a.real, imaginary: a.imaginary))
    return Complex(
      real: 2 * atan2(s1.real, s2.real), imaginary: asinh(s2.real * s1.imaginary - s2.imaginary * s1.real))
  }

  private static func hyperbolicArcCosine(_ a: Complex) throws -> Complex {
    let s1 = squareRoot(Complex(real: a.real - 1, imaginary: a.imaginary))
    let s2 = squareRoot(Complex(real: a.real + 1, imaginary: a.imaginary))
    return Complex(
      real: asinh(s1.real * s2.real + s1.imaginary * s2.imaginary), imaginary: 2 * atan2(s1.imaginary, s2.real))
  }

  private static func hyperbolicArcTangent(_ a: Complex) throws -> Complex {
    if a.real < 0 || (a.real == 0 && a.real.sign == .minus) { return minus(try hyperbolicArcTangent(minus(a))) }
    let ay = a.imaginary.magnitude
    if a.real == 1, ay == 0 { throw domainError() }
    return Complex(
      real: log1p(4 * a.real / ((1 - a.real) * (1 - a.real) + ay * ay)) / 4,
      imaginary: -atan2(-2 * a.imaginary, (1 - a.real) * (1 + a.real) - ay * ay) / 2)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("cmath", summary: "Mathematical functions of complex numbers.")
    for (name, value) in [("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan)] {
      module.set(name, .float(value))
    }
    module.set("infj", Complex(real: 0, imaginary: .infinity).value)
    module.set("nanj", Complex(real: 0, imaginary: .nan).value)
    func function(_ name: String, _ summary: String, _ body: @escaping (Complex) throws -> Complex) {
      module.function(
        name, [.positional("z", "complex")], summary: summary, .unary { try body(ComplexType.argument($0)).value })
    }
    function("sqrt", "The square root.") { squareRoot($0) }
    function("exp", "e to the power of z.", exponential)
    function("log10", "The logarithm to the base of ten.") { a in
      let result = try logarithm(a)
      return Complex(real: result.real / M_LN10, imaginary: result.imaginary / M_LN10)
    }
    function("sinh", "The hyperbolic sine.", hyperbolicSine)
    function("cosh", "The hyperbolic cosine.", hyperbolicCosine)
    function("tanh", "The hyperbolic tangent.", hyperbolicTangent)
    function("asinh", "The inverse hyperbolic sine.", hyperbolicArcSine)
    function("acosh", "The inverse hyperbolic cosine.", hyperbolicArcCosine)
    function("atanh", "The inverse hyperbolic tangent.", hyperbolicArcTangent)
    function("sin", "The sine.") { turnedBack(try hyperbolicSine(turned($0))) }
    function("cos", "The cosine.") { try hyperbolicCosine(turned($0)) }
    function("tan", "The tangent.") { turnedBack(try hyperbolicTangent(turned($0))) }
    function("asin", "The inverse sine.") { turnedBack(try hyperbolicArcSine(turned($0))) }
    function("acos", "The inverse cosine.", arcCosine)
    function("atan", "The inverse tangent.") { turnedBack(try hyperbolicArcTangent(turned($0))) }
    module.function(
      "log", [.positional("z"), .positional("base", default: .undefined)],
      summary: "The logarithm, to a base if one is given.",
      .bound { arguments in
        let result = try logarithm(ComplexType.argument(arguments[0]))
        if arguments[1].isUndefined { return result.value }
        return try Complex.divided(result, logarithm(ComplexType.argument(arguments[1]))).value
      })
    module.function(
      "phase", [.positional("z")], summary: "The angle.",
      .unary { value in
        let number = try ComplexType.argument(value)
        return .float(atan2(number.imaginary, number.real))
      })
    module.function(
      "polar", [.positional("z")], summary: "Length and angle.",
      .unary { value in
        let number = try ComplexType.argument(value)
        return .tuple([.float(hypot(number.real, number.imaginary)), .float(atan2(number.imaginary, number.real))])
      })
    module.function(
      "rect", [.positional("r"), .positional("phi")], summary: "The number of a length and an angle.",
      .binary { length, angle in
        let (length, angle) = (try Machine.current.double(length), try Machine.current.double(angle))
        return Complex(real: length * cos(angle), imaginary: length * sin(angle)).value
      })
    func ask(_ name: String, _ summary: String, _ body: @escaping (Complex) -> Bool) {
      module.function(name, [.positional("z")], summary: summary, .unary { .bool(body(try ComplexType.argument($0))) })
    }
    ask("isfinite", "Whether both parts are finite.") { $0.real.isFinite && $0.imaginary.isFinite }
    ask("isinf", "Whether a part is infinite.") { $0.real.isInfinite || $0.imaginary.isInfinite }
    ask("isnan", "Whether a part is not a number.") { $0.real.isNaN || $0.imaginary.isNaN }
    module.function(
      "isclose",
      [
        Parameter("a"), Parameter("b"), .keyword("rel_tol", default: .float(1e-9)),
        .keyword("abs_tol", default: .float(0)),
      ], summary: "Whether two numbers are nearly equal.",
      .bound { arguments in
        let (a, b) = (try ComplexType.argument(arguments[0]), try ComplexType.argument(arguments[1]))
        let (relative, absolute) = (try Machine.current.double(arguments[2]), try Machine.current.double(arguments[3]))
        if relative < 0 || absolute < 0 { throw PythonError.valueFault("tolerances must be non-negative") }
        if a.real == b.real, a.imaginary == b.imaginary { return .bool(true) }
        let distance = hypot(a.real - b.real, a.imaginary - b.imaginary)
        if distance.isInfinite { return .bool(false) }
        let most = relative * Swift.max(hypot(a.real, a.imaginary), hypot(b.real, b.imaginary))
        return .bool(distance <= Swift.max(most, absolute))
      })
    return module
  }
}
