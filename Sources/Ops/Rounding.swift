import Autograd
public import NDArray

public enum Floor: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "floor", "The next whole number down from each element.", formula: "floor(x)")
  @inlinable public static var nodeName: String { "FloorBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.refuseBool("floor_vml_cpu") }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.floor() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Ceil: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "ceil", "The next whole number up from each element.", formula: "ceil(x)")
  @inlinable public static var nodeName: String { "CeilBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.refuseBool("ceil_vml_cpu") }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.ceil() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Trunc: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "trunc", "Each element without its fraction.", formula: "trunc(x)", aliases: ["fix"])
  @inlinable public static var nodeName: String { "TruncBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.refuseBool("trunc_vml_cpu") }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.trunc() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Round: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Parametric.round
  @inlinable public static var nodeName: String { "RoundBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.refuseBool("round_vml_cpu") }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.round() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Sign: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "sign", "-1, 0 or 1 by the sign of each element.", formula: "sign(x)")
  @inlinable public static var nodeName: String { "SignBackward0" }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { $0.signum() } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sign() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Abs: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "abs", "The absolute value of each element.", formula: "|x|", aliases: ["absolute"])
  @inlinable public static var nodeName: String { "AbsBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.refuseBool("abs_cpu") }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 == .min ? $0 : Swift.abs($0) } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.abs() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.sign() }
}

public enum Neg: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "neg", "Each element with the other sign.", formula: "-x", aliases: ["negative"])
  @inlinable public static var nodeName: String { "NegBackward0" }
  public static func admit(_ dtype: DType) throws {
    guard dtype != .bool else {
      throw EngineError.runtime(
        "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or "
          + "`logical_not()` operator instead.")
    }
  }
  @inlinable public static var keeps: Kept { [] }
  public static var onIntegers: ((Int) throws -> Int)? { { 0 &- $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try -x }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try -g }
}

public enum Square: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op(
    "square", "Each element times itself.", formula: "x ** 2", forms: .elementwise,
    Overload(
      parameters: [Arg.input.parameter], gradFn: nodeName, direct: .unary(squared),
      samples: [Sample(.random([2, 3])), Sample(.random([]))], call: { .tensor(try squared(Tensor.from($0[0]))) }),
    examples: ["torch.square(torch.tensor([-1., 0., 2.]))"])

  /// Truths are squared as whole numbers.
  private static func squared(_ x: Tensor) throws -> Tensor { try of(x.dtype == .bool ? Casts.to(x, .int64) : x) }

  @inlinable public static var nodeName: String { "PowBackward0" }
  public static var onIntegers: ((Int) throws -> Int)? { { $0 &* $0 } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x * x }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (x * 2) }
}
