import Diagnostics

// Names, literals, displays, and what follows them: attributes, calls, subscripts.
extension Parser {
  mutating func primary() throws -> Expression {
    let start = self.start
    var value = try atom()
    while true {
      let below = height
      switch kind {
      case .dot:
        advance()
        let (name, nameSpan) = try name()
        try grow(over: below)
        value = Expression(.attribute(value, name: name, nameSpan: nameSpan), span(from: start))
      case .leftParenthesis:
        let arguments = try arguments()
        try grow(over: max(below, height))
        value = Expression(.call(value, arguments), span(from: start))
      case .leftBracket:
        advance()
        let index = try slices()
        try expect(.rightBracket)
        try grow(over: max(below, height))
        value = Expression(.subscript_(value, index), span(from: start))
      default:
        return value
      }
    }
  }

  /// What needs no operator: a name, a literal, a display.
  mutating func atom() throws -> Expression {
    let token = tokens[position]
    height = 1
    let constant: Constant
    switch token.kind {
    case .name:
      advance()
      return Expression(.name(spelling(token)), token.span)
    case .number:
      advance()
      return Expression(.constant(try Literal.number(text[token.start..<token.end])), token.span)
    case .string: return try strings()
    case .leftParenthesis: return try parenthesized()
    case .leftBracket: return try list()
    case .leftBrace: return try braced()
    case .true: constant = .true_
    case .false: constant = .false_
    case .none: constant = .none
    case .ellipsis: constant = .ellipsis
    default: throw Unparsed()
    }
    advance()
    return Expression(.constant(constant), token.span)
  }

  /// String literals side by side make one string.
  private mutating func strings() throws -> Expression {
    let first = position
    while kind == .string { advance() }
    let parts = UnsafeBufferPointer(rebasing: tokens[first..<position])
    var literal = StringLiteral(text: text, recursion: recursion)
    let value = try literal.value(of: parts)
    height = 1
    if literal.height > 0 { try grow(over: literal.height) }
    return Expression(value, span(from: tokens[first].start))
  }

  // MARK: Displays

  private mutating func parenthesized() throws -> Expression {
    let start = self.start
    advance()
    if accept(.rightParenthesis) { return Expression(.tuple([]), span(from: start)) }
    if kind == .yield {
      let value = try yield()
      try expect(.rightParenthesis)
      return value
    }
    let first = try starNamedExpression()
    if kind == .for || kind == .async {
      return try comprehension(.generator, first, from: start, until: .rightParenthesis)
    }
    if kind == .comma {
      let elements = try elements(after: first, until: .rightParenthesis)
      return Expression(.tuple(elements), span(from: start))
    }
    if case .starred = first.kind { throw Unparsed() }
    try expect(.rightParenthesis)
    return first
  }

  private mutating func list() throws -> Expression {
    let start = self.start
    advance()
    if accept(.rightBracket) { return Expression(.list([]), span(from: start)) }
    let first = try starNamedExpression()
    if kind == .for || kind == .async {
      return try comprehension(.list, first, from: start, until: .rightBracket)
    }
    let elements = try elements(after: first, until: .rightBracket)
    return Expression(.list(elements), span(from: start))
  }

  /// The elements after the first, with the closing bracket.
  private mutating func elements(after first: Expression, until close: Token.Kind) throws -> [Expression] {
    var elements = [first]
    var below = height
    while accept(.comma), kind != close {
      elements.append(try starNamedExpression())
      below = max(below, height)
    }
    try expect(close)
    try grow(over: below)
    return elements
  }

  private mutating func braced() throws -> Expression {
    let start = self.start
    advance()
    if accept(.rightBrace) { return Expression(.dict([]), span(from: start)) }
    if kind == .doubleStar { return try dict(from: start, first: nil) }
    if kind == .star || kind == .name && kind(ahead: 1) == .walrus {
      return try set(from: start, try starNamedExpression())
    }
    let first = try expression()
    return kind == .colon ? try dict(from: start, first: first) : try set(from: start, first)
  }

  private mutating func set(from start: Int, _ first: Expression) throws -> Expression {
    if kind == .walrus { throw Unparsed() }
    if kind == .for || kind == .async {
      return try comprehension(.set, first, from: start, until: .rightBrace)
    }
    let elements = try elements(after: first, until: .rightBrace)
    return Expression(.set(elements), span(from: start))
  }

  /// A dict from its first item, whose key was read if it is not `**`.
  private mutating func dict(from start: Int, first: Expression?) throws -> Expression {
    var items: [DictItem] = []
    var below = height
    var key = first
    repeat {
      if kind == .rightBrace, key == nil { break }
      if key == nil, accept(.doubleStar) {
        items.append(.unpack(try operation(.bitOr)))
        below = max(below, height)
        continue
      }
      let known = try key ?? expression()
      key = nil
      below = max(below, height)
      try expect(.colon)
      let value = try expression()
      below = max(below, height)
      if items.isEmpty, kind == .for || kind == .async {
        height = below
        return try comprehension(.dict, known, value: value, from: start, until: .rightBrace)
      }
      items.append(.pair(known, value))
    } while accept(.comma)
    try expect(.rightBrace)
    try grow(over: below)
    return Expression(.dict(items), span(from: start))
  }

