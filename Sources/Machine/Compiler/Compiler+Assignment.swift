import Diagnostics
import Syntax

extension Compiler {
  /// Stores a value into a target; a temporary is used up.
  func assign(_ target: Expression, _ value: Operand) throws {
    let outer = unit.span
    unit.span = target.span
    defer { unit.span = outer }
    switch target.kind {
    case .name(let name): store(name, value)
    case .attribute(let object, let name, _):
      let mark = unit.top
      let place = try self.value(object)
      let flags = (place.isTemporary ? Flag.clearFirst : 0) | (value.isTemporary ? Flag.clearSecond : 0)
      unit.emit(.setAttribute, place.register, value.register, unit.cache(mangled(name)), d: flags)
      unit.top = mark
    case .subscript_(let object, let key):
      let mark = unit.top
      let container = try self.value(object)
      let index = try self.value(key)
      unit.emit(.setItem, container.register, index.register, value.register)
      if container.isTemporary { unit.emit(.clear, container.register) }
      if index.isTemporary { unit.emit(.clear, index.register) }
      if value.isTemporary { unit.emit(.clear, value.register) }
      unit.top = mark
    case .tuple(let items), .list(let items): try unpack(items, value, target.span)
    case .starred(_): throw syntaxError("starred assignment target must be in a list or tuple", target.span)
    default: throw syntaxError("cannot assign to expression here. Maybe you meant '==' instead of '='?", target.span)
    }
  }

  private func unpack(_ items: [Expression], _ value: Operand, _ span: Span) throws {
    let mark = unit.top
    let base = unit.allocate(items.count)
    let stars = items.indices.filter { if case .starred = items[$0].kind { true } else { false } }
    if stars.count > 1 { throw syntaxError("multiple starred expressions in assignment", span) }
    if let star = stars.first {
      unit.emit(.unpackStarred, base, star, value.register, d: UInt16(clamping: items.count - star - 1))
    } else {
      unit.emit(.unpack, base, items.count, value.register)
    }
    if value.isTemporary { unit.emit(.clear, value.register) }
    for (at, item) in items.enumerated() {
      let part = Operand(register: base + at, isTemporary: true)
      if case .starred(let inner) = item.kind { try assign(inner, part) } else { try assign(item, part) }
    }
    unit.top = mark
  }

  func assign(_ targets: [Expression], _ expression: Expression) throws {
    let mark = unit.top
    defer { unit.top = mark }
    if targets.count == 1, let target = targets.first {
      if case .name(let name) = target.kind, let register = directRegister(name) {
        try value(expression, into: register)
        if !unit.facts.deleted.contains(name) { unit.assigned.insert(register) }
        return
      }
      // a, b = x, y needs no tuple.
      if case .tuple(let left) = target.kind, case .tuple(let right) = expression.kind, left.count == right.count,
        left.count <= 16, !(left + right).contains(where: { if case .starred = $0.kind { true } else { false } })
      {
        let base = unit.allocate(right.count)
        for (at, item) in right.enumerated() { try value(item, into: base + at) }
        for (at, item) in left.enumerated() { try assign(item, Operand(register: base + at, isTemporary: true)) }
        return
      }
      try assign(target, value(expression))
      return
    }
    let place = unit.allocate()
    try value(expression, into: place)
    for (at, target) in targets.enumerated() {
      if at == targets.count - 1 {
        try assign(target, Operand(register: place, isTemporary: true))
      } else {
        let copy = unit.allocate()
        unit.emit(.move, copy, place)
        try assign(target, Operand(register: copy, isTemporary: true))
        unit.top = copy
      }
    }
  }

  /// `target op= value`: the parts of the target are computed once.
  func augmentedAssign(_ target: Expression, _ operation: BinaryOperator, _ expression: Expression, _ span: Span) throws
  {
    let mark = unit.top
    defer { unit.top = mark }
    switch target.kind {
    case .name(let name):
      if let register = directRegister(name) {
        _ = try binary(operation, target, expression, inPlace: true, into: register)
        return
      }
      let result = try binary(operation, target, expression, inPlace: true, into: unit.allocate())
      unit.span = span
      store(name, result)
    case .attribute(let object, let name, _):
      let place = try value(object)
      let current = unit.allocate()
      unit.span = target.span
      unit.emit(.getAttribute, current, place.register, unit.cache(mangled(name)))
      let operand = try value(expression)
      unit.span = span
      emitBinary(
        operation, current, current, operand.register, Flag.inPlace | (operand.isTemporary ? Flag.clearSecond : 0))
      unit.span = target.span
      unit.emit(
        .setAttribute, place.register, current, unit.cache(mangled(name)),
        d: Flag.clearSecond | (place.isTemporary ? Flag.clearFirst : 0))
    case .subscript_(let object, let key):
      let container = try value(object)
      let index = try value(key)
      let current = unit.allocate()
      unit.span = target.span
      unit.emit(.getItem, current, container.register, index.register)
      let operand = try value(expression)
      unit.span = span
      emitBinary(
        operation, current, current, operand.register, Flag.inPlace | (operand.isTemporary ? Flag.clearSecond : 0))
      unit.span = target.span
      unit.emit(.setItem, container.register, index.register, current)
      for place in [container, index, Operand(register: current, isTemporary: true)] where place.isTemporary {
        unit.emit(.clear, place.register)
      }
    default: throw syntaxError("illegal target for augmented assignment", target.span)
    }
  }

  func delete(_ target: Expression) throws {
    let outer = unit.span
    unit.span = target.span
    defer { unit.span = outer }
    let mark = unit.top
    defer { unit.top = mark }
    switch target.kind {
    case .name(let name): delete(name)
    case .attribute(let object, let name, _):
      let place = try value(object)
      unit.emit(.deleteAttribute, place.register, unit.nameConstant(mangled(name)))
      if place.isTemporary { unit.emit(.clear, place.register) }
    case .subscript_(let object, let key):
      let container = try value(object)
      let index = try value(key)
      unit.emit(.deleteItem, container.register, index.register)
      if container.isTemporary { unit.emit(.clear, container.register) }
      if index.isTemporary { unit.emit(.clear, index.register) }
    case .tuple(let items), .list(let items): for item in items { try delete(item) }
    default: throw syntaxError("cannot delete expression", target.span)
    }
  }
}
