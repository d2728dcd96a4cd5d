import Diagnostics

/// Statements and expressions that stand where they may not: `break` outside a loop, `*x` alone.
struct PlacementCheck {
  private enum Place {
    case module, `class`, function, asyncFunction, lambda, comprehension
  }

  /// Blocks inside blocks of one function, beyond which CPython's frames had no room.
  private static let deepestBlocks = 20

  private var place = Place.module
  private var isInLoop = false
  private var blocks = 0
  /// Statements inside statements, of any kind.
  private var depth = 0
  /// In an async function: where it yields, if it does.
  private var yields = false

  private func fault(_ message: String, _ span: Span) -> Diagnostic { Check.fault(message, span) }

  // MARK: Statements

  mutating func check(_ statements: [Statement]) throws {
    depth += 1
    for statement in statements { try check(statement) }
    depth -= 1
  }

  private var isOutermost: Bool { place == .module && depth == 1 }

  /// The body of something with a place of its own.
  private mutating func within(_ place: Place, _ body: (inout PlacementCheck) throws -> Void) throws {
    var inner = PlacementCheck()
    inner.place = place
    try body(&inner)
  }

  private mutating func block(_ statements: [Statement], isLoop: Bool = false, _ span: Span) throws {
    let before = isInLoop
    if isLoop { isInLoop = true }
    blocks += 1
    if blocks > PlacementCheck.deepestBlocks { throw fault("too many statically nested blocks", span) }
    try check(statements)
    blocks -= 1
    isInLoop = before
  }

  private mutating func check(_ statement: Statement) throws {
    let span = statement.span
    switch statement.kind {
    case .expression(let value): try check(value)
    case .assign(let targets, let value):
      try check(value)
      for target in targets {
        if case .starred = target.kind {
          throw fault("starred assignment target must be in a list or tuple", target.span)
        }
        try assign(target)
      }
    case .augmentedAssign(let target, _, let value):
      try assign(target)
      try check(value)
    case .annotatedAssign(let target, let annotation, let value):
      if let value { try check(value) }
      try assign(target)
      try check(annotation)
    case .if(let test, let then, let otherwise):
      try check(test)
      try check(then)
      try check(otherwise)
    case .while(let test, let body, let otherwise):
      try check(test)
      try block(body, isLoop: true, span)
      try check(otherwise)
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      if isAsync { try requireAsync("'async for' outside async function", span) }
      try check(iterable)
      if case .starred = target.kind {
        throw fault("starred assignment target must be in a list or tuple", target.span)
      }
      try assign(target)
      try block(body, isLoop: true, span)
      try check(otherwise)
    case .function(let function): try check(function, span)
    case .class(let definition):
      for decorator in definition.decorators { try check(decorator) }
      try checkRepeated(definition.arguments)
      for argument in definition.arguments { try check(argument.value) }
      try forbid(definition.name, span)
      try within(.class) { check in try check.check(definition.body) }
    case .return(let value):
      guard place == .function || place == .asyncFunction else { throw fault("'return' outside function", span) }
      if value != nil, place == .asyncFunction, yields {
        throw fault("'return' with value in async generator", span)
      }
      if let value { try check(value) }
    case .break: if !isInLoop { throw fault("'break' outside loop", span) }
    case .continue: if !isInLoop { throw fault("'continue' not properly in loop", span) }
    case .with(let items, let body, let isAsync):
      if isAsync { try requireAsync("'async with' outside async function", span) }
      for item in items {
        try check(item.context)
        if let target = item.target {
          if case .starred = target.kind {
            throw fault("starred assignment target must be in a list or tuple", target.span)
          }
          try assign(target)
        }
      }
      try block(body, span)
    case .try(let body, let handlers, let otherwise, let finally):
      for handler in handlers.dropLast() where handler.type == nil {
        throw fault("default 'except:' must be last", handler.span)
      }
      try block(body, span)
      for handler in handlers {
        if let type = handler.type { try check(type) }
        if let name = handler.name { try forbid(name, handler.span) }
        try block(handler.body, handler.span)
      }
      try check(otherwise)
      try check(finally)
    case .raise(let exception, let cause):
      if let exception { try check(exception) }
      if let cause { try check(cause) }
    case .assert(let test, let message):
      try check(test)
      if let message { try check(message) }
    case .delete(let targets):
      for target in targets { try delete(target) }
    case .import(let names):
      for name in names { try forbid(name.alias ?? name.name, span) }
    case .importFrom(let module, let level, let names):
      if module == "__future__", level == 0, !isOutermost { throw Futures.misplaced(span) }
      for name in names { try forbid(name.alias ?? name.name, span) }
    case .match(let subject, let cases):
      try check(subject)
      for (index, item) in cases.enumerated() {
        let isLast = index == cases.count - 1
        try PatternCheck.check(item.pattern, mayMatchAll: isLast || item.guardExpression != nil)
        if let guardExpression = item.guardExpression { try check(guardExpression) }
        try check(item.body)
      }
    case .pass, .global, .nonlocal: break
    }
  }