  // MARK: Comprehensions

  private mutating func comprehension(
    _ kind: ComprehensionKind, _ element: Expression, value: Expression? = nil, from start: Int,
    until close: Token.Kind
  ) throws -> Expression {
    if case .starred = element.kind { throw Unparsed() }
    let clauses = try comprehensionClauses()
    try expect(close)
    try grow(over: height)
    return Expression(.comprehension(kind, element: element, value: value, clauses), span(from: start))
  }

  /// `for x in y if z …`; afterwards `height` covers the clauses and what it covered before.
  mutating func comprehensionClauses() throws -> [ComprehensionClause] {
    var clauses: [ComprehensionClause] = []
    var below = height
    while kind == .for || kind == .async {
      let isAsync = accept(.async)
      try expect(.for)
      let target = try forTarget()
      below = max(below, height)
      try expect(.in)
      let iterable = try operation(.or)
      below = max(below, height)
      var conditions: [Expression] = []
      while accept(.if) {
        conditions.append(try operation(.or))
        below = max(below, height)
      }
      clauses.append(
        ComprehensionClause(target: target, iterable: iterable, conditions: conditions, isAsync: isAsync))
    }
    height = below
    return clauses
  }

  // MARK: Calls

  /// The arguments of a call or class, with both parentheses.
  mutating func arguments(mayBeGenerator: Bool = true) throws -> [Argument] {
    try expect(.leftParenthesis)
    let arguments = try argumentList(until: tokens.count, mayBeGenerator: mayBeGenerator)
    try expect(.rightParenthesis)
    return arguments
  }

  /// Arguments up to a parenthesis or to the token at `end`; afterwards `height` is that of the highest.
  mutating func argumentList(until end: Int, mayBeGenerator: Bool = true) throws -> [Argument] {
    let open = previousEnd - 1
    var arguments: [Argument] = []
    var below = 0
    var sawKeyword = false
    var sawMapping = false
    while kind != .rightParenthesis, position < end {
      let start = self.start
      if accept(.star) {
        if sawMapping { throw Unparsed() }
        let value = try expression()
        arguments.append(Argument(.unpackSequence, value, span(from: start)))
      } else if accept(.doubleStar) {
        sawKeyword = true
        sawMapping = true
        let value = try expression()
        arguments.append(Argument(.unpackMapping, value, span(from: start)))
      } else if kind == .name, kind(ahead: 1) == .assign {
        sawKeyword = true
        let (name, nameSpan) = try name()
        advance()
        let value = try expression()
        arguments.append(Argument(.keyword(name, nameSpan: nameSpan), value, span(from: start)))
      } else {
        if sawKeyword { throw Unparsed() }
        var value = try namedExpression()
        if kind == .for || kind == .async, position < end {
          guard arguments.isEmpty, mayBeGenerator else { throw Unparsed() }
          let clauses = try comprehensionClauses()
          guard kind == .rightParenthesis else { throw Unparsed() }
          try grow(over: height)
          // Python counts the call's parentheses as the generator's own.
          value = Expression(
            .comprehension(.generator, element: value, value: nil, clauses), Span(open, tokens[position].end))
        }
        arguments.append(Argument(.positional, value, value.span))
      }
      below = max(below, height)
      guard position < end, accept(.comma) else { break }
    }
    height = below
    return arguments
  }

  // MARK: Subscripts

  private mutating func slices() throws -> Expression {
    let start = self.start
    let first = kind == .star ? try starredArgument() : try slice()
    var below = height
    guard kind == .comma else {
      if case .starred = first.kind {
        try grow(over: below)
        return Expression(.tuple([first]), span(from: start))
      }
      return first
    }
    var elements = [first]
    while accept(.comma), kind != .rightBracket {
      elements.append(kind == .star ? try starredArgument() : try slice())
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(.tuple(elements), span(from: start))
  }

  mutating func starredArgument() throws -> Expression {
    let start = self.start
    try expect(.star)
    let value = try expression()
    try grow(over: height)
    return Expression(.starred(value), span(from: start))
  }

  private mutating func slice() throws -> Expression {
    let start = self.start
    var parts: [Expression?] = [nil, nil, nil]
    var below = 0
    if kind != .colon {
      let value = try namedExpression()
      guard kind == .colon else { return value }
      if case .named = value.kind, text[start] != UInt8(ascii: "(") { throw Unparsed() }
      parts[0] = value
      below = height
    }
    for index in 1...2 {
      guard accept(.colon) else { break }
      guard kind != .colon, kind != .comma, kind != .rightBracket else { continue }
      parts[index] = try expression()
      below = max(below, height)
    }
    try grow(over: below)
    return Expression(.slice(lower: parts[0], upper: parts[1], step: parts[2]), span(from: start))
  }
}
