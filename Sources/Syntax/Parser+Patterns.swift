import Diagnostics

// `match` and its patterns.
extension Parser {
  /// A `match` statement, or nil, with nothing read, if `match` is a name here.
  mutating func matchStatement() throws -> Statement.Kind? {
    let start = position
    advance()
    guard startsExpression else {
      position = start
      return nil
    }
    do {
      let subject = try matchSubject()
      if accept(.colon), accept(.newline), accept(.indent), isWord("case") {
        return try matchCases(subject)
      }
    } catch is Unparsed where position >= start && !isInsideMatch(since: start) {}
    position = start
    return nil
  }

  /// Whether a block was entered since `start`: from there on nothing but a match statement is meant.
  private func isInsideMatch(since start: Int) -> Bool {
    tokens[start...position].contains { $0.kind == .indent }
  }

  private mutating func matchSubject() throws -> Expression {
    let start = self.start
    let first = try starNamedExpression()
    guard kind == .comma else {
      if case .starred = first.kind { throw Unparsed() }
      return first
    }
    var elements = [first]
    var below = height
    while accept(.comma), kind != .colon {
      elements.append(try starNamedExpression())
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(.tuple(elements), span(from: start))
  }

  private mutating func matchCases(_ subject: Expression) throws -> Statement.Kind {
    var cases: [MatchCase] = []
    var below = 0
    repeat {
      guard isWord("case") else { throw Unparsed() }
      advance()
      let pattern = try openPattern()
      let guardExpression = accept(.if) ? try namedExpression() : nil
      let (body, height) = try block()
      below = max(below, height)
      cases.append(MatchCase(pattern: pattern, guardExpression: guardExpression, body: body))
    } while kind != .dedent && kind != .end
    try expect(.dedent)
    try growStatement(over: below)
    return .match(subject: subject, cases: cases)
  }

  /// A pattern, or several with commas that need no brackets.
  private mutating func openPattern() throws -> Pattern {
    let start = self.start
    let first = try starPattern()
    guard kind == .comma else {
      if case .star = first.kind { throw Unparsed() }
      return first
    }
    var patterns = [first]
    while accept(.comma), kind != .colon, kind != .if { patterns.append(try starPattern()) }
    return Pattern(.sequence(patterns), span(from: start))
  }

  private mutating func starPattern() throws -> Pattern {
    let start = self.start
    guard accept(.star) else { return try pattern() }
    let name = try name().name
    try refuseAfterCapture()
    return Pattern(.star(name == "_" ? nil : name), span(from: start))
  }

  private mutating func pattern() throws -> Pattern {
    try nested { parser throws in
      let start = parser.start
      let pattern = try parser.orPattern()
      guard parser.accept(.as) else { return pattern }
      let name = try parser.name().name
      if name == "_" { throw Unparsed() }
      try parser.refuseAfterCapture()
      return Pattern(.capture(pattern, name: name), parser.span(from: start))
    }
  }

  /// A captured name is a name alone: not `a.b`, `a(…)` or `a=…`.
  private func refuseAfterCapture() throws {
    if kind == .dot || kind == .leftParenthesis || kind == .assign { throw Unparsed() }
  }

  private mutating func orPattern() throws -> Pattern {
    let start = self.start
    let first = try closedPattern()
    guard kind == .bar else { return first }
    var patterns = [first]
    while accept(.bar) { patterns.append(try closedPattern()) }
    return Pattern(.or(patterns), span(from: start))
  }

  private mutating func closedPattern() throws -> Pattern {
    let start = self.start
    height = 1
    switch kind {
    case .number, .minus, .plus, .string:
      return Pattern(.value(try literalKey()), span(from: start))
    case .none, .true, .false:
      let constant: Constant = kind == .none ? .none : kind == .true ? .true_ : .false_
      advance()
      return Pattern(.singleton(constant), span(from: start))
    case .name: return try namePattern()
    case .leftParenthesis, .leftBracket: return try sequencePattern()
    case .leftBrace: return try mappingPattern()
    default: throw Unparsed()
    }
  }

  private mutating func namePattern() throws -> Pattern {
    let start = self.start
    let isPlain = kind(ahead: 1) != .dot
    let value = try dottedExpression()
    if kind == .leftParenthesis { return try classPattern(value, from: start) }
    if kind == .assign { throw Unparsed() }
    guard isPlain, case .name(let name) = value.kind else { return Pattern(.value(value), span(from: start)) }
    return Pattern(.capture(nil, name: name == "_" ? nil : name), span(from: start))
  }

  /// `a.b.c`
  private mutating func dottedExpression() throws -> Expression {
    let start = self.start
    let (first, firstSpan) = try name()
    height = 1
    var value = Expression(.name(first), firstSpan)
    while accept(.dot) {
      let (name, nameSpan) = try name()
      try grow(over: height)
      value = Expression(.attribute(value, name: name, nameSpan: nameSpan), span(from: start))
    }
    return value
  }

  /// A literal as a pattern or as a key: a number with its sign, `3 + 4j`, a string, None, True, False.
  private mutating func literalKey() throws -> Expression {
    let start = self.start
    if kind == .string || kind == .none || kind == .true || kind == .false { return try atom() }
    let left = try signedNumber()
    guard kind == .plus || kind == .minus else { return left }
    let isReal = !Parser.isImaginary(left)
    let binary: BinaryOperator = kind == .plus ? .add : .subtract
    let operatorSpan = tokens[position].span
    advance()
    guard kind == .number else { throw Unparsed() }
    let right = try atom()
    guard isReal, Parser.isImaginary(right) else { throw Unparsed() }
    return Expression(.binary(binary, left, right, operatorSpan: operatorSpan), span(from: start))
  }

  private static func isImaginary(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant(.imaginary): true
    case .unary(_, let operand): isImaginary(operand)
    default: false
    }
  }

