import Syntax

/// The names that statements bind in their own scope.
struct BoundNames {
  let torch: Set<String>
  private(set) var names: Set<String> = []
  /// Said to be of a scope further out.
  private var outer: Set<String> = []

  init(torch: Set<String>) { self.torch = torch }

  /// Those that are the scope's own.
  var local: Set<String> { names.subtracting(outer) }

  /// - Parameter isShallow: Leaves what stands in blocks to a later look.
  mutating func read(_ statements: [Statement], isShallow: Bool = false) {
    for statement in statements { read(statement, isShallow) }
  }

  private mutating func read(_ statement: Statement, _ isShallow: Bool) {
    func blocks(_ parts: [[Statement]]) -> [[Statement]] { isShallow ? [] : parts }
    switch statement.kind {
    case .function(let definition): names.insert(definition.name)
    case .class(let definition): names.insert(definition.name)
    case .assign(let targets, let value):
      for target in targets { self.target(target) }
      walrus(value)
    case .augmentedAssign(let target, _, let value):
      self.target(target)
      walrus(value)
    case .annotatedAssign(let target, _, let value):
      if value != nil { self.target(target) }
    case .for(let target, let iterable, let body, let otherwise, _):
      self.target(target)
      walrus(iterable)
      for block in blocks([body, otherwise]) { read(block) }
    case .while(let test, let body, let otherwise):
      walrus(test)
      for block in blocks([body, otherwise]) { read(block) }
    case .if(let test, let then, let otherwise):
      walrus(test)
      for block in blocks([then, otherwise]) { read(block) }
    case .with(let items, let body, _):
      for item in items {
        if let target = item.target { self.target(target) }
      }
      for block in blocks([body]) { read(block) }
    case .try(let body, let handlers, let otherwise, let finally):
      for handler in handlers {
        if let name = handler.name { names.insert(name) }
      }
      for block in blocks([body, otherwise, finally] + handlers.map(\.body)) { read(block) }
    case .match(_, let cases):
      for one in cases {
        names.formUnion(PatternNames.captured(one.pattern))
        for block in blocks([one.body]) { read(block) }
      }
    case .import(let imported):
      for one in imported { names.insert(one.alias ?? String(one.name.prefix { $0 != "." })) }
    case .importFrom(let module, _, let imported):
      for one in imported { names.insert(one.alias ?? one.name) }
      if imported.isEmpty, module == "torch" { names.formUnion(torch) }
    case .global(let list), .nonlocal(let list): outer.formUnion(list)
    case .expression(let value): walrus(value)
    case .return, .break, .continue, .pass, .raise, .assert, .delete: break
    }
  }

  mutating func target(_ target: Expression) {
    switch target.kind {
    case .name(let name): names.insert(name)
    case .tuple(let parts), .list(let parts): for part in parts { self.target(part) }
    case .starred(let part): self.target(part)
    default: break
    }
  }

  private mutating func walrus(_ expression: Expression) {
    if case .named(let name, _, _) = expression.kind { names.insert(name) }
    var children: [Expression] = []
    expression.forEachChild { children.append($0) }
    for child in children { walrus(child) }
  }
}

/// The names and values in a pattern of `match`.
enum PatternNames {
  static func captured(_ pattern: Pattern) -> Set<String> {
    var names: Set<String> = []
    switch pattern.kind {
    case .capture(_, let name), .star(let name): names = Set([name].compactMap(\.self))
    case .mapping(_, _, let rest): names = Set([rest].compactMap(\.self))
    default: break
    }
    return children(pattern).reduce(into: names) { $0.formUnion(captured($1)) }
  }

  static func values(_ pattern: Pattern) -> [Expression] {
    var values: [Expression] = []
    switch pattern.kind {
    case .value(let value): values = [value]
    case .mapping(let keys, _, _): values = keys
    case .class_(let type, _, _): values = [type]
    default: break
    }
    return values + children(pattern).flatMap(Self.values)
  }

  private static func children(_ pattern: Pattern) -> [Pattern] {
    switch pattern.kind {
    case .value, .singleton, .star: []
    case .capture(let inner, _): [inner].compactMap(\.self)
    case .sequence(let parts), .or(let parts): parts
    case .mapping(_, let values, _): values
    case .class_(_, let positional, let keywords): positional + keywords.map(\.1)
    }
  }
}
