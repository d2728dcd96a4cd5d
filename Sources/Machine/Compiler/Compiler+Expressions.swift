import BigInt
import Diagnostics
import Syntax

extension Compiler {
  /// Compiles an expression. With a target the value ends there; without one it may stay in a variable's register.
  /// Temporaries taken meanwhile are given back, except the one that the value is in.
  @discardableResult func value(_ expression: Expression, into target: Int? = nil) throws -> Operand {
    let outer = unit.span
    unit.span = expression.span
    defer { unit.span = outer }
    switch expression.kind {
    case .name(let name): return load(name, into: target)
    case .constant(let constant): return try self.constant(constant, into: target)
    case .formatted(let parts): return try formatted(parts, into: target)
    case .tuple(let items): return try sequence(items, .buildTuple, into: target)
    case .list(let items): return try sequence(items, .buildList, into: target)
    case .set(let items): return try sequence(items, .buildSet, into: target)
    case .dict(let items): return try dictionary(items, into: target)
    case .attribute(let object, let name, _): return try attribute(object, name, into: target)
    case .subscript_(let object, let key):
      return try combine(object, key, into: target) { destination, a, b, flags in
        self.unit.emit(.getItem, destination, a, b, d: flags)
      }
    case .slice(let lower, let upper, let step):
      let destination = temporary(target)
      let mark = unit.top
      let base = unit.allocate(3)
      for (at, part) in [lower, upper, step].enumerated() {
        if let part {
          try value(part, into: base + at)
        } else {
          unit.emit(.loadConstant, base + at, unit.constant(.none))
        }
      }
      unit.emit(.buildSlice, destination, base)
      unit.top = mark
      return Operand(register: destination, isTemporary: true)
    case .call(let callee, let arguments): return try call(callee, arguments, expression.span, into: target)
    case .unary(let operation, let operand): return try unary(operation, operand, into: target)
    case .binary(let operation, let left, let right, _):
      return try binary(operation, left, right, inPlace: false, into: target)
    case .comparison(let first, let rest): return try comparison(first, rest, into: target)
    case .and(let items): return try logical(items, stopsWhen: .jumpIfFalse, into: target)
    case .or(let items): return try logical(items, stopsWhen: .jumpIfTrue, into: target)
    case .conditional(let test, let then, let otherwise):
      let destination = temporary(target)
      let toElse = try jumps(test, when: false)
      let known = unit.assigned
      try value(then, into: destination)
      let toEnd = unit.emit(.jump)
      let afterThen = unit.assigned
      unit.land(toElse)
      unit.assigned = known
      try value(otherwise, into: destination)
      unit.assigned.formIntersection(afterThen)
      unit.land(toEnd)
      return Operand(register: destination, isTemporary: true)
    case .lambda(let parameters, let body):
      return try lambda(parameters, body, into: target)
    case .comprehension(let kind, let element, let value, let clauses):
      return try comprehension(kind, element, value, clauses, into: target)
    case .named(let name, _, let inner):
      let destination = temporary(target)
      try value(inner, into: destination)
      let copy = unit.allocate()
      unit.emit(.move, copy, destination)
      store(name, Operand(register: copy, isTemporary: true))
      unit.top = copy
      return Operand(register: destination, isTemporary: true)
    case .starred(_):
      throw syntaxError("can't use starred expression here", expression.span)
    case .yield(let inner):
      try checkYield(expression.span)
      let mark = unit.top
      let destination = safeTemporary(target)
      if let inner {
        try value(inner, into: destination)
      } else {
        unit.emit(.loadConstant, destination, unit.constant(.none))
      }
      unit.emit(.yield, destination, destination)
      return deliver(destination, to: target, mark: mark)
    case .yieldFrom(let inner):
      try checkYield(expression.span)
      let mark = unit.top
      let destination = safeTemporary(target)
      let above = unit.top
      let iterator = unit.allocate()
      try value(inner, into: iterator)
      unit.emit(.getYieldFromIterator, iterator, iterator)
      unit.emit(.loadConstant, destination, unit.constant(.none))
      let start = unit.here
      let send = unit.emit(.send, iterator, destination)
      unit.emit(.yield, destination, destination, 1)
      unit.emit(.jump, 0, 0, start)
      unit.land(send)
      unit.emit(.clear, iterator)
      unit.top = above
      return deliver(destination, to: target, mark: mark)
    case .await(_):
      throw syntaxError(
        "'await' is not supported", expression.span, hint: "asynchronous code is outside this language; call it plainly"
      )
    }
  }

