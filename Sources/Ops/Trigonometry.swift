import Autograd
public import NDArray

public enum Sin: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "sin", "The sine of each element, in radians.", formula: "sin(x)")
  @inlinable public static var nodeName: String { "SinBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sin() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.cos() }
}

public enum Cos: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "cos", "The cosine of each element, in radians.", formula: "cos(x)")
  @inlinable public static var nodeName: String { "CosBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.cos() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (-(x.sin())) }
}

public enum Tan: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "tan", "The tangent of each element, in radians.", formula: "tan(x)")
  @inlinable public static var nodeName: String { "TanBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.tan() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (y * y + 1) }
}

public enum Sinh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "sinh", "The hyperbolic sine of each element.", formula: "sinh(x)")
  @inlinable public static var nodeName: String { "SinhBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sinh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.cosh() }
}

public enum Cosh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "cosh", "The hyperbolic cosine of each element.", formula: "cosh(x)")
  @inlinable public static var nodeName: String { "CoshBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.cosh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.sinh() }
}

public enum Tanh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "TanhBackwardBackward0")
  public static let op = Op.unary(
    Self.self, "tanh", "The hyperbolic tangent of each element.", formula: "tanh(x)")
  @inlinable public static var nodeName: String { "TanhBackward0" }
  @inlinable public static var keeps: Kept { .result }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.tanh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (1 - y * y) }
}

public enum Asin: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "asin", "The angle whose sine each element is.", formula: "asin(x)", aliases: ["arcsin"], on: -0.9...0.9)
  @inlinable public static var nodeName: String { "AsinBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.asin() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (1 - x * x).rsqrt()
  }
}

public enum Acos: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "acos", "The angle whose cosine each element is.", formula: "acos(x)", aliases: ["arccos"],
    on: -0.9...0.9)
  @inlinable public static var nodeName: String { "AcosBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.acos() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (-((1 - x * x).rsqrt()))
  }
}

public enum Atan: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "atan", "The angle whose tangent each element is.", formula: "atan(x)", aliases: ["arctan"])
  @inlinable public static var nodeName: String { "AtanBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.atan() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g / (x * x + 1) }
}

public enum Asinh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "asinh", "The inverse hyperbolic sine of each element.", formula: "asinh(x)", aliases: ["arcsinh"]
  ).underivedInPlace("asinh")
  @inlinable public static var nodeName: String { "AsinhBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.asinh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (x * x + 1).rsqrt()
  }
}

public enum Acosh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "acosh", "The inverse hyperbolic cosine of each element.", formula: "acosh(x)", aliases: ["arccosh"],
    on: 1.5...3
  ).underivedInPlace("acosh")
  @inlinable public static var nodeName: String { "AcoshBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.acosh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * (x * x - 1).rsqrt()
  }
}

public enum Atanh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "atanh", "The inverse hyperbolic tangent of each element.", formula: "atanh(x)", aliases: ["arctanh"],
    on: -0.8...0.8
  ).underivedInPlace("atanh")
  @inlinable public static var nodeName: String { "AtanhBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.atanh() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g / (1 - x * x) }
}
