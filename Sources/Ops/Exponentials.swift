import Autograd
public import NDArray

public enum Exp: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "exp", "e to the power of each element.", formula: "exp(x)")
  @inlinable public static var nodeName: String { "ExpBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.exp() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * y }
}

public enum Exp2: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "exp2", "2 to the power of each element.", formula: "2 ** x")
  @inlinable public static var nodeName: String { "Exp2Backward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.exp2() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * y * 0.6931471805599453
  }
}

public enum Expm1: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "expm1", "`exp(x) - 1`, exact near zero.", formula: "exp(x) - 1")
  @inlinable public static var nodeName: String { "Expm1Backward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.expm1() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (y + 1) }
}

public enum Log: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "log", "The natural logarithm of each element.", formula: "log(x)", on: 0.2...3)
  @inlinable public static var nodeName: String { "LogBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.log() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g / x }
}

public enum Log2: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "log2", "The base-2 logarithm of each element.", formula: "log(x) / log(2)", on: 0.2...3)
  @inlinable public static var nodeName: String { "Log2Backward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.log2() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g / (x * 0.6931471805599453)
  }
}

public enum Log10: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "log10", "The base-10 logarithm of each element.", formula: "log(x) / log(10)", on: 0.2...3)
  @inlinable public static var nodeName: String { "Log10Backward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.log10() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g / (x * 2.302585092994046)
  }
}

public enum Log1p: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "log1p", "`log(1 + x)`, exact near zero.", formula: "log(1 + x)", on: -0.5...3)
  @inlinable public static var nodeName: String { "Log1PBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.log1p() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g / (x + 1) }
}

public enum Sqrt: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "sqrt", "The square root of each element.", formula: "sqrt(x)", on: 0.2...3)
  @inlinable public static var nodeName: String { "SqrtBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sqrt() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g / (y * 2) }
}

public enum Rsqrt: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "rsqrt", "One over the square root of each element.", formula: "1 / sqrt(x)", on: 0.2...3)
  @inlinable public static var nodeName: String { "RsqrtBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.rsqrt() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try (g * -0.5) * y.pow(3)
  }
}

public enum Reciprocal: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "reciprocal", "One over each element.", formula: "1 / x", on: 0.5...3)
  @inlinable public static var nodeName: String { "ReciprocalBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.reciprocal() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try (-g) * (y * y) }
}