  private func checkYield(_ span: Span) throws {
    if unit.kind != .function { throw syntaxError("'yield' outside function", span) }
  }

  /// A temporary to compute into: the target when it is one, or else a new one.
  func temporary(_ target: Int?) -> Int { target ?? unit.allocate() }

  /// The same, but never a variable's register, which an operand still to be read may be.
  private func safeTemporary(_ target: Int?) -> Int {
    if let target, target >= unit.firstTemporary { return target }
    return unit.allocate()
  }

  /// Moves a value to the target when it was not computed there.
  private func deliver(_ register: Int, to target: Int?, mark: Int) -> Operand {
    guard let target, target != register else {
      return Operand(register: register, isTemporary: true)
    }
    unit.emit(.take, target, register)
    unit.top = mark
    return Operand(register: target, isTemporary: true)
  }

  /// Two operands and an instruction that combines them.
  private func combine(
    _ left: Expression, _ right: Expression, into target: Int?,
    emit: (_ destination: Int, _ a: Int, _ b: Int, _ flags: UInt16) -> Void
  ) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    // The left operand may be computed in the destination when nothing else is read from there meanwhile.
    let first = try value(left, into: isPlainVariable(left) || destination < unit.firstTemporary ? nil : destination)
    let second = try value(right)
    var flags: UInt16 = 0
    if first.isTemporary, first.register != destination { flags |= Flag.clearFirst }
    if second.isTemporary { flags |= Flag.clearSecond }
    emit(destination, first.register, second.register, flags)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// Whether the expression is a variable in a register that can be read in place.
  func isPlainVariable(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind, case .register = unit.home(of: name) else { return false }
    return !unit.facts.walrus.contains(name)
  }

  // MARK: Constants and displays

  func constantValue(_ constant: Constant) throws -> Value {
    switch constant {
    case .none: .none
    case .true_: .bool(true)
    case .false_: .bool(false)
    case .ellipsis: .ellipsis
    case .int(let number): .int(number)
    case .bigInt(let digits, let radix): .integer(BigInt(try Integers.number(ofLiteral: digits, radix: radix)))
    case .float(let number): .float(number)
    case .imaginary(let number): .object(ComplexObject(0, number))
    case .string(let text): .object(StringObject(text))
    case .bytes(let bytes): .object(BytesObject(bytes))
    }
  }

  private func constant(_ constant: Constant, into target: Int?) throws -> Operand {
    let destination = temporary(target)
    if case .int(let number) = constant, let small = Int32(exactly: number) {
      unit.emit(.loadInteger, destination, Int(small))
    } else {
      unit.emit(.loadConstant, destination, unit.constant(try constantValue(constant)))
    }
    return Operand(register: destination, isTemporary: true)
  }

  private func formatted(_ parts: [FormattedPart], into target: Int?) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    let base = unit.top
    let plan = unit.constant(.object(TextPlan(Compiler.pieces(of: parts))))
    var index = 0
    for part in parts {
      switch part {
      case .text(let literal): index += literal.isEmpty ? 0 : 1
      case .field(let field, let label, let conversion, let spec):
        index += label == nil ? 0 : 1
        let place = unit.allocate()
        try value(field, into: place)
        if let conversion {
          try format(place, conversion, spec)
        } else if Compiler.isWritten(spec) {
          unit.emit(.formatField, place, plan, index)
        } else {
          try format(place, nil, spec)
        }
        index += 1
      }
    }
    unit.emit(.buildText, destination, base, plan)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// Whether a specification is known before the program runs.
  private static func isWritten(_ spec: [FormattedPart]) -> Bool {
    if case .text? = spec.first { return spec.count == 1 }
    return spec.isEmpty
  }

  private static func pieces(of parts: [FormattedPart]) -> [(literal: StringObject?, field: TextPlan.Field)] {
    var pieces: [(literal: StringObject?, field: TextPlan.Field)] = []
    let none = TextPlan.Field()
    func add(_ literal: String) {
      if !literal.isEmpty { pieces.append((StringObject(literal), none)) }
    }
    for part in parts {
      switch part {
      case .text(let literal): add(literal)
      case .field(_, let label, let conversion, let spec):
        if let label { add(label) }
        if case .text(let literal)? = spec.first, spec.count == 1, conversion == nil {
          pieces.append((nil, TextPlan.Field(literal)))
        } else {
          pieces.append((nil, none))
        }
      }
    }
    return pieces
  }

