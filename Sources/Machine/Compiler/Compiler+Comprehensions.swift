import Diagnostics
import Syntax

extension Compiler {
  /// List, set and dict comprehensions run in place, their targets in registers of their own; a generator expression
  /// becomes a function.
  func comprehension(
    _ kind: ComprehensionKind, _ element: Expression, _ value: Expression?, _ clauses: [ComprehensionClause],
    into target: Int?
  ) throws -> Operand {
    if let clause = clauses.first(where: \.isAsync) {
      throw syntaxError("asynchronous comprehensions are not supported", clause.target.span)
    }
    if kind == .generator { return try generator(element, clauses, into: target) }
    let destination = temporary(target)
    let mark = unit.top
    let known = unit.assigned
    let collection = unit.allocate()
    let iterator = unit.allocate()
    if let first = clauses.first {
      try self.value(first.iterable, into: iterator)
      unit.span = first.iterable.span
      unit.emit(.getIterator, iterator, iterator)
    }
    unit.emit(kind == .list ? .buildList : (kind == .set ? .buildSet : .buildDict), collection, collection, 0)
    let (targets, shared) = ScopeFacts.comprehension(elements: [element] + [value].compactMap { $0 }, clauses: clauses)
    var overlay: [String: Unit.Home] = [:]
    for name in targets {
      let register = unit.allocate()
      if shared.contains(name) {
        unit.emit(.newCell, register)
        overlay[name] = .cell(register)
      } else {
        unit.emit(.clear, register)
        overlay[name] = .register(register)
      }
    }
    let firstTarget = iterator + 1
    unit.pushOverlay(overlay)
    let prefix = unit.prefix
    unit.prefix += kind == .list ? "<listcomp>." : (kind == .set ? "<setcomp>." : "<dictcomp>.")
    defer { unit.prefix = prefix }
    try clause(0, of: clauses, iterator) {
      let place = self.unit.allocate(2)
      try self.value(element, into: place)
      switch kind {
      case .list: self.unit.emit(.listAppend, collection, place)
      case .set: self.unit.emit(.setAdd, collection, place)
      case .dict:
        if let value { try self.value(value, into: place + 1) }
        self.unit.emit(.dictSet, collection, place, place + 1)
      case .generator: break
      }
      self.unit.top = place
    }
    unit.popOverlay()
    for offset in 0..<targets.count { unit.emit(.clear, firstTarget + offset) }
    unit.emit(.take, destination, collection)
    unit.assigned = known
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// One `for` of a comprehension with all that follows it; its iterator is in a register already.
  private func clause(
    _ at: Int, of clauses: [ComprehensionClause], _ iterator: Int, _ body: () throws -> Void
  ) throws {
    guard clauses.indices.contains(at) else { return try body() }
    let clause = clauses[at]
    let mark = unit.top
    let start = unit.here
    let place = unit.allocate()
    unit.span = clause.iterable.span
    let loop: Int
    if case .name(let name) = clause.target.kind, let register = directRegister(name) {
      loop = unit.emit(.forIterator, iterator, register)
      unit.assigned.insert(register)
    } else {
      loop = unit.emit(.forIterator, iterator, place)
      try assign(clause.target, Operand(register: place, isTemporary: true))
    }
    unit.top = mark
    var skips: [Int] = []
    for condition in clause.conditions { skips += try jumps(condition, when: false) }
    if at + 1 < clauses.count {
      let inner = unit.allocate()
      try value(clauses[at + 1].iterable, into: inner)
      unit.span = clauses[at + 1].iterable.span
      unit.emit(.getIterator, inner, inner)
      try self.clause(at + 1, of: clauses, inner, body)
    } else {
      try body()
    }
    for skip in skips { unit.instructions[skip].c = Int32(truncatingIfNeeded: unit.here) }
    unit.emit(.jumpBack, 0, 0, start)
    unit.land(loop)
    unit.top = mark
  }

  /// `(element for …)`: a generator function of the outermost iterator, called at once.
  private func generator(
    _ element: Expression, _ clauses: [ComprehensionClause], into target: Int?
  ) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    let base = unit.allocate(2)
    var facts = ScopeFacts.generator(element: element, clauses: clauses)
    facts.bind(".0")
    let span = unit.span
    try function(
      named: "<genexpr>", facts: facts, parameters: [".0"], doc: nil, span: span, into: base, firstValue: base
    ) { compiler in
      let unit = compiler.unit
      unit.code.positionalCount = 1
      unit.code.positionalOnlyCount = 1
      guard case .register(let iterator) = unit.home(of: ".0") else { return }
      try compiler.clause(0, of: clauses, iterator) {
        let place = compiler.unit.allocate()
        try compiler.value(element, into: place)
        compiler.unit.emit(.yield, place, place)
        compiler.unit.emit(.clear, place)
        compiler.unit.top = place
      }
    }
    let argument = unit.allocate()
    if let first = clauses.first {
      try value(first.iterable, into: argument)
      unit.span = first.iterable.span
      unit.emit(.getIterator, argument, argument)
    }
    unit.span = span
    unit.emit(.call, base, 1, destination)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }
}
