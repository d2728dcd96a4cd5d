import Autograd
public import NDArray

public enum Sigmoid: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "SigmoidBackwardBackward0")
  public static let op = Op.unary(
    Self.self, "sigmoid", "The logistic function of each element.", formula: "1 / (1 + exp(-x))")
  @inlinable public static var nodeName: String { "SigmoidBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sigmoid() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * ((1 - y) * y) }
}

public enum Erf: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "erf", "The error function of each element.", formula: "erf(x)")
  @inlinable public static var nodeName: String { "ErfBackward0" }
  @inlinable public static var leader: Leader { .a }
  public static var ofHalves: ((Float) -> Float)? { Formulas.shortErf }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.erf() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (((-(x * x)).exp()) * 1.1283791670955126)
  }
}

public enum Erfc: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "erfc", "One minus the error function of each element.", formula: "1 - erf(x)")
  @inlinable public static var nodeName: String { "ErfcBackward0" }
  @inlinable public static var leader: Leader { .a }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.erfc() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (((-(x * x)).exp()) * -1.1283791670955126)
  }
}

public enum Erfinv: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "erfinv", "The inverse of the error function of each element.", formula: "erfinv(x)", on: -0.8...0.8)
  @inlinable public static var nodeName: String { "ErfinvBackward0" }
  @inlinable public static var leader: Leader { .result }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.erfinv() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * ((y * y).exp() * 0.8862269254527579)
  }
}

public enum Lgamma: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "lgamma", "The logarithm of the absolute value of the gamma function of each element.",
    formula: "log(|gamma(x)|)", on: 0.5...3)
  @inlinable public static var nodeName: String { "LgammaBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.lgamma() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.digamma() }
}

public enum Digamma: UnaryRule {
  public static let rule = ElementwiseRule.unary(
    Self.self, slope: { try Parametric.polygamma(1, $0) }, single: Formulas.trigamma,
    plain: { try Parametric.polygamma(1, Tensor($0)).data })
  public static let op = Op.unary(
    Self.self, "digamma", "The derivative of the logarithm of the gamma function.", formula: "digamma(x)", on: 0.5...3)
  @inlinable public static var nodeName: String { "DigammaBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.digamma() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * trigamma(x) }

  /// The second derivative of the logarithm of the gamma function: below one half by reflection, above by the recurrence
  /// up to 6 and as many terms of the asymptotic series as PyTorch takes (Abramowitz and Stegun 6.4.7, 6.4.12).
  @inlinable static func trigamma<T: Arithmetic>(_ x: T) throws -> T {
    let isLow = try T.less(x, 0.5)
    let own = try T.select(isLow, 1 - x, x)
    var total = try own.constant(0)
    for k in 0..<6 { total = try total + (own + Double(k)).pow(2).reciprocal() }
    let z = try own + 6
    let r = try (z * z).reciprocal()
    // 1/z + 1/2z² + 1/6z³ - 1/30z⁵ + 1/42z⁷
    var series = try r * (1.0 / 42) - 1.0 / 30
    series = try series * r + 1.0 / 6
    series = try series * r + 1
    let above = try total + series * z.reciprocal() + r * 0.5
    let mirrored = try (x * Double.pi).sin().pow(2).reciprocal() * (Double.pi * Double.pi) - above
    return try T.select(isLow, mirrored, above)
  }
}
