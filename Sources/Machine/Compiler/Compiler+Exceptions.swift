import Diagnostics
import Syntax

extension Compiler {
  func raise(_ expression: Expression?, _ cause: Expression?) throws {
    let span = unit.span
    guard let expression else {
      unit.emit(.raise, -1, -1)
      return
    }
    let place = unit.allocate()
    try value(expression, into: place)
    var causePlace = -1
    if let cause {
      causePlace = unit.allocate()
      try value(cause, into: causePlace)
    }
    unit.span = span
    unit.emit(.raise, place, causePlace)
  }

  /// Compiles `body` inside a block; the block's protected ranges.
  private func protected(_ kind: Unit.Block.Kind, _ body: () throws -> Void) throws -> [Range<Int>] {
    unit.blocks.append(Unit.Block(kind: kind, opened: unit.here))
    try body()
    let block = unit.blocks.removeLast()
    return block.ranges + [block.opened..<unit.here]
  }

  func `try`(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement], _ finally: [Statement]
  ) throws {
    guard !finally.isEmpty else { return try tryExcept(body, handlers, otherwise) }
    let exception = unit.allocate(2)
    let saved = exception + 1
    let known = unit.assigned
    let ranges = try protected(.finally(finally)) {
      if handlers.isEmpty { try statements(body) } else { try tryExcept(body, handlers, otherwise) }
    }
    let afterBody = unit.assigned
    try statements(finally)
    let over = unit.emit(.jump)
    unit.addHandler(ranges, target: unit.here, register: exception, keep: saved)
    unit.assigned = known
    unit.emit(.pushHandled, saved, exception)
    let cleanup = try protected(.handler(saved: saved, exception: exception, name: nil)) {
      try statements(finally)
      unit.emit(.reraise, exception)
    }
    emitCleanup(cleanup, saved: saved, exception: exception, name: nil)
    unit.assigned = afterBody
    unit.land(over)
  }

  /// What runs when an `except` or `finally` body itself throws: the exception handled before is restored.
  private func emitCleanup(_ ranges: [Range<Int>], saved: Int, exception: Int, name: String?) {
    unit.addHandler(ranges, target: unit.here, register: exception, keep: saved + 1)
    unit.emit(.popHandled, saved)
    if let name { unbind(name) }
    unit.emit(.reraise, exception)
  }

  private func tryExcept(_ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]) throws {
    let exception = unit.allocate(2)
    let saved = exception + 1
    let known = unit.assigned
    let ranges = try protected(.tryBody) { try statements(body) }
    try statements(otherwise)
    let afterBody = unit.assigned
    var ends = [unit.emit(.jump)]
    unit.addHandler(ranges, target: unit.here, register: exception, keep: saved)
    var outcome = afterBody
    unit.emit(.pushHandled, saved, exception)
    var uncovered: [Range<Int>] = []
    for handler in handlers {
      unit.assigned = known
      let mark = unit.top
      var next: [Int] = []
      let matchStart = unit.here
      // A bare `except` asks, too: there are exceptions that nothing catches.
      do {
        let result = unit.allocate()
        let place = unit.allocate()
        if let type = handler.type {
          try value(type, into: place)
          unit.span = type.span
        } else {
          unit.emit(.loadConstant, place, unit.constant(.object(TypeObject.baseException)))
        }
        unit.emit(.matchException, result, exception, place)
        unit.emit(.clear, place)
        next.append(unit.emit(.jumpIfFalse, result))
        unit.top = mark
      }
      uncovered.append(matchStart..<unit.here)
      let ranges = try protected(.handler(saved: saved, exception: exception, name: handler.name)) {
        if let name = handler.name {
          let copy = unit.allocate()
          unit.emit(.move, copy, exception)
          store(name, Operand(register: copy, isTemporary: true))
          unit.top = copy
        }
        try statements(handler.body)
      }
      unit.emit(.popHandled, saved)
      unit.emit(.clear, exception)
      if let name = handler.name { unbind(name) }
      outcome.formIntersection(unit.assigned)
      ends.append(unit.emit(.jump))
      if handler.name != nil {
        emitCleanup(ranges, saved: saved, exception: exception, name: handler.name)
      } else {
        uncovered += ranges
      }
      unit.land(next)
    }
    uncovered.append(unit.here..<(unit.here + 1))
    unit.emit(.reraise, exception)
    emitCleanup(uncovered, saved: saved, exception: exception, name: nil)
    unit.land(ends)
    unit.assigned = outcome
  }

  func with(_ items: ArraySlice<WithItem>, _ body: [Statement]) throws {
    guard let item = items.first else { return try statements(body) }
    let span = item.context.span
    let manager = unit.allocate(3)
    let (exception, saved) = (manager + 1, manager + 2)
    try value(item.context, into: manager)
    let result = unit.allocate()
    unit.span = span
    unit.emit(.withEnter, manager, result)
    let known = unit.assigned
    let ranges = try protected(.with(manager: manager, span: span)) {
      if let target = item.target {
        try assign(target, Operand(register: result, isTemporary: true))
      } else {
        unit.emit(.clear, result)
      }
      unit.top = result
      try with(items.dropFirst(), body)
    }
    unit.span = span
    unit.emit(.withExit, manager)
    let over = unit.emit(.jump)
    unit.addHandler(ranges, target: unit.here, register: exception, keep: saved)
    unit.emit(.pushHandled, saved, exception)
    let cleanup = try protected(.handler(saved: saved, exception: exception, name: nil)) {
      unit.emit(.withExitException, manager, exception, result)
      let swallowed = unit.emit(.jumpIfTrue, result, d: Flag.clearFirst)
      unit.emit(.reraise, exception)
      unit.land(swallowed)
    }
    unit.emit(.popHandled, saved)
    unit.emit(.clear, exception)
    let end = unit.emit(.jump)
    emitCleanup(cleanup, saved: saved, exception: exception, name: nil)
    unit.land(end)
    unit.land(over)
    unit.assigned = known
  }
}
