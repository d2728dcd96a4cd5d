import Diagnostics

/// Names that are declared one way and used another.
struct NameCheck {
  struct Uses: OptionSet {
    let rawValue: UInt8
    static let used = Uses(rawValue: 1)
    static let assigned = Uses(rawValue: 2)
    static let parameter = Uses(rawValue: 4)
    static let global = Uses(rawValue: 8)
    static let nonlocal = Uses(rawValue: 16)
    static let annotated = Uses(rawValue: 32)
    /// The variable of a `for` in a comprehension.
    static let iterated = Uses(rawValue: 64)
  }

  /// A stretch of program with names of its own.
  final class Scope {
    enum Kind: Equatable {
      case module, function, `class`
      case comprehension(ComprehensionKind)
    }
    let kind: Kind
    var uses: [String: Uses] = [:]
    /// Names declared global or nonlocal, with the statement that does.
    var declared: [(name: String, span: Span)] = []
    var children: [Scope] = []
    /// Inside the part of a comprehension after `in`, where nothing may be named.
    var isInIterable = false
    var isReadingTarget = false

    init(_ kind: Kind) { self.kind = kind }

    var isComprehension: Bool { if case .comprehension = kind { true } else { false } }
  }

  private var scopes: [Scope]

  static func check(_ statements: [Statement]) throws {
    let module = Scope(.module)
    var check = NameCheck(scopes: [module])
    try check.visit(statements)
    try resolve(module, bound: nil)
  }

  private var scope: Scope { scopes[scopes.count - 1] }

  private mutating func enter(_ kind: Scope.Kind, _ body: (inout NameCheck) throws -> Void) throws {
    let inner = Scope(kind)
    inner.isInIterable = scope.isInIterable
    scope.children.append(inner)
    scopes.append(inner)
    try body(&self)
    scopes.removeLast()
  }