  private mutating func signedNumber() throws -> Expression {
    let start = self.start
    let isNegative = accept(.minus)
    guard kind == .number else { throw Unparsed() }
    let value = try atom()
    return isNegative ? Expression(.unary(.negative, value), span(from: start)) : value
  }

  private mutating func sequencePattern() throws -> Pattern {
    let start = self.start
    let isParenthesized = kind == .leftParenthesis
    let close: Token.Kind = isParenthesized ? .rightParenthesis : .rightBracket
    advance()
    var patterns: [Pattern] = []
    var sawComma = false
    while kind != close {
      patterns.append(try starPattern())
      guard accept(.comma) else { break }
      sawComma = true
    }
    try expect(close)
    if isParenthesized, !sawComma, let only = patterns.first {
      // Parentheses alone only group.
      if case .star = only.kind { throw Unparsed() }
      return only
    }
    return Pattern(.sequence(patterns), span(from: start))
  }

  private mutating func mappingPattern() throws -> Pattern {
    let start = self.start
    advance()
    var keys: [Expression] = []
    var values: [Pattern] = []
    var rest: String?
    while kind != .rightBrace {
      if accept(.doubleStar) {
        let name = try name().name
        if name == "_" { throw Unparsed() }
        try refuseAfterCapture()
        rest = name
        _ = accept(.comma)
        break
      }
      if kind == .name {
        guard kind(ahead: 1) == .dot else { throw Unparsed() }
        keys.append(try dottedExpression())
      } else {
        keys.append(try literalKey())
      }
      try expect(.colon)
      values.append(try pattern())
      guard accept(.comma) else { break }
    }
    try expect(.rightBrace)
    return Pattern(.mapping(keys: keys, values: values, rest: rest), span(from: start))
  }

  private mutating func classPattern(_ value: Expression, from start: Int) throws -> Pattern {
    try expect(.leftParenthesis)
    var positional: [Pattern] = []
    var keywords: [(String, Pattern)] = []
    while kind != .rightParenthesis {
      if kind == .name, kind(ahead: 1) == .assign {
        let name = try name().name
        advance()
        keywords.append((name, try pattern()))
      } else {
        guard keywords.isEmpty else { throw Unparsed() }
        positional.append(try pattern())
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return Pattern(.class_(value, positional: positional, keywords: keywords), span(from: start))
  }
}
