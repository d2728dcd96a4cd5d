public import Autograd
public import NDArray

public enum Add: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Scaled.add
  @inlinable public static var nodeName: String { "AddBackward0" }
  @inlinable public static var wrapsNumber: Bool { true }
  @inlinable public static var keepsForA: Kept { [] }
  @inlinable public static var keepsForB: Kept { [] }
  @inlinable public static var isSumForA: Bool { true }
  @inlinable public static var isSumForB: Bool { true }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { $0 &+ $1 } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a + b }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { g }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { g }
}

public enum Sub: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Scaled.sub
  @inlinable public static var nodeName: String { "SubBackward0" }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws {
    guard a == .bool || b == .bool else { return }
    throw EngineError.runtime(
      a == b
        ? "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator "
          + "instead."
        : "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the "
          + "`~` or `logical_not()` operator instead.")
  }
  @inlinable public static var wrapsNumber: Bool { true }
  @inlinable public static var nodeNameOfNumber: String { "RsubBackward1" }
  @inlinable public static var keepsForA: Kept { [] }
  @inlinable public static var keepsForB: Kept { [] }
  @inlinable public static var isSumForA: Bool { true }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { $0 &- $1 } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a - b }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { g }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try -g }
}

public enum Mul: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "mul", "The product of two tensors, element by element.", formula: "a * b", aliases: ["multiply"],
    takesNumberFirst: true)
  @inlinable public static var nodeName: String { "MulBackward0" }
  @inlinable public static var wrapsNumber: Bool { true }
  @inlinable public static var keepsForA: Kept { .b }
  @inlinable public static var keepsForB: Kept { .a }
  @inlinable public static var numberName: String? { "other" }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { $0 &* $1 } }
  @inlinable public static var takesWideNumber: Bool { true }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a * b }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g * b }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g * a }
}

public enum Div: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = FloorDivide.div
  @inlinable public static var nodeName: String { "DivBackward0" }
  @inlinable public static var wrapsNumber: Bool { true }
  @inlinable public static var keepsForA: Kept { .b }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  @inlinable public static var numberName: String? { "other" }
  @inlinable public static var takesWideNumber: Bool { true }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a / b }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g / b }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try (-g) * ((a / b) / b)
  }
}

/// Powers. The derivative of `a ** 0` is 0, also where `a` is 0.
public enum Pow: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "pow", "Each element to a power.", formula: "a ** b", on: 0.5...2, and: -1...2,
    takesNumberFirst: true)
  @inlinable public static var nodeName: String { "PowBackward1" }
  @inlinable public static var leaderForA: Leader { .b }
  public static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.refuseBool("pow") }
  @inlinable public static var nodeNameWithNumber: String { "PowBackward0" }
  @inlinable public static var nodeNameOfNumber: String { "PowBackward2" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b, .result] }
  @inlinable public static var numberName: String? { "exponent" }
  public static var onIntegers: ((Int, Int) throws -> Int)? {
    // A whole number to a negative power is 0 unless it is 1 or -1.
    { base, exponent in
      guard exponent < 0 else { return try power(base, exponent) }
      return base == 1 ? 1 : base == -1 ? (exponent & 1 == 0 ? 1 : -1) : 0
    }
  }
  public static var onIntegersWithNumber: ((Int, Int) throws -> Int)? { power }

  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.pow(b) }

  @inlinable public static func valueWithNumber<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.pow(constant: b) }

  public static func inSteps(_ a: NDArray, _ b: Number) throws -> NDArray? {
    switch b.asDouble {
    case 3: try Elementwise.zip(Mul.self, Elementwise.zip(Mul.self, a, a), a)
    case -2: try Elementwise.map(Reciprocal.self, Elementwise.zip(Mul.self, a, a))
    case -0.5: try Elementwise.map(Reciprocal.self, Elementwise.map(Sqrt.self, a))
    default: nil
    }
  }

  /// An exponent that single precision rounds otherwise than the exponent of its derivative keeps both for it.
  public static func of(_ a: Tensor, _ b: Number) throws -> Tensor {
    func plain<R: BinaryRule>(_: R.Type) throws -> Tensor { try R.of(a, b) }
    guard GradMode.isEnabled, case .float(let exponent) = b, a.dtype == .float32, a.node != nil,
      Float(exponent) - 1 != Float(exponent - 1)
    else { return try plain(Pow.self) }
    let data = try withoutRecording { try plain(Pow.self) }.data
    return Recording.record("PowBackward0", [a], data, keeping: [a]) { d in
      [try Mul.of(d.gradient, Mul.of(Pow.of(d.kept(0), .float(exponent - 1)), b))]
    }
  }

  @inlinable public static func derivativeWithNumber<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    if b.isZeroConstant { return try g.constant(0) }
    return try g * (b * a.pow(constant: b - 1))
  }

  /// The exponent is known: nothing has to be chosen element by element.
  public static func recordedWithNumber(_ g: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor {
    let exponent = b.data.item
    if exponent.asDouble == 0 { return try a.constant(0) }
    return try Mul.of(g, Mul.of(Pow.of(a, .float(exponent.asDouble - 1)), exponent))
  }

  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(b, 0), a.constant(0), g * (b * a.pow(b - 1)))
  }

  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    // An exponent that is no number is not at least zero.
    try g * T.select(T.and(T.equal(a, 0), T.or(T.less(-b, 0), T.equal(b, 0))), a.constant(0), y * a.log())
  }

  static func power(_ base: Int, _ exponent: Int) throws -> Int {
    guard exponent >= 0 else { throw EngineError.runtime("Integers to negative integer powers are not allowed.") }
    var result = 1
    var factor = base
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result = result &* factor }
      factor = factor &* factor
      left >>= 1
    }
    return result
  }
}