  private mutating func check(_ function: FunctionDefinition, _ span: Span) throws {
    for decorator in function.decorators { try check(decorator) }
    try function.parameters.forEachDefault { try check($0) }
    for parameter in function.parameters.all {
      if let annotation = parameter.annotation, parameter.name != function.parameters.variadic?.name {
        try check(annotation)
      }
    }
    if let returns = function.returns { try check(returns) }
    try forbid(function.name, span)
    for parameter in function.parameters.all { try forbid(parameter.name, span) }
    try within(function.isAsync ? .asyncFunction : .function) { check in
      check.yields = function.isAsync && Yields.inBody(function.body)
      try check.check(function.body)
    }
  }

  private func requireAsync(_ message: String, _ span: Span) throws {
    guard place == .asyncFunction else { throw Check.fault(message, span, hint: PlacementCheck.asyncHint) }
  }

  private static let asyncHint = "asynchronous code is outside this language; write a plain def and call it"

  private func forbid(_ name: String, _ span: Span, _ verb: String = "assign to") throws {
    if name == "__debug__" { throw fault("cannot \(verb) __debug__", span) }
  }

  // MARK: Targets

  private mutating func assign(_ target: Expression) throws {
    switch target.kind {
    case .name(let name): try forbid(name, target.span)
    case .attribute(let value, let name, _):
      try check(value)
      try forbid(name, target.span)
    case .tuple(let elements), .list(let elements):
      var sawStar = false
      for (index, element) in elements.enumerated() {
        guard case .starred = element.kind else { continue }
        if sawStar { throw fault("multiple starred expressions in assignment", target.span) }
        if index >= 1 << 8 { throw fault("too many expressions in star-unpacking assignment", target.span) }
        sawStar = true
      }
      for element in elements {
        if case .starred(let value) = element.kind { try assign(value) } else { try assign(element) }
      }
    case .starred(let value): try assign(value)
    default: try check(target)
    }
  }

  private mutating func delete(_ target: Expression) throws {
    switch target.kind {
    case .name(let name): try forbid(name, target.span, "delete")
    case .attribute(let value, let name, _):
      try check(value)
      try forbid(name, target.span, "delete")
    case .tuple(let elements), .list(let elements):
      for element in elements { try delete(element) }
    default: try check(target)
    }
  }

  // MARK: Expressions

  private mutating func check(_ expression: Expression) throws {
    let span = expression.span
    switch expression.kind {
    case .name, .constant: return
    case .starred: throw fault("can't use starred expression here", span)
    case .tuple(let elements), .list(let elements), .set(let elements):
      for element in elements {
        if case .starred(let value) = element.kind { try check(value) } else { try check(element) }
      }
    case .call(let function, let arguments):
      try checkRepeated(arguments)
      try check(function)
      for argument in arguments {
        if case .keyword(let name, _) = argument.kind { try forbid(name, span) }
        try check(argument.value)
      }
    case .named(let name, let nameSpan, let value):
      try check(value)
      try forbid(name, nameSpan)
    case .lambda(let parameters, let body):
      try parameters.forEachDefault { try check($0) }
      for parameter in parameters.all { try forbid(parameter.name, span) }
      try within(.lambda) { check in try check.check(body) }
    case .comprehension(let kind, let element, let value, let clauses):
      // A generator may be asynchronous anywhere: it is run by whoever iterates over it.
      if kind != .generator, place != .asyncFunction, place != .comprehension, Yields.awaits(expression) {
        throw fault("asynchronous comprehension outside of an asynchronous function", span)
      }
      let outside = place
      for (index, clause) in clauses.enumerated() {
        // Only the first iterable is evaluated outside.
        place = index == 0 ? outside : .comprehension
        defer { place = outside }
        try check(clause.iterable)
        place = .comprehension
        if case .starred = clause.target.kind {
          throw fault("starred assignment target must be in a list or tuple", clause.target.span)
        }
        try assign(clause.target)
        for condition in clause.conditions { try check(condition) }
      }
      place = .comprehension
      defer { place = outside }
      try check(element)
      if let value { try check(value) }
    case .yield:
      guard place != .module, place != .class else { throw fault("'yield' outside function", span) }
      try children(of: expression)
    case .yieldFrom:
      guard place != .module, place != .class else { throw fault("'yield' outside function", span) }
      if place == .asyncFunction { throw fault("'yield from' inside async function", span) }
      try children(of: expression)
    case .await:
      guard place != .module, place != .class else {
        throw Check.fault("'await' outside function", span, hint: PlacementCheck.asyncHint)
      }
      if place != .comprehension { try requireAsync("'await' outside async function", span) }
      try children(of: expression)
    default: try children(of: expression)
    }
  }

