import Diagnostics
import Syntax

extension Compiler {
  func statements(_ statements: [Statement]) throws {
    for statement in statements { try self.statement(statement) }
  }

  private func statement(_ statement: Statement) throws {
    unit.span = statement.span
    let mark = unit.top
    defer { unit.top = mark }
    switch statement.kind {
    case .expression(let expression):
      if case .constant = expression.kind { return }
      let place = try value(expression)
      if place.isTemporary { unit.emit(.clear, place.register) }
    case .assign(let targets, let value): try assign(targets, value)
    case .augmentedAssign(let target, let operation, let value):
      try augmentedAssign(target, operation, value, statement.span)
    case .annotatedAssign(let target, let annotation, let value):
      try annotatedAssign(target, annotation, value)
    case .if(let test, let then, let otherwise): try conditional(test, then, otherwise)
    case .while(let test, let body, let otherwise): try loop(test, body, otherwise)
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      if isAsync { throw asyncError("for", statement.span) }
      try loop(target, iterable, body, otherwise)
    case .function(let definition): try define(definition, statement.span)
    case .class(let definition): try define(definition, statement.span)
    case .return(let value): try leave(returning: value, statement.span)
    case .break: try leaveLoop(statement.span, continues: false)
    case .continue: try leaveLoop(statement.span, continues: true)
    case .pass: break
    case .with(let items, let body, let isAsync):
      if isAsync { throw asyncError("with", statement.span) }
      try with(items[...], body)
    case .try(let body, let handlers, let otherwise, let finally):
      try self.try(body, handlers, otherwise, finally)
    case .raise(let value, let cause): try raise(value, cause)
    case .assert(let test, let message):
      let passed = try jumps(test, when: true)
      let known = unit.assigned
      unit.span = statement.span
      if let message {
        let place = unit.allocate()
        try value(message, into: place)
        unit.span = statement.span
        unit.emit(.assertionFailed, place)
      } else {
        unit.emit(.assertionFailed, -1)
      }
      unit.assigned = known
      unit.land(passed)
    case .delete(let targets): for target in targets { try delete(target) }
    case .import(let names): importNames(names)
    case .importFrom(let module, let level, let names): try importFrom(module, level, names, statement.span)
    case .global, .nonlocal: break
    case .match(let subject, let cases): try match(subject, cases)
    }
  }

  private func asyncError(_ word: String, _ span: Span) -> PythonError {
    syntaxError("'async \(word)' is not supported", span, hint: "asynchronous code is outside this language")
  }

  private func annotatedAssign(_ target: Expression, _ annotation: Expression, _ expression: Expression?) throws {
    if let expression { try assign([target], expression) }
    guard unit.kind != .function else { return }
    let place = unit.allocate()
    try value(annotation, into: place)
    if case .name(let name) = target.kind {
      unit.emit(.setAnnotation, place, unit.nameConstant(mangled(name)))
    }
    unit.emit(.clear, place)
  }

  private func conditional(_ test: Expression, _ then: [Statement], _ otherwise: [Statement]) throws {
    let toElse = try jumps(test, when: false)
    let known = unit.assigned
    try statements(then)
    if otherwise.isEmpty {
      unit.assigned = known
      unit.land(toElse)
      return
    }
    let toEnd = unit.emit(.jump)
    let afterThen = endsFlow(then) ? nil : unit.assigned
    unit.land(toElse)
    unit.assigned = known
    try statements(otherwise)
    if endsFlow(otherwise), let afterThen {
      unit.assigned = afterThen
    } else if let afterThen {
      unit.assigned.formIntersection(afterThen)
    }
    unit.land(toEnd)
  }

  /// Whether control never comes out at the end of these statements.
  private func endsFlow(_ statements: [Statement]) -> Bool {
    switch statements.last?.kind {
    case .return, .raise, .break, .continue: true
    default: false
    }
  }

  // MARK: Loops

  private func loop(_ test: Expression, _ body: [Statement], _ otherwise: [Statement]) throws {
    let known = unit.assigned
    let start = unit.here
    let exits = try jumps(test, when: false)
    let afterTest = unit.assigned
    unit.blocks.append(Unit.Block(kind: .loop(start: start, iterator: nil), opened: start))
    try statements(body)
    unit.emit(.jumpBack, 0, 0, start)
    let block = unit.blocks.removeLast()
    unit.land(exits)
    unit.assigned = afterTest
    try statements(otherwise)
    unit.assigned.formIntersection(block.breaks.isEmpty ? unit.assigned : afterTest)
    unit.assigned.formUnion(known)
    unit.land(block.breaks)
  }

