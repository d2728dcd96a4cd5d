import Diagnostics

// Statements that hold blocks.
extension Parser {
  /// The compound statement that begins here, or nil if none does.
  mutating func compoundStatement() throws -> Statement? {
    let start = self.start
    let kind: Statement.Kind
    switch self.kind {
    case .if: kind = try ifStatement()
    case .for: kind = try forStatement(isAsync: false)
    case .while:
      advance()
      let test = try namedExpression()
      let (body, below) = try block()
      let (otherwise, elseHeight) = try elseBlock()
      kind = .while(test: test, body: body, otherwise: otherwise)
      try growStatement(over: max(below, elseHeight))
    case .def: kind = try function(decorators: [], isAsync: false)
    case .class: kind = try classDefinition(decorators: [])
    case .with: kind = try with(isAsync: false)
    case .try: kind = try tryStatement()
    case .at: return try decorated()
    case .async:
      advance()
      switch self.kind {
      case .def: kind = try function(decorators: [], isAsync: true)
      case .with: kind = try with(isAsync: true)
      case .for: kind = try forStatement(isAsync: true)
      default: throw Unparsed()
      }
    case .name where isWord("match"):
      guard let match = try matchStatement() else { return nil }
      kind = match
    default: return nil
    }
    return Statement(kind, Span(start, blockEnd))
  }

  /// Where the statement whose block was read last ended: before the newline and dedents that close it.
  private var blockEnd: Int {
    var index = position - 1
    while index > 0, tokens[index].kind == .dedent || tokens[index].kind == .newline { index -= 1 }
    return index >= 0 ? tokens[index].end : 0
  }

  mutating func growStatement(over below: Int) throws {
    statementHeight = below + 1
    if statementHeight > Parser.deepestTree { throw Parser.tooDeep(Span(start, start)) }
  }

  /// A colon and what it governs: an indented block, or simple statements on the same line.
  mutating func block() throws -> (statements: [Statement], height: Int) {
    try expect(.colon)
    var statements: [Statement] = []
    guard accept(.newline) else {
      try simpleStatements(into: &statements)
      return (statements, 1)
    }
    try expect(.indent)
    var below = 0
    repeat {
      try statement(into: &statements)
      below = max(below, statementHeight)
    } while kind != .dedent && kind != .end
    try expect(.dedent)
    return (statements, below)
  }

  private mutating func elseBlock() throws -> (statements: [Statement], height: Int) {
    accept(.else) ? try block() : ([], 0)
  }

  /// `if` with all its `elif`, read in a loop and then put together from the last.
  private mutating func ifStatement() throws -> Statement.Kind {
    var branches: [(start: Int, test: Expression, then: [Statement], height: Int)] = []
    repeat {
      let start = self.start
      advance()
      let test = try namedExpression()
      let (then, below) = try block()
      branches.append((start, test, then, below))
    } while kind == .elif
    var (otherwise, below) = try elseBlock()
    let end = blockEnd
    for branch in branches.dropFirst().reversed() {
      try growStatement(over: max(below, branch.height))
      below = statementHeight
      let kind = Statement.Kind.if(test: branch.test, then: branch.then, otherwise: otherwise)
      otherwise = [Statement(kind, Span(branch.start, end))]
    }
    try growStatement(over: max(below, branches[0].height))
    return .if(test: branches[0].test, then: branches[0].then, otherwise: otherwise)
  }

  private mutating func forStatement(isAsync: Bool) throws -> Statement.Kind {
    advance()
    let target = try forTarget()
    try expect(.in)
    let iterable = try starExpressions()
    let (body, below) = try block()
    let (otherwise, elseHeight) = try elseBlock()
    try growStatement(over: max(below, elseHeight))
    return .for(target: target, iterable: iterable, body: body, otherwise: otherwise, isAsync: isAsync)
  }

  // MARK: Definitions

