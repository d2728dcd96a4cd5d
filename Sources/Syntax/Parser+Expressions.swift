import Diagnostics

// Expressions, from the loosest binding to the tightest.
extension Parser {
  /// `a, *b, c`, or one of them: what stands alone, at the right of `=`, after `return` and after `in`.
  mutating func starExpressions() throws -> Expression {
    let start = self.start
    let first = try starExpression()
    guard kind == .comma else { return first }
    return try tuple(from: start, first) { parser throws in try parser.starExpression() }
  }

  /// `a, b` without stars.
  mutating func expressions() throws -> Expression {
    let start = self.start
    let first = try expression()
    guard kind == .comma else { return first }
    return try tuple(from: start, first) { parser throws in try parser.expression() }
  }

  /// The rest of a tuple without parentheses, from the comma after its first element.
  private mutating func tuple(
    from start: Int, _ first: Expression, _ element: (inout Parser) throws -> Expression
  ) throws -> Expression {
    var elements = [first]
    var below = height
    while accept(.comma), startsExpression {
      elements.append(try element(&self))
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(.tuple(elements), span(from: start))
  }

  /// Whether an expression, possibly starred, can begin with this token.
  var startsExpression: Bool {
    switch kind {
    case .name, .number, .string, .leftParenthesis, .leftBracket, .leftBrace, .ellipsis, .plus, .minus, .tilde,
      .star, .false, .none, .true, .await, .lambda, .not:
      true
    default: false
    }
  }

  mutating func starExpression() throws -> Expression {
    kind == .star ? try starred() : try expression()
  }

  /// `*a`, where `a` binds as tight as `|`.
  mutating func starred() throws -> Expression {
    let start = self.start
    try expect(.star)
    let value = try operation(.bitOr)
    try grow(over: height)
    return Expression(.starred(value), span(from: start))
  }

  mutating func starNamedExpression() throws -> Expression {
    kind == .star ? try starred() : try namedExpression()
  }

  /// An expression that may be `name := value`.
  mutating func namedExpression() throws -> Expression {
    guard kind == .name, kind(ahead: 1) == .walrus else {
      let value = try expression()
      if kind == .walrus { throw Unparsed() }
      return value
    }
    let start = self.start
    let (name, nameSpan) = try name()
    try expect(.walrus)
    let value = try expression()
    try grow(over: height)
    return Expression(.named(name, nameSpan: nameSpan, value), span(from: start))
  }

  mutating func yieldOrStarExpressions() throws -> Expression {
    kind == .yield ? try yield() : try starExpressions()
  }

  mutating func yield() throws -> Expression {
    let start = self.start
    try expect(.yield)
    height = 0
    if accept(.from) {
      let value = try expression()
      try grow(over: height)
      return Expression(.yieldFrom(value), span(from: start))
    }
    let value = startsExpression ? try starExpressions() : nil
    try grow(over: height)
    return Expression(.yield(value), span(from: start))
  }

  mutating func expression() throws -> Expression {
    try nested { parser throws in
      if parser.kind == .lambda { return try parser.lambda() }
      let start = parser.start
      let value = try parser.operation(.or)
      return parser.kind == .if ? try parser.conditional(value, from: start) : value
    }
  }

  /// `a if b else c if d else e`, read in a loop and then put together from the right.
  private mutating func conditional(_ first: Expression, from start: Int) throws -> Expression {
    var pending: [(then: Expression, test: Expression, start: Int, height: Int)] = []
    var value = first
    var valueStart = start
    while kind == .if {
      var below = height
      advance()
      let test = try operation(.or)
      below = max(below, height)
      try expect(.else)
      pending.append((value, test, valueStart, below))
      valueStart = self.start
      if kind == .lambda {
        value = try expression()
        break
      }
      value = try operation(.or)
    }
    let end = previousEnd
    while let part = pending.popLast() {
      try grow(over: max(height, part.height))
      value = Expression(.conditional(test: part.test, then: part.then, otherwise: value), Span(part.start, end))
    }
    return value
  }

  private mutating func lambda() throws -> Expression {
    let start = self.start
    try expect(.lambda)
    height = 0
    let parameters = try self.parameters(until: .colon, annotated: false)
    let below = height
    try expect(.colon)
    let body = try expression()
    try grow(over: max(below, height))
    return Expression(.lambda(parameters, body), span(from: start))
  }
}

/// How tight operators bind.
enum Precedence: UInt8 {
  case none, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, term, factor, power

