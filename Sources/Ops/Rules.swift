public import Autograd
public import NDArray

/// Which values a derivative reads, and so which are kept.
public struct Kept: OptionSet, Sendable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The first input.
  @inlinable public static var a: Kept { Kept(rawValue: 1) }
  /// The second input.
  @inlinable public static var b: Kept { Kept(rawValue: 2) }
  @inlinable public static var result: Kept { Kept(rawValue: 4) }
}

/// An elementwise operation of one tensor with its derivative.
///
/// Values that `keeps` does not name are handed to the derivative as garbage: it must not read them.
public protocol UnaryRule: UnaryFormula {
  static var op: Op { get }
  /// `ElementwiseRule.unary(Self.self)`, kept by each rule.
  static var rule: ElementwiseRule { get }
  static var nodeName: String { get }
  static var keeps: Kept { get }
  /// As whom the gradient lies in memory.
  static var leader: Leader { get }
  /// The gradient of `x`, given that of the result `y`.
  static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T
}

/// An elementwise operation of two tensors with its derivatives.
public protocol BinaryRule: BinaryFormula {
  static var op: Op { get }
  /// `ElementwiseRule.binary(Self.self)`, kept by each rule; the two below likewise.
  static var rule: ElementwiseRule { get }
  static var ruleWithNumber: ElementwiseRule { get }
  static var ruleOfNumber: ElementwiseRule { get }
  static var nodeName: String { get }
  /// The node's name when the second operand is a number.
  static var nodeNameWithNumber: String { get }
  /// The node's name when the first operand is a number.
  static var nodeNameOfNumber: String { get }
  /// What the gradient of `a` reads.
  static var keepsForA: Kept { get }
  static var keepsForB: Kept { get }
  /// As whom the gradient of `a` lies in memory.
  static var leaderForA: Leader { get }
  static var leaderForB: Leader { get }
  /// Whether the gradient of `a` is the result's own, as for a sum.
  static var isSumForA: Bool { get }
  static var isSumForB: Bool { get }
  /// PyTorch's name of the number among the saved values, if it keeps it.
  static var numberName: String? { get }
  /// Whether PyTorch makes a tensor of a number given as the second operand: the node then has two inputs.
  static var wrapsNumber: Bool { get }
  static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T
  /// The derivative where the second operand is a number of the program.
  static func derivativeWithNumber<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T
  static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T
  /// `derivativeWithNumber` on tensors, where the derivative is itself recorded.
  static func recordedWithNumber(_ g: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor
}

extension UnaryRule {
  @inlinable public static var keeps: Kept { .a }
  @inlinable public static var leader: Leader { .gradient }
}

extension BinaryRule {
  @inlinable public static var nodeNameWithNumber: String { nodeName }
  @inlinable public static var nodeNameOfNumber: String { nodeName }
  @inlinable public static var leaderForA: Leader { .gradient }
  @inlinable public static var leaderForB: Leader { .gradient }
  @inlinable public static var isSumForA: Bool { false }
  @inlinable public static func derivativeWithNumber<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try derivativeA(g, a, b, y)
  }
  @inlinable public static func recordedWithNumber(_ g: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor
  {
    try derivativeWithNumber(g, a, b, y)
  }
  @inlinable public static var isSumForB: Bool { false }
  @inlinable public static var numberName: String? { nil }
  @inlinable public static var wrapsNumber: Bool { false }
}

// The one place where the elementwise operations are called from Swift and from the machine's operators:
// no table, no list of arguments.

extension UnaryRule {
  @inlinable public static func of(_ x: Tensor) throws -> Tensor {
    let y = Tensor(x.isSingle ? NDArray(try value(x.single)) : try Elementwise.map(Self.self, x.data))
    if let node = x.node, GradMode.isEnabled, y.data.dtype.isFloatingPoint {
      let made = ElementwiseNode(rule, x, number: nil, y, Edge(node, slot: x.slot))
      y.node = made
      if SavedHooks.isActive { try SavedHooks.pack(made) }
    }
    return y
  }
}

extension BinaryRule {
  @inlinable public static func of(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let y = Tensor(
      a.isSingle && b.isSingle
        ? NDArray(try value(a.single, b.single)) : try Elementwise.zip(Self.self, a.data, b.data))
    if a.node != nil || b.node != nil, GradMode.isEnabled, y.data.dtype.isFloatingPoint {
      let made = ElementwiseNode(rule, a, b, y)
      y.node = made
      if SavedHooks.isActive { try SavedHooks.pack(made) }
    }
    return y
  }

  @inlinable public static func of(_ a: Tensor, _ b: Number) throws -> Tensor {
    let y = Tensor(
      a.isSingle
        ? NDArray(try valueWithNumber(a.single, Float(b.asDouble))) : try Elementwise.zip(Self.self, a.data, b))
    if let node = a.node, GradMode.isEnabled {
      let made = ElementwiseNode(ruleWithNumber, a, number: b, y, Edge(node, slot: a.slot))
      y.node = made
      if SavedHooks.isActive { try SavedHooks.pack(made) }
    }
    return y
  }

  @inlinable public static func of(_ a: Number, _ b: Tensor) throws -> Tensor {
    let y = Tensor(
      b.isSingle ? NDArray(try value(Float(a.asDouble), b.single)) : try Elementwise.zip(Self.self, a, b.data))
    if let node = b.node, GradMode.isEnabled {
      let made = ElementwiseNode(ruleOfNumber, b, number: a, y, Edge(node, slot: b.slot))
      y.node = made
      if SavedHooks.isActive { try SavedHooks.pack(made) }
    }
    return y
  }
}
