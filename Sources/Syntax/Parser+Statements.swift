import Diagnostics

// Simple statements and what they share.
extension Parser {
  mutating func file() throws -> [Statement] {
    var statements: [Statement] = []
    while kind != .end {
      statementStart = position
      try statement(into: &statements)
    }
    return statements
  }

  /// One compound statement, or one line of simple ones.
  mutating func statement(into statements: inout [Statement]) throws {
    statementHeight = 1
    if let compound = try nested({ parser throws in try parser.compoundStatement() }) {
      statements.append(compound)
    } else {
      try simpleStatements(into: &statements)
    }
  }

  mutating func simpleStatements(into statements: inout [Statement]) throws {
    repeat {
      statements.append(try simpleStatement())
    } while accept(.semicolon) && kind != .newline
    try expect(.newline)
    statementHeight = 1
  }

  private mutating func simpleStatement() throws -> Statement {
    let start = self.start
    height = 0
    let kind: Statement.Kind
    switch self.kind {
    case .pass:
      advance()
      kind = .pass
    case .break:
      advance()
      kind = .break
    case .continue:
      advance()
      kind = .continue
    case .return:
      advance()
      kind = .return(startsExpression ? try starExpressions() : nil)
    case .raise: kind = try raise()
    case .assert:
      advance()
      let test = try expression()
      kind = .assert(test: test, message: accept(.comma) ? try expression() : nil)
    case .del: kind = try delete()
    case .import: kind = try importNames()
    case .from: kind = try importFrom()
    case .global:
      advance()
      kind = .global(try names())
    case .nonlocal:
      advance()
      kind = .nonlocal(try names())
    default: kind = try expressionStatement()
    }
    return Statement(kind, span(from: start))
  }

  private mutating func names() throws -> [String] {
    var names = [try name().name]
    while accept(.comma) { names.append(try name().name) }
    return names
  }

  private mutating func raise() throws -> Statement.Kind {
    advance()
    guard kind != .newline, kind != .semicolon else { return .raise(nil, cause: nil) }
    let exception = try expression()
    return .raise(exception, cause: accept(.from) ? try expression() : nil)
  }

  private mutating func delete() throws -> Statement.Kind {
    advance()
    var targets: [Expression] = []
    repeat {
      if kind == .newline || kind == .semicolon, !targets.isEmpty { break }
      let target = try operation(.bitOr)
      try Target.check(target, for: .delete)
      targets.append(target)
    } while accept(.comma)
    guard kind == .newline || kind == .semicolon else { throw Unparsed() }
    return .delete(targets)
  }

  // MARK: Expressions and assignments

  private mutating func expressionStatement() throws -> Statement.Kind {
    let first = try yieldOrStarExpressions()
    if kind == .assign { return try assignment(first) }
    if kind == .colon {
      try Target.check(first, for: .annotation)
      advance()
      let annotation = try expression()
      let value = accept(.assign) ? try yieldOrStarExpressions() : nil
      return .annotatedAssign(target: first, annotation: annotation, value: value)
    }
    if let binary = acceptAugmentedAssign() {
      try Target.check(first, for: .augmentedAssignment)
      return .augmentedAssign(target: first, binary, value: try yieldOrStarExpressions())
    }
    return .expression(first)
  }

  private mutating func assignment(_ first: Expression) throws -> Statement.Kind {
    var targets: [Expression] = []
    var value = first
    while accept(.assign) {
      try Target.check(value, for: .assignment)
      targets.append(value)
      value = try yieldOrStarExpressions()
    }
    return .assign(targets: targets, value: value)
  }

  private mutating func acceptAugmentedAssign() -> BinaryOperator? {
    let binary: BinaryOperator
    switch kind {
    case .plusAssign: binary = .add
    case .minusAssign: binary = .subtract
    case .starAssign: binary = .multiply
    case .slashAssign: binary = .divide
    case .doubleSlashAssign: binary = .floorDivide
    case .percentAssign: binary = .modulo
    case .doubleStarAssign: binary = .power
    case .atAssign: binary = .matrixMultiply
    case .leftShiftAssign: binary = .leftShift
    case .rightShiftAssign: binary = .rightShift
    case .ampersandAssign: binary = .bitAnd
    case .barAssign: binary = .bitOr
    case .caretAssign: binary = .bitXor
    default: return nil
    }
    advance()
    return binary
  }

  /// What `for` assigns to: `x`, `x, y`, `(x, *y)`, `a[i]`.
  mutating func forTarget() throws -> Expression {
    let start = self.start
    var elements: [Expression] = []
    var isTuple = false
    var below = 0
    repeat {
      if kind == .in, !elements.isEmpty { break }
      let element = kind == .star ? try starred() : try operation(.bitOr)
      try Target.check(element, for: .assignment)
      elements.append(element)
      below = max(below, height)
      isTuple = isTuple || kind == .comma
    } while accept(.comma)
    guard isTuple else {
      guard let only = elements.first else { throw Unparsed() }
      return only
    }
    try grow(over: below)
    return Expression(.tuple(elements), span(from: start))
  }

  // MARK: Imports

  private mutating func dottedName() throws -> String {
    var name = try name().name
    while accept(.dot) { name += "." + (try self.name().name) }
    return name
  }

  private mutating func importNames() throws -> Statement.Kind {
    advance()
    var names: [ImportedName] = []
    repeat {
      let start = self.start
      let name = try dottedName()
      let alias = accept(.as) ? try self.name().name : nil
      names.append(ImportedName(name: name, alias: alias, span: span(from: start)))
    } while accept(.comma)
    return .import(names)
  }

  private mutating func importFrom() throws -> Statement.Kind {
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    let module = level == 0 || kind == .name ? try dottedName() : ""
    try expect(.import)
    if accept(.star) { return .importFrom(module: module, level: level, names: []) }
    let isParenthesized = accept(.leftParenthesis)
    var names: [ImportedName] = []
    repeat {
      if isParenthesized, kind == .rightParenthesis, !names.isEmpty { break }
      let start = self.start
      let name = try self.name().name
      let alias = accept(.as) ? try self.name().name : nil
      names.append(ImportedName(name: name, alias: alias, span: span(from: start)))
    } while accept(.comma)
    if isParenthesized { try expect(.rightParenthesis) }
    return .importFrom(module: module, level: level, names: names)
  }
}