  /// By the raw value of the token's kind.
  static let table: [(precedence: Precedence, binary: BinaryOperator)] = {
    var table = Array(repeating: (precedence: Precedence.none, binary: BinaryOperator.add), count: 256)
    func set(_ kind: Token.Kind, _ precedence: Precedence, _ binary: BinaryOperator = .add) {
      table[Int(kind.rawValue)] = (precedence, binary)
    }
    set(.or, .or)
    set(.and, .and)
    for kind: Token.Kind in [.equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .in, .is, .not] {
      set(kind, .comparison)
    }
    set(.bar, .bitOr, .bitOr)
    set(.caret, .bitXor, .bitXor)
    set(.ampersand, .bitAnd, .bitAnd)
    set(.leftShift, .shift, .leftShift)
    set(.rightShift, .shift, .rightShift)
    set(.plus, .sum, .add)
    set(.minus, .sum, .subtract)
    set(.star, .term, .multiply)
    set(.slash, .term, .divide)
    set(.doubleSlash, .term, .floorDivide)
    set(.percent, .term, .modulo)
    set(.at, .term, .matrixMultiply)
    return table
  }()

  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
}

// Operators.
extension Parser {
  /// An operand and all operators after it that bind at least as tight as `minimum`.
  mutating func operation(_ minimum: Precedence) throws -> Expression {
    let start = self.start
    var left = try prefixed(minimum)
    while true {
      let (precedence, binary) = Precedence.table[Int(kind.rawValue)]
      guard precedence.rawValue >= minimum.rawValue, precedence != .none else { return left }
      switch precedence {
      case .or, .and:
        left = try logical(left, precedence, from: start)
      case .comparison:
        guard kind != .not || kind(ahead: 1) == .in else { return left }
        left = try comparison(left, from: start)
      default:
        let below = height
        let operatorSpan = tokens[position].span
        advance()
        let right = try operation(precedence.tighter)
        try grow(over: max(below, height))
        left = Expression(.binary(binary, left, right, operatorSpan: operatorSpan), span(from: start))
      }
    }
  }

  private mutating func logical(_ first: Expression, _ precedence: Precedence, from start: Int) throws -> Expression {
    let word = kind
    var operands = [first]
    var below = height
    while accept(word) {
      operands.append(try operation(precedence.tighter))
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(precedence == .or ? .or(operands) : .and(operands), span(from: start))
  }

  private mutating func comparison(_ first: Expression, from start: Int) throws -> Expression {
    var pairs: [(ComparisonOperator, Expression)] = []
    var below = height
    while let comparison = acceptComparison() {
      pairs.append((comparison, try operation(.bitOr)))
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(.comparison(first, pairs), span(from: start))
  }

  private mutating func acceptComparison() -> ComparisonOperator? {
    let comparison: ComparisonOperator
    switch kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterEqual: comparison = .greaterOrEqual
    case .in: comparison = .in_
    case .is:
      advance()
      return accept(.not) ? .isNot : .is_
    case .not where kind(ahead: 1) == .in:
      advance()
      comparison = .notIn
    default: return nil
    }
    advance()
    return comparison
  }

  /// An operand with the `not`, `-`, `+` and `~` before it, which are read in a loop.
  private mutating func prefixed(_ minimum: Precedence) throws -> Expression {
    guard kind == .not || kind == .minus || kind == .plus || kind == .tilde else { return try power() }
    var prefixes: [(UnaryOperator, start: Int)] = []
    if minimum.rawValue <= Precedence.not.rawValue {
      while kind == .not {
        prefixes.append((.not, start))
        advance()
      }
      if !prefixes.isEmpty {
        return try apply(prefixes, to: try operation(.comparison))
      }
    }
    while true {
      switch kind {
      case .minus: prefixes.append((.negative, start))
      case .plus: prefixes.append((.positive, start))
      case .tilde: prefixes.append((.invert, start))
      default: return try apply(prefixes, to: try power())
      }
      advance()
    }
  }

  private mutating func apply(_ prefixes: [(UnaryOperator, start: Int)], to operand: Expression) throws -> Expression {
    let end = previousEnd
    var value = operand
    for (unary, start) in prefixes.reversed() {
      try grow(over: height)
      value = Expression(.unary(unary, value), Span(start, end))
    }
    return value
  }

  private mutating func power() throws -> Expression {
    let start = self.start
    let base = kind == .await ? try self.await() : try primary()
    guard kind == .doubleStar else { return base }
    let below = height
    let operatorSpan = tokens[position].span
    advance()
    let exponent = try nested { parser throws in try parser.prefixed(.factor) }
    try grow(over: max(below, height))
    return Expression(.binary(.power, base, exponent, operatorSpan: operatorSpan), span(from: start))
  }

  private mutating func await() throws -> Expression {
    let start = self.start
    try expect(.await)
    let value = try primary()
    try grow(over: height)
    return Expression(.await(value), span(from: start))
  }
}