  private mutating func children(of expression: Expression) throws {
    try expression.forEachChild { try check($0) }
  }

  private func checkRepeated(_ arguments: [Argument]) throws {
    guard arguments.count > 1 else { return }
    var seen: [String] = []
    for argument in arguments {
      guard case .keyword(let name, _) = argument.kind else { continue }
      if seen.contains(name) { throw fault("keyword argument repeated: \(name)", argument.span) }
      seen.append(name)
    }
  }
}

/// Whether a function's own body yields; what is defined inside it does not count.
enum Yields {
  static func inBody(_ statements: [Statement]) -> Bool { statements.contains(where: inStatement) }

  private static func inStatement(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .expression(let value): inExpression(value)
    case .assign(let targets, let value): (targets + [value]).contains(where: inExpression)
    case .augmentedAssign(let target, _, let value): inExpression(target) || inExpression(value)
    case .annotatedAssign(_, _, let value): value.map(inExpression) ?? false
    case .if(let test, let then, let otherwise): inExpression(test) || inBody(then) || inBody(otherwise)
    case .while(let test, let body, let otherwise): inExpression(test) || inBody(body) || inBody(otherwise)
    case .for(_, let iterable, let body, let otherwise, _): inExpression(iterable) || inBody(body) || inBody(otherwise)
    case .return(let value): value.map(inExpression) ?? false
    case .with(let items, let body, _): items.contains { inExpression($0.context) } || inBody(body)
    case .try(let body, let handlers, let otherwise, let finally):
      inBody(body) || handlers.contains { inBody($0.body) } || inBody(otherwise) || inBody(finally)
    case .raise(let exception, let cause): [exception, cause].contains { $0.map(inExpression) ?? false }
    case .assert(let test, let message): [test, message].contains { $0.map(inExpression) ?? false }
    case .delete(let targets): targets.contains(where: inExpression)
    case .match(let subject, let cases): inExpression(subject) || cases.contains { inBody($0.body) }
    case .function, .class, .break, .continue, .pass, .import, .importFrom, .global, .nonlocal: false
    }
  }

  /// Whether a comprehension waits, itself, for something.
  static func awaits(_ comprehension: Expression) -> Bool {
    guard case .comprehension(_, let element, let value, let clauses) = comprehension.kind else { return false }
    return clauses.contains(where: \.isAsync) || isAwaited(element) || value.map(isAwaited) ?? false
      || clauses.dropFirst().contains { isAwaited($0.iterable) }
      || clauses.contains { $0.conditions.contains(where: isAwaited) }
  }

  private static func isAwaited(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .await: return true
    case .lambda: return false
    case .comprehension(let kind, _, _, let clauses):
      // A generator does not wait; the others do so for the comprehension around them.
      return clauses.first.map { isAwaited($0.iterable) } ?? false || kind != .generator && awaits(expression)
    default:
      var found = false
      expression.forEachChild { found = found || isAwaited($0) }
      return found
    }
  }

  private static func inExpression(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .yield, .yieldFrom: return true
    case .lambda: return false
    default:
      var found = false
      expression.forEachChild { found = found || inExpression($0) }
      return found
    }
  }
}