  private func loop(_ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]) throws
  {
    let iterator = unit.allocate()
    try value(iterable, into: iterator)
    unit.span = iterable.span
    unit.emit(.getIterator, iterator, iterator)
    let known = unit.assigned
    let start = unit.here
    let exit: Int
    if case .name(let name) = target.kind, let register = directRegister(name) {
      exit = unit.emit(.forIterator, iterator, register)
      if !unit.facts.deleted.contains(name) { unit.assigned.insert(register) }
    } else {
      let place = unit.allocate()
      exit = unit.emit(.forIterator, iterator, place)
      try assign(target, Operand(register: place, isTemporary: true))
      unit.top = place
    }
    unit.blocks.append(Unit.Block(kind: .loop(start: start, iterator: iterator), opened: start))
    try statements(body)
    unit.emit(.jumpBack, 0, 0, start)
    let block = unit.blocks.removeLast()
    unit.land(exit)
    unit.assigned = known
    try statements(otherwise)
    if !block.breaks.isEmpty {
      let over = unit.emit(.jump)
      unit.land(block.breaks)
      unit.emit(.clear, iterator)
      unit.land(over)
      unit.assigned = known
    }
  }

  private func leaveLoop(_ span: Span, continues: Bool) throws {
    let loops = unit.blocks.indices.filter { if case .loop = unit.blocks[$0].kind { true } else { false } }
    guard let at = loops.last else {
      throw syntaxError(continues ? "'continue' not properly in loop" : "'break' outside loop", span)
    }
    try leaveBlocks(downTo: at + 1)
    unit.span = span
    if continues, case .loop(let start, _) = unit.blocks[at].kind {
      unit.emit(.jumpBack, 0, 0, start)
    } else {
      unit.blocks[at].breaks.append(unit.emit(.jump))
    }
    reopenBlocks(from: at + 1)
  }

  private func leave(returning expression: Expression?, _ span: Span) throws {
    if unit.kind != .function { throw syntaxError("'return' outside function", span) }
    guard !unit.blocks.isEmpty else {
      guard let expression else {
        unit.emit(.returnNone, 0, unit.top)
        return
      }
      try emitReturn(of: expression, span)
      return
    }
    let place = unit.allocate()
    if let expression {
      try value(expression, into: place)
    } else {
      unit.emit(.loadConstant, place, unit.constant(.none))
    }
    try leaveBlocks(downTo: 0)
    unit.span = span
    unit.emit(.returnValue, place, unit.top)
    reopenBlocks(from: 0)
  }

  /// Returns the value of an expression, each branch of a conditional one by itself.
  func emitReturn(of expression: Expression, _ span: Span) throws {
    guard case .conditional(let test, let then, let otherwise) = expression.kind else {
      let result = try value(expression)
      unit.span = span
      emitReturn(result)
      return
    }
    let toElse = try jumps(test, when: false)
    let known = unit.assigned
    let mark = unit.top
    try emitReturn(of: then, span)
    unit.top = mark
    unit.land(toElse)
    unit.assigned = known
    try emitReturn(of: otherwise, span)
  }

  /// Emits what must happen when control leaves the innermost blocks, down to and including the one at `first`. What is
  /// emitted for a block is protected by the blocks around it, and no longer by itself.
  private func leaveBlocks(downTo first: Int) throws {
    var left: [Unit.Block] = []
    while unit.blocks.count > first {
      var block = unit.blocks.removeLast()
      block.ranges.append(block.opened..<unit.here)
      switch block.kind {
      case .loop, .tryBody: break
      case .finally(let body): try statements(body)
      case .with(let manager, let span):
        unit.span = span
        unit.emit(.withExit, manager)
      case .handler(let saved, let exception, let name):
        unit.emit(.popHandled, saved)
        unit.emit(.clear, exception)
        if let name { unbind(name) }
      }
      left.append(block)
    }
    unit.blocks += left.reversed()
  }

  /// After the jump that leaves: what follows is inside the blocks again.
  private func reopenBlocks(from first: Int) {
    for at in unit.blocks.indices where at >= first { unit.blocks[at].opened = unit.here }
  }

  /// `del name` at the end of an `except … as name`, which does not mind if it is gone.
  func unbind(_ name: String) {
    let place = unit.allocate()
    unit.emit(.loadConstant, place, unit.constant(.none))
    store(name, Operand(register: place, isTemporary: true))
    delete(name)
    unit.top = place
  }

  // MARK: Imports

  private func importNames(_ names: [ImportedName]) {
    for name in names {
      let place = unit.allocate()
      unit.span = name.span
      // `import a.b` binds a; `import a.b as c` binds a.b.
      unit.emit(.importName, place, unit.nameConstant(name.name), 0, d: name.alias == nil ? 0 : 1)
      let bound = name.alias ?? String(name.name.prefix { $0 != "." })
      store(bound, Operand(register: place, isTemporary: true))
      unit.top = place
    }
  }

  private func importFrom(_ module: String, _ level: Int, _ names: [ImportedName], _ span: Span) throws {
    if level > 0 {
      throw syntaxError("relative imports are not supported", span, hint: "there is no package around this program")
    }
    if module == "__future__" { return }
    let place = unit.allocate()
    unit.emit(.importName, place, unit.nameConstant(module), level, d: 1)
    if names.isEmpty {
      if unit.kind != .module { throw syntaxError("import * only allowed at module level", span) }
      unit.emit(.importStar, place)
    }
    for name in names {
      let part = unit.allocate()
      unit.span = name.span
      unit.emit(.importFrom, part, place, unit.nameConstant(name.name))
      store(name.alias ?? name.name, Operand(register: part, isTemporary: true))
      unit.top = part
    }
    unit.emit(.clear, place)
  }
}