  /// Formats a value in a register with a conversion or a specification that the program works out.
  private func format(_ place: Int, _ conversion: Character?, _ spec: [FormattedPart]) throws {
    let kind: UInt16 =
      switch conversion {
      case "s": 1
      case "r": 2
      case "a": 3
      default: 0
      }
    if spec.isEmpty {
      unit.emit(.formatValue, place, place, -1, d: kind)
      return
    }
    let specPlace = unit.allocate()
    _ = try formatted(spec, into: specPlace)
    unit.emit(.formatValue, place, place, specPlace, d: kind)
    unit.top = specPlace
  }

  /// Whether CPython works an expression out before the program runs.
  private static func isConstant(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant: true
    case .unary(let operation, let operand): operation != .not && isConstant(operand)
    case .binary(_, let left, let right, _): isConstant(left) && isConstant(right)
    case .tuple(let items): items.allSatisfy(isConstant)
    default: false
    }
  }

  /// How often CPython makes a set that is written out anew, which decides its order: a set of constants once, and once
  /// more where it holds a letter that CPython itself uses as a name.
  private static func timesMadeAgain(_ items: [Expression]) -> UInt16 {
    guard items.count > 2, items.allSatisfy(isConstant) else { return 0 }
    let hasName = items.contains { item in
      guard case .constant(.string(let text)) = item.kind, text.utf8.count == 1 else { return false }
      return lettersOfCPython.contains(text)
    }
    return hasName ? 2 : 1
  }

  private static let lettersOfCPython = "BCLST_abcdefhijklmnopqrstvwxy"

  private func sequence(_ items: [Expression], _ opcode: Opcode, into target: Int?) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    let isUnpacking = items.contains { if case .starred = $0.kind { true } else { false } }
    if !isUnpacking, items.count <= 64 {
      let base = unit.allocate(items.count)
      for (at, item) in items.enumerated() { try value(item, into: base + at) }
      unit.emit(opcode, destination, base, items.count, d: opcode == .buildSet ? Compiler.timesMadeAgain(items) : 0)
      unit.top = mark
      return Operand(register: destination, isTemporary: true)
    }
    let collection = unit.allocate()
    unit.emit(opcode == .buildSet ? .buildSet : .buildList, collection, collection, 0)
    for item in items {
      let place = unit.allocate()
      if case .starred(let inner) = item.kind {
        try value(inner, into: place)
        unit.emit(opcode == .buildSet ? .setUpdate : .listExtend, collection, place)
      } else {
        try value(item, into: place)
        unit.emit(opcode == .buildSet ? .setAdd : .listAppend, collection, place)
      }
      unit.top = place
    }
    if opcode == .buildTuple { unit.emit(.listToTuple, collection) }
    unit.emit(.take, destination, collection)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  private func dictionary(_ items: [DictItem], into target: Int?) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    let isUnpacking = items.contains { if case .unpack = $0 { true } else { false } }
    if !isUnpacking, items.count <= 32 {
      let base = unit.allocate(items.count * 2)
      for (at, item) in items.enumerated() {
        guard case .pair(let key, let element) = item else { continue }
        try value(key, into: base + at * 2)
        try value(element, into: base + at * 2 + 1)
      }
      unit.emit(.buildDict, destination, base, items.count)
      unit.top = mark
      return Operand(register: destination, isTemporary: true)
    }
    let collection = unit.allocate()
    unit.emit(.buildDict, collection, collection, 0)
    for item in items {
      let place = unit.allocate(2)
      switch item {
      case .pair(let key, let element):
        try value(key, into: place)
        try value(element, into: place + 1)
        unit.emit(.dictSet, collection, place, place + 1)
      case .unpack(let mapping):
        try value(mapping, into: place)
        unit.emit(.dictMerge, collection, place)
      }
      unit.top = place
    }
    unit.emit(.take, destination, collection)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  // MARK: Attributes and operators

  private func attribute(_ object: Expression, _ name: String, into target: Int?) throws -> Operand {
    let name = mangled(name)
    let destination = temporary(target)
    let mark = unit.top
    let place = try value(
      object, into: isPlainVariable(object) || destination < unit.firstTemporary ? nil : destination)
    let flags = place.isTemporary && place.register != destination ? Flag.clearFirst : 0
    unit.emit(.getAttribute, destination, place.register, unit.cache(name), d: flags)
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// Names with two underscores in front belong to the class they are written in.
  func mangled(_ name: String) -> String {
    guard name.utf8.count > 2, name.hasPrefix("__"), let className else { return name }
    return Compiler.mangled(name, in: className)
  }

  static func mangled(_ name: String, in className: String) -> String {
    guard name.utf8.count > 2, name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
  }

  private var className: String? {
    var current: Unit? = unit
    while let unit = current {
      if unit.kind == .classBody { return unit.code.name }
      current = unit.parent
    }
    return nil
  }

  private func unary(_ operation: UnaryOperator, _ operand: Expression, into target: Int?) throws -> Operand {
    if operation == .negative, case .constant(let constant) = operand.kind {
      // A negative number is one constant.
      switch constant {
      case .int(let number): return try self.constant(.int(-number), into: target)
      case .float(let number): return try self.constant(.float(-number), into: target)
      default: break
      }
    }
    let destination = temporary(target)
    let mark = unit.top
    let place = try value(
      operand, into: isPlainVariable(operand) || destination < unit.firstTemporary ? nil : destination)
    let flags = place.isTemporary && place.register != destination ? Flag.clearFirst : 0
    if operation == .not {
      unit.emit(.not, destination, place.register, d: flags)
    } else {
      unit.emit(.unary, destination, place.register, d: UInt16(operation.rawValue) << 4 | flags)
    }
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// A whole number that fits into an instruction.
  func smallInteger(_ expression: Expression) -> Int? {
    switch expression.kind {
    case .constant(.int(let number)): return number.magnitude < 1 << 30 ? number : nil
    case .unary(.negative, let inner): return smallInteger(inner).map { -$0 }
    default: return nil
    }
  }

  func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, inPlace: Bool, into target: Int?
  ) throws -> Operand {
    let extra = inPlace ? Flag.inPlace : 0
    if let number = smallInteger(right) {
      var opcode: Opcode?
      var flags = extra
      var operand = number
      switch operation {
      case .add: opcode = .addInteger
      case .subtract:
        opcode = .addInteger
        operand = -number
        flags |= Flag.subtraction
      case .multiply: opcode = .multiplyInteger
      case .floorDivide where number > 0: opcode = .floorDivideInteger
      case .modulo where number > 0: opcode = .moduloInteger
      default: break
      }
      if let opcode {
        let destination = temporary(target)
        let mark = unit.top
        let place = try value(
          left, into: isPlainVariable(left) || destination < unit.firstTemporary ? nil : destination)
        if place.isTemporary, place.register != destination { flags |= Flag.clearFirst }
        unit.emit(opcode, destination, place.register, operand, d: flags)
        unit.top = mark
        return Operand(register: destination, isTemporary: true)
      }
    }
    return try combine(left, right, into: target) { destination, a, b, flags in
      self.emitBinary(operation, destination, a, b, flags | extra)
    }
  }

  func emitBinary(_ operation: BinaryOperator, _ destination: Int, _ a: Int, _ b: Int, _ flags: UInt16) {
    let opcode: Opcode =
      switch operation {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .floorDivide: .floorDivide
      case .modulo: .modulo
      default: .binary
      }
    unit.emit(opcode, destination, a, b, d: flags | UInt16(operation.rawValue) << 4)
  }

  private func emitComparison(_ operation: ComparisonOperator, _ destination: Int, _ a: Int, _ b: Int, _ flags: UInt16)
  {
    let opcode: Opcode =
      switch operation {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .is_, .isNot, .in_, .notIn: .compare
      }
    unit.emit(opcode, destination, a, b, d: flags | UInt16(operation.rawValue) << 4)
  }

  private func comparison(
    _ first: Expression, _ rest: [(ComparisonOperator, Expression)], into target: Int?
  ) throws -> Operand {
    if rest.count == 1, let (operation, right) = rest.first {
      return try combine(first, right, into: target) { destination, a, b, flags in
        self.emitComparison(operation, destination, a, b, flags)
      }
    }
    // a < b < c: each operand is computed once, and the first that fails decides.
    let mark = unit.top
    let destination = safeTemporary(target)
    let left = unit.allocate()
    try value(first, into: left)
    var exits: [Int] = []
    for (at, (operation, right)) in rest.enumerated() {
      let place = unit.allocate()
      try value(right, into: place)
      let isLast = at == rest.count - 1
      emitComparison(operation, destination, left, place, isLast ? Flag.clearFirst | Flag.clearSecond : Flag.clearFirst)
      if !isLast {
        exits.append(unit.emit(.jumpIfFalse, destination))
        unit.emit(.take, left, place)
      }
      unit.top = place
    }
    let toEnd = unit.emit(.jump)
    unit.land(exits)
    // The right operand of the comparison that failed is still there.
    unit.emit(.clear, left + 1)
    unit.land(toEnd)
    unit.top = destination == mark ? mark + 1 : mark
    return deliver(destination, to: target, mark: mark)
  }

  private func logical(_ items: [Expression], stopsWhen opcode: Opcode, into target: Int?) throws -> Operand {
    let mark = unit.top
    let destination = safeTemporary(target)
    let top = unit.top
    var exits: [Int] = []
    var known: Set<Int>?
    for (at, item) in items.enumerated() {
      try value(item, into: destination)
      if known == nil { known = unit.assigned }
      if at < items.count - 1 { exits.append(unit.emit(opcode, destination)) }
    }
    unit.assigned = known ?? unit.assigned
    unit.land(exits)
    unit.top = top
    return deliver(destination, to: target, mark: mark)
  }

  // MARK: Conditions

  /// Compiles a condition and gives back the jumps that are taken when it is `sense`.
  func jumps(_ test: Expression, when sense: Bool) throws -> [Int] {
    let outer = unit.span
    unit.span = test.span
    defer { unit.span = outer }
    let mark = unit.top
    defer { unit.top = mark }
    switch test.kind {
    case .unary(.not, let inner): return try jumps(inner, when: !sense)
    case .and(let items) where !sense, .or(let items) where sense:
      var result: [Int] = []
      var known: Set<Int>?
      for item in items {
        result += try jumps(item, when: sense)
        if known == nil { known = unit.assigned }
      }
      unit.assigned = known ?? unit.assigned
      return result
    case .and(let items), .or(let items):
      var over: [Int] = []
      var known: Set<Int>?
      for item in items.dropLast() {
        over += try jumps(item, when: !sense)
        if known == nil { known = unit.assigned }
      }
      let result = try items.last.map { try jumps($0, when: sense) } ?? []
      unit.assigned = known ?? unit.assigned
      unit.land(over)
      return result
    case .comparison(let first, let rest) where !sense && rest.count == 1:
      guard let (operation, right) = rest.first, let (plain, immediate) = Compiler.jumpOpcodes(operation) else { break }
      let left = try value(first)
      if let number = smallInteger(right) {
        return [unit.emit(immediate, left.register, number, d: left.isTemporary ? Flag.clearFirst : 0)]
      }
      let second = try value(right)
      let flags = (left.isTemporary ? Flag.clearFirst : 0) | (second.isTemporary ? Flag.clearSecond : 0)
      return [unit.emit(plain, left.register, second.register, d: flags)]
    case .constant(let constant):
      switch constant {
      case .true_: return sense ? [unit.emit(.jump)] : []
      case .false_, .none: return sense ? [] : [unit.emit(.jump)]
      default: break
      }
    default: break
    }
    let place = try value(test)
    return [unit.emit(sense ? .jumpIfTrue : .jumpIfFalse, place.register, d: place.isTemporary ? Flag.clearFirst : 0)]
  }

  private static func jumpOpcodes(_ operation: ComparisonOperator) -> (Opcode, Opcode)? {
    switch operation {
    case .equal: (.jumpUnlessEqual, .jumpUnlessEqualInteger)
    case .notEqual: (.jumpUnlessNotEqual, .jumpUnlessNotEqualInteger)
    case .less: (.jumpUnlessLess, .jumpUnlessLessInteger)
    case .lessOrEqual: (.jumpUnlessLessOrEqual, .jumpUnlessLessOrEqualInteger)
    case .greater: (.jumpUnlessGreater, .jumpUnlessGreaterInteger)
    case .greaterOrEqual: (.jumpUnlessGreaterOrEqual, .jumpUnlessGreaterOrEqualInteger)
    case .is_, .isNot, .in_, .notIn: nil
    }
  }
}
