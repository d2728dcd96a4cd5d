public import Diagnostics

/// A piece of the program that has a value. Every node carries the span it was parsed from.
public struct Expression: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case name(String)
    case constant(Constant)
    /// An f-string, or several string literals side by side of which one is an f-string.
    case formatted([FormattedPart])
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    case dict([DictItem])
    case attribute(Expression, name: String, nameSpan: Span)
    case subscript_(Expression, Expression)
    /// `a:b:c` inside a subscript.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case call(Expression, [Argument])
    case unary(UnaryOperator, Expression)
    /// `operatorSpan` is the operator's own place, for errors that point at it.
    case binary(BinaryOperator, Expression, Expression, operatorSpan: Span)
    /// `a < b <= c`: one first operand, then operator and operand pairs.
    case comparison(Expression, [(ComparisonOperator, Expression)])
    /// `and` / `or` over two or more operands.
    case and([Expression])
    case or([Expression])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case lambda(Parameters, Expression)
    case comprehension(ComprehensionKind, element: Expression, value: Expression?, [ComprehensionClause])
    /// `name := value`
    case named(String, nameSpan: Span, Expression)
    /// `*x` in a call, display or assignment target.
    case starred(Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    case await(Expression)
  }
}

public enum Constant: Sendable {
  case none
  case true_
  case false_
  case ellipsis
  case int(Int)
  /// A whole number outside 64 bits: digits of `radix` without prefix or underscores.
  case bigInt(digits: String, radix: Int)
  case float(Double)
  case imaginary(Double)
  case string(String)
  case bytes([UInt8])
}

public enum FormattedPart: Sendable {
  case text(String)
  /// `{expression=!r:spec}`. `label` is the source text before the value when `=` was written.
  case field(Expression, label: String?, conversion: Character?, spec: [FormattedPart])
}

public enum DictItem: Sendable {
  case pair(Expression, Expression)
  /// `**mapping`
  case unpack(Expression)
}

public struct Argument: Sendable {
  public enum Kind: Sendable {
    case positional
    case keyword(String, nameSpan: Span)
    case unpackSequence
    case unpackMapping
  }
  public let kind: Kind
  public let value: Expression
  /// The whole argument, keyword or stars included.
  public let span: Span

  public init(_ kind: Kind, _ value: Expression, _ span: Span) {
    self.kind = kind
    self.value = value
    self.span = span
  }
}

public enum UnaryOperator: UInt8, Sendable, CaseIterable {
  case negative, positive, invert, not
}

public enum BinaryOperator: UInt8, Sendable, CaseIterable {
  case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
  case leftShift, rightShift, bitAnd, bitOr, bitXor
}

public enum ComparisonOperator: UInt8, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case is_, isNot, in_, notIn
}

public enum ComprehensionKind: Sendable {
  case list, set, dict, generator
}

public struct ComprehensionClause: Sendable {
  public let target: Expression
  public let iterable: Expression
  public let conditions: [Expression]
  public let isAsync: Bool

  public init(target: Expression, iterable: Expression, conditions: [Expression], isAsync: Bool = false) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
    self.isAsync = isAsync
  }
}

/// The parameter list of a `def` or `lambda`.
public struct Parameters: Sendable {
  public struct Parameter: Sendable {
    public let name: String
    public let annotation: Expression?
    public let `default`: Expression?
    public let span: Span

    public init(name: String, annotation: Expression?, default: Expression?, span: Span) {
      self.name = name
      self.annotation = annotation
      self.default = `default`
      self.span = span
    }
  }
  public var positionalOnly: [Parameter] = []
  public var positional: [Parameter] = []
  public var variadic: Parameter?
  public var keywordOnly: [Parameter] = []
  public var variadicKeyword: Parameter?

  public init() {}
}
