import Diagnostics

/// Walks a program as CPython's compiler does, which is the order and the number of its warnings: the test of a `while`
/// is compiled twice, a `finally` once for every way into it.
struct WarningCheck {
  private(set) var found: [Diagnostic] = []
  /// What surrounds the statement, up to the function or class it is in.
  private var around: [Block] = []

  private enum Block {
    case loop
    case finally([Statement])
  }

  private mutating func warn(_ message: String, _ span: Span) { found.append(SyntaxWarnings.warning(message, span)) }

  // MARK: Statements

  mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func within(_ block: Block, _ statements: [Statement]) {
    around.append(block)
    visit(statements)
    around.removeLast()
  }

  /// A body that is compiled on its own.
  private mutating func apart(_ body: (inout WarningCheck) -> Void) {
    let outer = around
    around = []
    body(&self)
    around = outer
  }

  /// Compiles what must still run before a jump leaves the blocks around it.
  private mutating func leave(upToLoop: Bool) {
    let outer = around
    while let block = around.popLast() {
      switch block {
      case .loop: if upToLoop { around = [] }
      case .finally(let statements): visit(statements)
      }
    }
    around = outer
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .assign(let targets, let value):
      visit(value)
      for target in targets { visit(target, isRead: false) }
    case .augmentedAssign(let target, _, let value):
      visit(target, isRead: false)
      visit(value)
    case .annotatedAssign(let target, let annotation, let value):
      visit(value)
      visit(target, isRead: false)
      visit(annotation)
    case .if(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .while(let test, let body, let otherwise):
      visit(test)
      within(.loop, body)
      visit(test)
      visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise, _):
      visit(iterable)
      visit(target, isRead: false)
      within(.loop, body)
      visit(otherwise)
    case .function(let function):
      for decorator in function.decorators { visit(decorator) }
      function.parameters.forEachDefault { visit($0) }
      for parameter in function.parameters.all { visit(parameter.annotation) }
      visit(function.returns)
      apart { $0.visit(function.body) }
    case .class(let definition):
      for decorator in definition.decorators { visit(decorator) }
      apart { $0.visit(definition.body) }
      for argument in definition.arguments { visit(argument.value) }
    case .return(let value):
      visit(value)
      leave(upToLoop: false)
    case .break, .continue: leave(upToLoop: true)
    case .with(let items, let body, _):
      for item in items {
        visit(item.context)
        if let target = item.target { visit(target, isRead: false) }
      }
      visit(body)
    case .try(let body, let handlers, let otherwise, let finally):
      if !finally.isEmpty { around.append(.finally(finally)) }
      visit(body)
      visit(otherwise)
      for handler in handlers {
        visit(handler.type)
        visit(handler.body)
      }
      guard !finally.isEmpty else { return }
      around.removeLast()
      visit(finally)
      visit(finally)
    case .raise(let value, let cause):
      visit(value)
      visit(cause)
    case .assert(let test, let message):
      if case .tuple(let elements) = test.kind, !elements.isEmpty {
        warn("assertion is always true, perhaps remove parentheses?", statement.span)
      }
      visit(test)
      visit(message)
    case .delete(let targets): for target in targets { visit(target, isRead: false) }
    case .match(let subject, let cases):
      visit(subject)
      for item in cases {
        visit(item.guardExpression)
        visit(item.body)
      }
    case .pass, .import, .importFrom, .global, .nonlocal: break
    }
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression?) {
    if let expression { visit(expression, isRead: true) }
  }

  private mutating func visit(_ expression: Expression, isRead: Bool) {
    switch expression.kind {
    case .comparison(let first, let pairs):
      checkIdentity(first, pairs, expression.span, isNegated: false)
    case .unary(.not, let operand):
      // `not a is b` is compiled as `a is not b`.
      if case .comparison(let first, let pairs) = operand.kind, pairs.count == 1 {
        checkIdentity(first, pairs, operand.span, isNegated: true)
        operand.forEachChild { visit($0, isRead: true) }
        return
      }
    case .call(let function, _): checkCalled(function, expression.span)
    case .subscript_(let value, let index):
      if isRead { checkIndexed(value, index, expression.span) }
    case .tuple(let elements), .list(let elements):
      for element in elements { visit(element, isRead: isRead) }
      return
    case .starred(let value):
      visit(value, isRead: isRead)
      return
    case .lambda(let parameters, let body):
      parameters.forEachDefault { visit($0) }
      apart { $0.visit(body) }
      return
    case .comprehension(_, let element, let value, let clauses):
      for (place, clause) in clauses.enumerated() {
        if place > 0 { visit(clause.iterable) }
        visit(clause.target, isRead: false)
        for condition in clause.conditions { visit(condition) }
      }
      visit(element)
      visit(value)
      visit(clauses.first?.iterable)
      return
    default: break
    }
    expression.forEachChild { visit($0, isRead: true) }
  }

  private mutating func checkIdentity(
    _ first: Expression, _ pairs: [(ComparisonOperator, Expression)], _ span: Span, isNegated: Bool
  ) {
    var left = first
    for (operation, right) in pairs {
      defer { left = right }
      guard operation == .is_ || operation == .isNot, left.isLiteralValue || right.isLiteralValue else { continue }
      let isPositive = (operation == .is_) != isNegated
      warn(
        isPositive
          ? "\"is\" with a literal. Did you mean \"==\"?" : "\"is not\" with a literal. Did you mean \"!=\"?", span)
      return
    }
  }

  private mutating func checkCalled(_ function: Expression, _ span: Span) {
    if case .lambda = function.kind { return }
    guard let type = function.knownType else { return }
    warn("'\(type)' object is not callable; perhaps you missed a comma?", span)
  }

  private mutating func checkIndexed(_ value: Expression, _ index: Expression, _ span: Span) {
    guard let type = value.knownType else { return }
    switch type {
    case "NoneType", "ellipsis", "bool", "int", "float", "complex", "set", "generator", "function":
      warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", span)
    case "str", "bytes", "tuple", "list":
      guard let indexType = index.knownType, indexType != "int", indexType != "bool" else { return }
      warn("\(type) indices must be integers or slices, not \(indexType); perhaps you missed a comma?", span)
    default: break
    }
  }
}