  private mutating func decorated() throws -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try namedExpression())
      try expect(.newline)
    }
    let start = self.start
    let kind: Statement.Kind
    if self.kind == .class {
      kind = try classDefinition(decorators: decorators)
    } else {
      let isAsync = accept(.async)
      guard self.kind == .def else { throw Unparsed() }
      kind = try function(decorators: decorators, isAsync: isAsync)
    }
    return Statement(kind, Span(start, blockEnd))
  }

  private mutating func function(decorators: [Expression], isAsync: Bool) throws -> Statement.Kind {
    advance()
    let (name, nameSpan) = try name()
    try expect(.leftParenthesis)
    let parameters = try parameters(until: .rightParenthesis, annotated: true)
    try expect(.rightParenthesis)
    let returns = accept(.arrow) ? try expression() : nil
    let (body, below) = try block()
    try growStatement(over: below)
    return .function(
      FunctionDefinition(
        name: name, nameSpan: nameSpan, parameters: parameters, returns: returns, body: body,
        decorators: decorators, isAsync: isAsync))
  }

  private mutating func classDefinition(decorators: [Expression]) throws -> Statement.Kind {
    advance()
    let (name, nameSpan) = try name()
    let arguments = kind == .leftParenthesis ? try arguments(mayBeGenerator: false) : []
    let (body, below) = try block()
    try growStatement(over: below)
    return .class(
      ClassDefinition(name: name, nameSpan: nameSpan, arguments: arguments, body: body, decorators: decorators))
  }

  /// Parameters up to `close`, which is left to be read; afterwards `height` is that of the highest of them.
  mutating func parameters(until close: Token.Kind, annotated: Bool) throws -> Parameters {
    var parameters = Parameters()
    var below = 0
    var sawDefault = false
    var sawStar = false
    while kind != close {
      if kind == .slash {
        guard !sawStar, parameters.positionalOnly.isEmpty, !parameters.positional.isEmpty else { throw Unparsed() }
        advance()
        swap(&parameters.positionalOnly, &parameters.positional)
      } else if kind == .star {
        guard !sawStar else { throw Unparsed() }
        sawStar = true
        advance()
        if kind == .comma {
          // A bare star needs a named parameter after it.
          guard kind(ahead: 1) == .name else { throw Unparsed() }
        } else {
          parameters.variadic = try parameter(annotated, mayBeStarred: true, mayHaveDefault: false)
        }
      } else if kind == .doubleStar {
        advance()
        parameters.variadicKeyword = try parameter(annotated, mayHaveDefault: false)
        below = max(below, height)
        _ = accept(.comma)
        guard kind == close else { throw Unparsed() }
        break
      } else {
        let parameter = try parameter(annotated, mayHaveDefault: true)
        if sawStar {
          parameters.keywordOnly.append(parameter)
        } else {
          if parameter.default == nil, sawDefault { throw Unparsed() }
          sawDefault = parameter.default != nil
          parameters.positional.append(parameter)
        }
      }
      below = max(below, height)
      guard accept(.comma) else { break }
    }
    guard kind == close else { throw Unparsed() }
    height = below
    return parameters
  }

  private mutating func parameter(
    _ annotated: Bool, mayBeStarred: Bool = false, mayHaveDefault: Bool
  ) throws -> Parameters.Parameter {
    let start = self.start
    let (name, _) = try name()
    var below = 0
    var annotation: Expression?
    if annotated, accept(.colon) {
      annotation = mayBeStarred ? try starExpression() : try expression()
      below = height
    }
    let end = previousEnd
    var value: Expression?
    if mayHaveDefault, accept(.assign) {
      value = try expression()
      below = max(below, height)
    }
    height = below
    return Parameters.Parameter(name: name, annotation: annotation, default: value, span: Span(start, end))
  }

  // MARK: with, try

  private mutating func with(isAsync: Bool) throws -> Statement.Kind {
    advance()
    let items = try parenthesizedItems() ?? withItems()
    let (body, below) = try block()
    try growStatement(over: below)
    return .with(items, body: body, isAsync: isAsync)
  }

  /// `(a as b, c)` before a colon, or nil, with nothing read, if these parentheses belong to an expression.
  private mutating func parenthesizedItems() throws -> [WithItem]? {
    guard kind == .leftParenthesis else { return nil }
    let start = position
    advance()
    do {
      let items = try withItems()
      if accept(.rightParenthesis), kind == .colon { return items }
    } catch is Unparsed {}
    position = start
    return nil
  }

  private mutating func withItems() throws -> [WithItem] {
    let isParenthesized = position > 0 && tokens[position - 1].kind == .leftParenthesis
    var items: [WithItem] = []
    repeat {
      if isParenthesized, kind == .rightParenthesis, !items.isEmpty { break }
      let context = try expression()
      var target: Expression?
      if accept(.as) {
        let value = kind == .star ? try starred() : try operation(.bitOr)
        try Target.check(value, for: .assignment)
        guard kind == .comma || kind == .colon || kind == .rightParenthesis else { throw Unparsed() }
        target = value
      }
      items.append(WithItem(context: context, target: target))
    } while accept(.comma)
    return items
  }

  private mutating func tryStatement() throws -> Statement.Kind {
    advance()
    var (body, below) = try block()
    var handlers: [ExceptHandler] = []
    var group: Span?
    while kind == .except {
      let start = self.start
      advance()
      let star = tokens[position].end
      let isGroup = accept(.star)
      guard handlers.isEmpty || isGroup == (group != nil), !isGroup || kind != .colon else { throw Unparsed() }
      if isGroup, group == nil { group = Span(start, star) }
      let type = kind == .colon ? nil : try expression()
      let name = type != nil && accept(.as) ? try name().name : nil
      let (statements, height) = try block()
      below = max(below, height)
      handlers.append(ExceptHandler(type: type, name: name, body: statements, span: Span(start, blockEnd)))
    }
    var otherwise: [Statement] = []
    if !handlers.isEmpty {
      let (statements, height) = try elseBlock()
      otherwise = statements
      below = max(below, height)
    }
    var finally: [Statement] = []
    if accept(.finally) {
      let (statements, height) = try block()
      finally = statements
      below = max(below, height)
    } else if handlers.isEmpty {
      throw Unparsed()
    }
    if let group { throw Parser.exceptGroup(group) }
    try growStatement(over: below)
    return .try(body: body, handlers: handlers, otherwise: otherwise, finally: finally)
  }

  /// The one statement of Python 3.11 that is not in the language.
  private static func exceptGroup(_ span: Span) -> Diagnostic {
    Diagnostic(
      "SyntaxError", "'except*' is not supported", at: span,
      hint: "exception groups are not part of Argent; write 'except' and handle one exception at a time.")
  }
}
