import Syntax

/// What the names in one scope are, found before it is compiled.
struct ScopeFacts {
  /// Names bound here, in order of first binding.
  private(set) var bound: [String] = []
  private var boundSet: Set<String> = []
  private(set) var globals: Set<String> = []
  private(set) var nonlocals: Set<String> = []
  /// Names used here.
  private(set) var used: Set<String> = []
  /// Names that scopes inside look for outside of themselves.
  private(set) var wantedInside: Set<String> = []
  /// Names bound by `:=`, so that a register may change within an expression.
  private(set) var walrus: Set<String> = []
  /// Names that `del` or the end of an `except … as` unbinds.
  private(set) var deleted: Set<String> = []
  private(set) var isGenerator = false
  /// Names of comprehensions' targets are their own; `:=` inside binds here.
  private var inner: [Set<String>] = []

  func binds(_ name: String) -> Bool { boundSet.contains(name) && !globals.contains(name) && !nonlocals.contains(name) }

  /// Names that this scope looks for outside of itself (a function or a lambda).
  var free: Set<String> {
    used.union(wantedInside).union(nonlocals).filter { !binds($0) && !globals.contains($0) }
  }

  /// Bound names that scopes inside share.
  var shared: Set<String> { wantedInside.filter { binds($0) } }

  mutating func bind(_ name: String) {
    if boundSet.insert(name).inserted { bound.append(name) }
  }

  // MARK: Scopes

  static func function(_ parameters: Parameters, body: [Statement]) -> ScopeFacts {
    var facts = ScopeFacts()
    for name in parameters.names { facts.bind(name) }
    facts.visit(body)
    return facts
  }

  static func lambda(_ parameters: Parameters, body: Expression) -> ScopeFacts {
    var facts = ScopeFacts()
    for name in parameters.names { facts.bind(name) }
    facts.visit(body)
    return facts
  }

  static func body(_ body: [Statement]) -> ScopeFacts {
    var facts = ScopeFacts()
    facts.visit(body)
    return facts
  }

  /// A generator expression: a function of its outermost iterator.
  static func generator(element: Expression, clauses: [ComprehensionClause]) -> ScopeFacts {
    var facts = ScopeFacts()
    for (at, clause) in clauses.enumerated() {
      if at > 0 { facts.visit(clause.iterable) }
      facts.bindTarget(clause.target)
      for condition in clause.conditions { facts.visit(condition) }
    }
    facts.visit(element)
    facts.isGenerator = true
    // `:=` binds in the scope around the generator expression.
    facts.nonlocals.formUnion(facts.walrus)
    return facts
  }

  /// The targets of an inlined comprehension, and those that functions inside it share.
  static func comprehension(
    elements: [Expression], clauses: [ComprehensionClause]
  ) -> (targets: [String], shared: Set<String>) {
    var targets = ScopeFacts()
    for clause in clauses { targets.bindTarget(clause.target) }
    var inside = ScopeFacts()
    for (at, clause) in clauses.enumerated() {
      if at > 0 { inside.visit(clause.iterable) }
      for condition in clause.conditions { inside.visit(condition) }
    }
    for element in elements { inside.visit(element) }
    return (targets.bound, inside.wantedInside.intersection(targets.bound))
  }

  // MARK: Statements

  mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .assign(let targets, let value):
      visit(value)
      for target in targets { bindTarget(target) }
    case .augmentedAssign(let target, _, let value):
      visit(target)
      visit(value)
      bindTarget(target)
    case .annotatedAssign(let target, let annotation, let value):
      visit(annotation)
      if let value { visit(value) }
      bindTarget(target)
    case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise, _):
      visit(iterable)
      bindTarget(target)
      visit(body)
      visit(otherwise)
    case .function(let definition):
      for decorator in definition.decorators { visit(decorator) }
      visitSignature(definition.parameters)
      if let returns = definition.returns { visit(returns) }
      bind(definition.name)
      add(inside: ScopeFacts.function(definition.parameters, body: definition.body).free)
    case .class(let definition):
      for decorator in definition.decorators { visit(decorator) }
      for argument in definition.arguments { visit(argument.value) }
      bind(definition.name)
      let facts = ScopeFacts.body(definition.body)
      add(inside: facts.freeOfClass)
    case .return(let value): if let value { visit(value) }
    case .break, .continue, .pass: break
    case .with(let items, let body, _):
      for item in items {
        visit(item.context)
        if let target = item.target { bindTarget(target) }
      }
      visit(body)
    case .try(let body, let handlers, let otherwise, let finally):
      visit(body)
      for handler in handlers {
        if let type = handler.type { visit(type) }
        if let name = handler.name {
          bind(name)
          deleted.insert(name)
        }
        visit(handler.body)
      }
      visit(otherwise)
      visit(finally)
    case .raise(let value, let cause):
      if let value { visit(value) }
      if let cause { visit(cause) }
    case .assert(let test, let message):
      visit(test)
      if let message { visit(message) }
    case .delete(let targets): for target in targets { delete(target) }
    case .import(let names):
      for name in names { bind(name.alias ?? String(name.name.prefix { $0 != "." })) }
    case .importFrom(_, _, let names): for name in names { bind(name.alias ?? name.name) }
    case .global(let names): globals.formUnion(names)
    case .nonlocal(let names): nonlocals.formUnion(names)
    case .match(let subject, let cases):
      visit(subject)
      for item in cases {
        visit(item.pattern)
        if let test = item.guardExpression { visit(test) }
        visit(item.body)
      }
    }
  }

  /// What a class body looks for outside: its own names are not seen by functions inside it.
  var freeOfClass: Set<String> {
    var result = wantedInside
    result.remove("__class__")
    return result.union(used.filter { !binds($0) && !globals.contains($0) }).union(nonlocals)
  }

  private mutating func add(inside names: Set<String>) {
    for name in names where !inner.contains(where: { $0.contains(name) }) { wantedInside.insert(name) }
  }

  private mutating func delete(_ target: Expression) {
    switch target.kind {
    case .name(let name):
      bind(name)
      deleted.insert(name)
    case .tuple(let items), .list(let items): for item in items { delete(item) }
    default: visit(target)
    }
  }

  mutating func bindTarget(_ target: Expression) {
    switch target.kind {
    case .name(let name): bind(name)
    case .tuple(let items), .list(let items): for item in items { bindTarget(item) }
    case .starred(let value): bindTarget(value)
    default: visit(target)
    }
  }

  private mutating func visit(_ pattern: Pattern) {
    switch pattern.kind {
    case .value(let value): visit(value)
    case .singleton: break
    case .capture(let inner, let name):
      if let inner { visit(inner) }
      if let name { bind(name) }
    case .sequence(let items), .or(let items): for item in items { visit(item) }
    case .star(let name): if let name { bind(name) }
    case .mapping(let keys, let values, let rest):
      for key in keys { visit(key) }
      for value in values { visit(value) }
      if let rest { bind(rest) }
    case .class_(let type, let positional, let keywords):
      visit(type)
      for item in positional { visit(item) }
      for (_, item) in keywords { visit(item) }
    }
  }

  // MARK: Expressions

  private mutating func use(_ name: String) {
    if inner.contains(where: { $0.contains(name) }) { return }
    used.insert(name)
    if name == "super" { used.insert("__class__") }
  }

  private mutating func visitSignature(_ parameters: Parameters) {
    for parameter in parameters.all {
      if let value = parameter.default { visit(value) }
      if let annotation = parameter.annotation { visit(annotation) }
    }
  }

  private mutating func visit(_ parts: [FormattedPart]) {
    for part in parts {
      if case .field(let value, _, _, let spec) = part {
        visit(value)
        visit(spec)
      }
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): use(name)
    case .constant: break
    case .formatted(let parts): visit(parts)
    case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items):
      for item in items { visit(item) }
    case .dict(let items):
      for item in items {
        switch item {
        case .pair(let key, let value):
          visit(key)
          visit(value)
        case .unpack(let value): visit(value)
        }
      }
    case .attribute(let value, _, _), .unary(_, let value), .starred(let value), .await(let value): visit(value)
    case .subscript_(let value, let key):
      visit(value)
      visit(key)
    case .slice(let lower, let upper, let step):
      for part in [lower, upper, step] { if let part { visit(part) } }
    case .call(let callee, let arguments):
      visit(callee)
      for argument in arguments { visit(argument.value) }
    case .binary(_, let left, let right, _):
      visit(left)
      visit(right)
    case .comparison(let first, let rest):
      visit(first)
      for (_, value) in rest { visit(value) }
    case .conditional(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .lambda(let parameters, let body):
      visitSignature(parameters)
      add(inside: ScopeFacts.lambda(parameters, body: body).free)
    case .comprehension(.generator, let element, _, let clauses):
      if let first = clauses.first { visit(first.iterable) }
      add(inside: ScopeFacts.generator(element: element, clauses: clauses).free)
      bindWalrus(in: [element] + clauses.flatMap(\.conditions))
    case .comprehension(_, let element, let value, let clauses):
      if let first = clauses.first { visit(first.iterable) }
      inner.append(Set(ScopeFacts.comprehension(elements: [], clauses: clauses).targets))
      for (at, clause) in clauses.enumerated() {
        if at > 0 { visit(clause.iterable) }
        visitTargetParts(clause.target)
        for condition in clause.conditions { visit(condition) }
      }
      visit(element)
      if let value { visit(value) }
      inner.removeLast()
    case .named(let name, _, let value):
      visit(value)
      bind(name)
      walrus.insert(name)
    case .yield(let value):
      isGenerator = true
      if let value { visit(value) }
    case .yieldFrom(let value):
      isGenerator = true
      visit(value)
    }
  }

  /// Attributes and items among a comprehension's targets use names.
  private mutating func visitTargetParts(_ target: Expression) {
    switch target.kind {
    case .name: break
    case .tuple(let items), .list(let items): for item in items { visitTargetParts(item) }
    case .starred(let value): visitTargetParts(value)
    default: visit(target)
    }
  }

  /// `:=` in a generator expression binds in the scope around it, which shares the name.
  private mutating func bindWalrus(in expressions: [Expression]) {
    var inside = ScopeFacts()
    for expression in expressions { inside.visit(expression) }
    for name in inside.walrus {
      bind(name)
      wantedInside.insert(name)
    }
  }
}

extension Parameters {
  /// All parameters in the order of registers.
  var all: [Parameter] {
    positionalOnly + positional + keywordOnly + [variadic, variadicKeyword].compactMap { $0 }
  }

  var names: [String] { all.map(\.name) }
}
