import Diagnostics
import Syntax

extension Compiler {
  func match(_ subject: Expression, _ cases: [MatchCase]) throws {
    let place = unit.allocate()
    try value(subject, into: place)
    let known = unit.assigned
    var ends: [Int] = []
    let mark = unit.top
    var highest = mark
    for item in cases {
      unit.assigned = known
      unit.top = mark
      var failures: [Int] = []
      var captures: [(String, Int)] = []
      try pattern(item.pattern, place, &failures, &captures)
      for (name, register) in captures { store(name, Operand(register: register, isTemporary: true)) }
      if let test = item.guardExpression { failures += try jumps(test, when: false) }
      // What the pattern looked at stays in its registers until the statement ends.
      highest = Swift.max(highest, unit.top)
      unit.emit(.clear, place)
      try statements(item.body)
      ends.append(unit.emit(.jump))
      unit.land(failures)
    }
    unit.emit(.clear, place)
    unit.land(ends)
    for register in mark..<highest { unit.emit(.clear, register) }
    unit.top = mark
    unit.assigned = known
  }

  /// Emits tests of one pattern against a register, which stays as it is. Names are kept in registers of their own
  /// until the whole pattern has matched.
  private func pattern(
    _ pattern: Pattern, _ subject: Int, _ failures: inout [Int], _ captures: inout [(String, Int)]
  ) throws {
    unit.span = pattern.span
    switch pattern.kind {
    case .value(let expression):
      let result = unit.allocate()
      let place = try value(expression)
      unit.emit(.equal, result, subject, place.register, d: place.isTemporary ? Flag.clearSecond : 0)
      failures.append(unit.emit(.jumpIfFalse, result, d: Flag.clearFirst))
    case .singleton(let constant):
      let result = unit.allocate()
      let place = unit.allocate()
      unit.emit(.loadConstant, place, unit.constant(try constantValue(constant)))
      unit.emit(.compare, result, subject, place, d: UInt16(ComparisonOperator.is_.rawValue) << 4)
      failures.append(unit.emit(.jumpIfFalse, result))
    case .capture(let inner, let name):
      if let inner { try self.pattern(inner, subject, &failures, &captures) }
      if let name { try capture(name, subject, pattern.span, &captures) }
    case .star(let name): if let name { try capture(name, subject, pattern.span, &captures) }
    case .sequence(let items): try sequence(items, subject, pattern.span, &failures, &captures)
    case .mapping(let keys, let values, let rest):
      let result = unit.allocate()
      unit.emit(.matchMapping, result, subject)
      failures.append(unit.emit(.jumpIfFalse, result))
      let keyBase = unit.allocate(keys.count)
      for (at, key) in keys.enumerated() { try value(key, into: keyBase + at) }
      for (at, inner) in values.enumerated() {
        let place = unit.allocate()
        unit.emit(.matchKey, place, subject, keyBase + at)
        failures.append(unit.emit(.jumpIfUndefined, place))
        try self.pattern(inner, place, &failures, &captures)
      }
      if let rest {
        let place = unit.allocate()
        unit.emit(.matchRest, place, subject, keys.count, d: UInt16(clamping: keyBase))
        captures.append((rest, place))
      }
    case .class_(let type, let positional, let keywords):
      let base = unit.allocate(1 + positional.count + keywords.count)
      try value(type, into: base)
      let names = TupleObject(keywords.map { .object(StringObject.interned($0.0)) })
      unit.emit(
        .matchClass, base, subject, positional.count,
        d: UInt16(clamping: unit.constant(.object(names))))
      failures.append(unit.emit(.jumpIfFalse, base))
      for (at, inner) in (positional + keywords.map(\.1)).enumerated() {
        try self.pattern(inner, base + 1 + at, &failures, &captures)
      }
    case .or(let alternatives):
      var matched: [Int] = []
      var places: [String: Int] = [:]
      for (at, alternative) in alternatives.enumerated() {
        var inner: [Int] = []
        var names: [(String, Int)] = []
        try self.pattern(alternative, subject, &inner, &names)
        for (name, register) in names {
          if at == 0 {
            places[name] = register
          } else if let place = places[name] {
            unit.emit(.take, place, register)
          } else {
            throw syntaxError("alternative patterns bind different names", alternative.span)
          }
        }
        if names.count != places.count {
          throw syntaxError("alternative patterns bind different names", alternative.span)
        }
        if at < alternatives.count - 1 {
          matched.append(unit.emit(.jump))
          unit.land(inner)
        } else {
          failures += inner
        }
      }
      unit.land(matched)
      for (name, register) in places.sorted(by: { $0.value < $1.value }) { captures.append((name, register)) }
    }
  }

  private func capture(_ name: String, _ subject: Int, _ span: Span, _ captures: inout [(String, Int)]) throws {
    if captures.contains(where: { $0.0 == name }) {
      throw syntaxError("multiple assignments to name '\(name)' in pattern", span)
    }
    let place = unit.allocate()
    unit.emit(.move, place, subject)
    captures.append((name, place))
  }

  private func sequence(
    _ items: [Pattern], _ subject: Int, _ span: Span, _ failures: inout [Int], _ captures: inout [(String, Int)]
  ) throws {
    let stars = items.indices.filter { if case .star = items[$0].kind { true } else { false } }
    if stars.count > 1 { throw syntaxError("multiple starred expressions in sequence pattern", span) }
    let result = unit.allocate()
    unit.emit(.matchSequence, result, subject, items.count - stars.count, d: stars.isEmpty ? 0 : 1)
    failures.append(unit.emit(.jumpIfFalse, result))
    let base = unit.allocate(items.count)
    if let star = stars.first {
      unit.emit(.unpackStarred, base, star, subject, d: UInt16(clamping: items.count - star - 1))
    } else {
      unit.emit(.unpack, base, items.count, subject)
    }
    for (at, item) in items.enumerated() { try pattern(item, base + at, &failures, &captures) }
  }
}
