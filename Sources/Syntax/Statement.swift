public import Diagnostics

/// One statement. Every node carries the span it was parsed from.
public struct Statement: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case expression(Expression)
    /// `a = b = value`: the targets from left to right.
    case assign(targets: [Expression], value: Expression)
    case augmentedAssign(target: Expression, BinaryOperator, value: Expression)
    case annotatedAssign(target: Expression, annotation: Expression, value: Expression?)
    case `if`(test: Expression, then: [Statement], otherwise: [Statement])
    case `while`(test: Expression, body: [Statement], otherwise: [Statement])
    case `for`(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement], isAsync: Bool)
    case function(FunctionDefinition)
    case `class`(ClassDefinition)
    case `return`(Expression?)
    case `break`
    case `continue`
    case pass
    case with([WithItem], body: [Statement], isAsync: Bool)
    case `try`(body: [Statement], handlers: [ExceptHandler], otherwise: [Statement], finally: [Statement])
    case raise(Expression?, cause: Expression?)
    case assert(test: Expression, message: Expression?)
    case delete([Expression])
    case `import`([ImportedName])
    /// `from ..module import a as b`; `names` empty means `*`.
    case importFrom(module: String, level: Int, names: [ImportedName])
    case global([String])
    case nonlocal([String])
    case match(subject: Expression, cases: [MatchCase])
  }
}

public struct FunctionDefinition: Sendable {
  public let name: String
  public let nameSpan: Span
  public let parameters: Parameters
  public let returns: Expression?
  public let body: [Statement]
  public let decorators: [Expression]
  public let isAsync: Bool

  public init(
    name: String, nameSpan: Span, parameters: Parameters, returns: Expression?, body: [Statement],
    decorators: [Expression], isAsync: Bool
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.parameters = parameters
    self.returns = returns
    self.body = body
    self.decorators = decorators
    self.isAsync = isAsync
  }
}

public struct ClassDefinition: Sendable {
  public let name: String
  public let nameSpan: Span
  /// Bases and keywords (`metaclass=…`) as written.
  public let arguments: [Argument]
  public let body: [Statement]
  public let decorators: [Expression]

  public init(name: String, nameSpan: Span, arguments: [Argument], body: [Statement], decorators: [Expression]) {
    self.name = name
    self.nameSpan = nameSpan
    self.arguments = arguments
    self.body = body
    self.decorators = decorators
  }
}

public struct WithItem: Sendable {
  public let context: Expression
  public let target: Expression?

  public init(context: Expression, target: Expression?) {
    self.context = context
    self.target = target
  }
}

public struct ExceptHandler: Sendable {
  /// Nil for a bare `except:`.
  public let type: Expression?
  public let name: String?
  public let body: [Statement]
  public let span: Span

  public init(type: Expression?, name: String?, body: [Statement], span: Span) {
    self.type = type
    self.name = name
    self.body = body
    self.span = span
  }
}

public struct ImportedName: Sendable {
  /// Dotted for `import a.b`.
  public let name: String
  public let alias: String?
  public let span: Span

  public init(name: String, alias: String?, span: Span) {
    self.name = name
    self.alias = alias
    self.span = span
  }
}

public struct MatchCase: Sendable {
  public let pattern: Pattern
  public let guardExpression: Expression?
  public let body: [Statement]

  public init(pattern: Pattern, guardExpression: Expression?, body: [Statement]) {
    self.pattern = pattern
    self.guardExpression = guardExpression
    self.body = body
  }
}

public struct Pattern: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    /// Compared with `==`: numbers, strings, dotted names.
    case value(Expression)
    /// Compared with `is`: None, True, False.
    case singleton(Constant)
    /// `_` when both are nil.
    case capture(Pattern?, name: String?)
    case sequence([Pattern])
    /// `*rest` inside a sequence; nil for `*_`.
    case star(String?)
    case mapping(keys: [Expression], values: [Pattern], rest: String?)
    case class_(Expression, positional: [Pattern], keywords: [(String, Pattern)])
    case or([Pattern])
  }
}
