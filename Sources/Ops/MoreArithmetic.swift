public import Autograd
public import NDArray

// Elementwise operations of two tensors beyond the four.

public enum Atan2: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "atan2", "The angle of the point (b, a).", formula: "atan2(a, b)", aliases: ["arctan2"], on: 0.5...2)
  @inlinable public static var nodeName: String { "Atan2Backward0" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.atan2(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g * b * inverse(a * a + b * b)
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g * -a * inverse(a * a + b * b)
  }
  /// At the origin, which has no angle, PyTorch's derivative is zero.
  @inlinable static func inverse<T: Arithmetic>(_ square: T) throws -> T {
    try T.select(T.equal(square, 0), square.constant(0), square.reciprocal())
  }
}

public enum Hypot: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "hypot", "The length of the hypotenuse over two legs.", formula: "sqrt(a² + b²)", on: 0.5...2)
  @inlinable public static var nodeName: String { "HypotBackward0" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.requireFloatingPoint("hypot_cpu") }
  @inlinable public static var keepsForA: Kept { [.a, .result] }
  @inlinable public static var keepsForB: Kept { [.b, .result] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.hypot(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g * a / y
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g * b / y
  }
}

public enum Fmod: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "fmod", "The remainder of a division rounded towards zero.", formula: "a - trunc(a / b) * b",
    on: 0.1...0.4,
    and: 0.5...0.9)
  @inlinable public static var nodeName: String { "FmodBackward1" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.refuseBool("fmod_cpu") }
  @inlinable public static var nodeNameWithNumber: String { "FmodBackward0" }
  @inlinable public static var keepsForA: Kept { [] }
  @inlinable public static var isSumForA: Bool { true }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? {
    { a, b in
      guard b != 0 else { throw EngineError.runtime("ZeroDivisionError") }
      return b == -1 ? 0 : a % b
    }
  }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.fmod(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { g }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try -g * a.truncDivided(by: b)
  }
}

public enum Remainder: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "remainder", "The remainder of a division rounded down, as Python's `%`.",
    formula: "a - floor(a / b) * b",
    on: 0.1...0.4, and: 0.5...0.9, takesNumberFirst: true)
  @inlinable public static var nodeName: String { "RemainderBackward1" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.refuseBool("remainder_cpu") }
  @inlinable public static var nodeNameWithNumber: String { "RemainderBackward0" }
  @inlinable public static var keepsForA: Kept { [] }
  @inlinable public static var isSumForA: Bool { true }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? {
    { a, b in
      guard b != 0 else { throw EngineError.runtime("ZeroDivisionError") }
      if b == -1 { return 0 }
      let rest = a % b
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
    }
  }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.remainder(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { g }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try -g * a.floorDivided(by: b)
  }
}

public enum Xlogy: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "xlogy", "The product with a logarithm, zero where the factor is zero.", formula: "a * log(b)",
    forms: [.function, .method, .inPlace, .special], on: 0.5...2, takesNumberFirst: true)
  @inlinable public static var nodeName: String { "XlogyBackward0" }
  @inlinable public static var nodeNameWithNumber: String { "XlogyBackward2" }
  @inlinable public static var nodeNameOfNumber: String { "XlogyBackward1" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.xlogy(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.and(T.equal(a, 0), T.or(T.less(b, 0), T.equal(b, 0))), g.constant(0), g.xlogy(b))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g * a / b }
}

public enum Logaddexp: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "logaddexp", "The logarithm of the sum of two exponentials.", formula: "log(exp(a) + exp(b))",
    forms: .usual)
  @inlinable public static var nodeName: String { "LogaddexpBackward0" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws {
    try type.requireFloatingPoint("logaddexp_cpu")
  }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.logaddexp(b) }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g / ((b - a).exp() + 1)
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g / ((a - b).exp() + 1)
  }
}

public enum Logaddexp2: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "logaddexp2", "The base-2 logarithm of the sum of two powers of 2.", formula: "log2(2 ** a + 2 ** b)",
    forms: .usual, examples: ["torch.logaddexp2(torch.tensor([1., 2.]), torch.tensor([1., 3.]))"])
  @inlinable public static var nodeName: String { "Logaddexp2Backward0" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws {
    try type.requireFloatingPoint("logaddexp2_cpu")
  }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    let high = try T.select(T.less(a, b), b, a)
    let low = try T.select(T.less(a, b), a, b)
    let sum = try high + (low - high).exp2().log1p() * 1.4426950408889634
    return try T.select(T.equal(a, b), a + 1, sum)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g / ((b - a).exp2() + 1)
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g / ((a - b).exp2() + 1)
  }
}

public enum Copysign: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "copysign", "The size of one element with the sign of the other.", formula: "|a| * sign(b)", on: 0.5...2)
  @inlinable public static var nodeName: String { "CopysignBackward0" }
  @inlinable public static var nodeNameWithNumber: String { "CopysignBackward1" }
  @inlinable public static var keepsForA: Kept { [.a, .result] }
  @inlinable public static var keepsForB: Kept { [] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    // 1 / -0 is below zero.
    let negative = try T.or(T.less(b, 0), T.and(T.equal(b, 0), T.less(b.reciprocal(), 0)))
    let size = try a.abs()
    return try T.select(negative, -size, size)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(a, 0), g.constant(0), g * (y / a))
  }
  public static func recordedWithNumber(_ g: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor {
    try g * Masking.fill(y / a, Equal.of(a, .int(0)), .int(0))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g.constant(0)
  }
}

public enum Xlog1py: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "xlog1py", "The product with a logarithm of one more, zero where the factor is zero.",
    formula: "a * log(1 + b)", forms: .special, on: 0.5...2, takesNumberFirst: true)
  @inlinable public static var nodeName: String { "SpecialXlog1PyBackward0" }
  @inlinable public static var nodeNameWithNumber: String { "SpecialXlog1PyBackward2" }
  @inlinable public static var nodeNameOfNumber: String { "SpecialXlog1PyBackward1" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    try a.xlog1py(b)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.and(T.equal(a, 0), T.or(T.less(b, -1), T.equal(b, -1))), g.constant(0), g.xlog1py(b))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try g * a / (b + 1)
  }
}