  private func note(_ name: String, _ use: Uses) { scope.uses[name, default: []].formUnion(use) }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) throws {
    for statement in statements { try visit(statement) }
  }

  private mutating func visit(_ statement: Statement) throws {
    switch statement.kind {
    case .expression(let value): try visit(value)
    case .assign(let targets, let value):
      for target in targets { try assign(target) }
      try visit(value)
    case .augmentedAssign(let target, _, let value):
      try assign(target)
      try visit(value)
    case .annotatedAssign(let target, let annotation, let value):
      try annotate(target, statement.span, hasValue: value != nil)
      try visit(annotation)
      if let value { try visit(value) }
    case .if(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .while(let test, let body, let otherwise):
      try visit(test)
      try visit(body)
      try visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise, _):
      try assign(target)
      try visit(iterable)
      try visit(body)
      try visit(otherwise)
    case .function(let function):
      note(function.name, .assigned)
      try visitSignature(function.parameters)
      if let returns = function.returns { try visit(returns) }
      for decorator in function.decorators { try visit(decorator) }
      try enter(.function) { check in
        try check.declare(function.parameters)
        try check.visit(function.body)
      }
    case .class(let definition):
      note(definition.name, .assigned)
      for argument in definition.arguments { try visit(argument.value) }
      for decorator in definition.decorators { try visit(decorator) }
      try enter(.class) { check in try check.visit(definition.body) }
    case .return(let value):
      if let value { try visit(value) }
    case .with(let items, let body, _):
      for item in items {
        try visit(item.context)
        if let target = item.target { try assign(target) }
      }
      try visit(body)
    case .try(let body, let handlers, let otherwise, let finally):
      try visit(body)
      try visit(otherwise)
      for handler in handlers {
        if let type = handler.type { try visit(type) }
        if let name = handler.name { note(name, .assigned) }
        try visit(handler.body)
      }
      try visit(finally)
    case .raise(let exception, let cause):
      if let exception { try visit(exception) }
      if let cause { try visit(cause) }
    case .assert(let test, let message):
      try visit(test)
      if let message { try visit(message) }
    case .delete(let targets):
      for target in targets { try assign(target) }
    case .import(let names):
      for name in names { note(name.alias ?? String(name.name.prefix { $0 != "." }), .assigned) }
    case .importFrom(_, _, let names):
      if names.isEmpty, scope.kind != .module {
        throw Check.fault(
          "import * only allowed at module level", Span(statement.span.end - 1, statement.span.end))
      }
      for name in names { note(name.alias ?? name.name, .assigned) }
    case .global(let names): try declare(names, .global, "global", statement.span)
    case .nonlocal(let names): try declare(names, .nonlocal, "nonlocal", statement.span)
    case .match(let subject, let cases):
      try visit(subject)
      for item in cases {
        visit(item.pattern)
        if let guardExpression = item.guardExpression { try visit(guardExpression) }
        try visit(item.body)
      }
    case .break, .continue, .pass: break
    }
  }

  private func declare(_ names: [String], _ use: Uses, _ word: String, _ span: Span) throws {
    for name in names {
      let before = scope.uses[name] ?? []
      if before.contains(.parameter) { throw Check.fault("name '\(name)' is parameter and \(word)", span) }
      if before.contains(.used) { throw Check.fault("name '\(name)' is used prior to \(word) declaration", span) }
      if before.contains(.annotated) { throw Check.fault("annotated name '\(name)' can't be \(word)", span) }
      if before.contains(.assigned) {
        throw Check.fault("name '\(name)' is assigned to before \(word) declaration", span)
      }
      note(name, use)
      scope.declared.append((name, span))
    }
  }

  private mutating func annotate(_ target: Expression, _ span: Span, hasValue: Bool) throws {
    guard case .name(let name) = target.kind else { return try assign(target) }
    let before = scope.uses[name] ?? []
    if scope.kind != .module, !before.isDisjoint(with: [.global, .nonlocal]) {
      throw Check.fault(
        "annotated name '\(name)' can't be \(before.contains(.global) ? "global" : "nonlocal")", span)
    }
    note(name, hasValue ? [.annotated, .assigned] : .annotated)
  }

  private func declare(_ parameters: Parameters) throws {
    for parameter in parameters.all {
      if scope.uses[parameter.name]?.contains(.parameter) == true {
        throw Check.fault("duplicate argument '\(parameter.name)' in function definition", parameter.span)
      }
      note(parameter.name, .parameter)
    }
  }

  /// Defaults and annotations, which belong to the scope around the function.
  private mutating func visitSignature(_ parameters: Parameters) throws {
    for parameter in parameters.positionalOnly + parameters.positional + parameters.keywordOnly {
      if let value = parameter.default { try visit(value) }
    }
    for parameter in parameters.all {
      if let annotation = parameter.annotation { try visit(annotation) }
    }
  }

  private func visit(_ pattern: Pattern) {
    switch pattern.kind {
    case .value, .singleton: break
    case .capture(let pattern, let name):
      if let pattern { visit(pattern) }
      if let name { note(name, .assigned) }
    case .star(let name):
      if let name { note(name, .assigned) }
    case .sequence(let patterns), .or(let patterns): patterns.forEach(visit)
    case .mapping(_, let values, let rest):
      values.forEach(visit)
      if let rest { note(rest, .assigned) }
    case .class_(_, let positional, let keywords):
      positional.forEach(visit)
      for (_, pattern) in keywords { visit(pattern) }
    }
  }

  // MARK: Expressions

  private mutating func assign(_ target: Expression) throws {
    switch target.kind {
    case .name(let name):
      if scope.isReadingTarget, scope.uses[name]?.isDisjoint(with: [.global, .nonlocal]) == false {
        throw Check.fault(
          "comprehension inner loop cannot rebind assignment expression target '\(name)'", target.span)
      }
      note(name, scope.isReadingTarget ? [.assigned, .iterated] : .assigned)
    case .tuple(let elements), .list(let elements):
      for element in elements { try assign(element) }
    case .starred(let value): try assign(value)
    default: try visit(target)
    }
  }

  private mutating func visit(_ expression: Expression) throws {
    switch expression.kind {
    case .name(let name): note(name, .used)
    case .constant: break
    case .lambda(let parameters, let body):
      try visitSignature(parameters)
      try enter(.function) { check in
        try check.declare(parameters)
        try check.visit(body)
      }
    case .comprehension(let kind, let element, let value, let clauses):
      try visit(kind, element, value, clauses)
    case .named(let name, let nameSpan, let value):
      try nameInComprehension(name, nameSpan, expression.span)
      try visit(value)
      note(name, .assigned)
    case .yield, .yieldFrom:
      try children(of: expression)
      if case .comprehension(let kind) = scope.kind {
        throw Check.fault("'yield' inside \(NameCheck.name(kind))", expression.span)
      }
    default: try children(of: expression)
    }
  }

  private mutating func children(of expression: Expression) throws {
    var check = self
    try expression.forEachChild { try check.visit($0) }
  }

  private static func name(_ kind: ComprehensionKind) -> String {
    switch kind {
    case .list: "list comprehension"
    case .set: "set comprehension"
    case .dict: "dict comprehension"
    case .generator: "generator expression"
    }
  }

  private mutating func visit(
    _ kind: ComprehensionKind, _ element: Expression, _ value: Expression?, _ clauses: [ComprehensionClause]
  ) throws {
    func inIterable(_ check: inout NameCheck, _ iterable: Expression) throws {
      let before = check.scope.isInIterable
      check.scope.isInIterable = true
      try check.visit(iterable)
      check.scope.isInIterable = before
    }
    // The first iterable is evaluated outside.
    if let first = clauses.first { try inIterable(&self, first.iterable) }
    try enter(.comprehension(kind)) { check in
      for (index, clause) in clauses.enumerated() {
        check.scope.isReadingTarget = true
        try check.assign(clause.target)
        check.scope.isReadingTarget = false
        if index > 0 { try inIterable(&check, clause.iterable) }
        for condition in clause.conditions { try check.visit(condition) }
      }
      if let value { try check.visit(value) }
      try check.visit(element)
    }
  }

  /// `:=` in a comprehension names something of the function around it, which is not always possible.
  private func nameInComprehension(_ name: String, _ nameSpan: Span, _ span: Span) throws {
    if scope.isInIterable {
      throw Check.fault("assignment expression cannot be used in a comprehension iterable expression", span)
    }
    guard scope.isComprehension else { return }
    for outer in scopes.reversed() {
      switch outer.kind {
      case .comprehension:
        if outer.uses[name]?.contains(.iterated) == true {
          throw Check.fault(
            "assignment expression cannot rebind comprehension iteration variable '\(name)'", nameSpan)
        }
      case .function, .module:
        scope.uses[name, default: []].formUnion(outer.kind == .module ? .global : .nonlocal)
        outer.uses[name, default: []].formUnion(.assigned)
        return
      case .class:
        throw Check.fault(
          "assignment expression within a comprehension cannot be used in a class body", nameSpan)
      }
    }
  }

  // MARK: Where names are found

  /// - Parameter bound: What the functions around this scope name; nil for the module.
  private static func resolve(_ scope: Scope, bound: Set<String>?) throws {
    for (name, span) in scope.declared {
      let uses = scope.uses[name] ?? []
      if uses.contains(.nonlocal) {
        if uses.contains(.global) { throw Check.fault("name '\(name)' is nonlocal and global", span) }
        guard let bound else { throw Check.fault("nonlocal declaration not allowed at module level", span) }
        guard bound.contains(name) else { throw Check.fault("no binding for nonlocal '\(name)' found", span) }
      }
    }
    var inner = bound ?? []
    if scope.kind == .function || scope.isComprehension {
      for (name, uses) in scope.uses where !uses.isDisjoint(with: [.assigned, .parameter, .annotated]) {
        if uses.contains(.global) { inner.remove(name) } else { inner.insert(name) }
      }
    }
    for child in scope.children { try resolve(child, bound: inner) }
  }
}
