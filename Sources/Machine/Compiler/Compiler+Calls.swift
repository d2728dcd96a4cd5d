import Diagnostics
import Syntax

extension Compiler {
  /// A call. The callee, a place for the instance and the arguments lie side by side, where the called function's
  /// registers will be.
  func call(_ callee: Expression, _ arguments: [Argument], _ span: Span, into target: Int?) throws -> Operand {
    let destination = temporary(target)
    let mark = unit.top
    if isPlainSuper(callee, arguments), let (cell, first) = superParts(span) {
      unit.emit(.superObject, destination, cell, first)
      unit.emit(.clear, cell)
      unit.emit(.clear, first)
      return Operand(register: destination, isTemporary: true)
    }
    let base = unit.allocate(2)
    let isMethod = try loadCallee(callee, arguments, base)
    var isUnpacking = false
    var names: [StringObject] = []
    for argument in arguments {
      switch argument.kind {
      case .positional: break
      case .keyword(let name, let nameSpan):
        let name = StringObject.interned(name)
        if names.contains(where: { $0 === name }) {
          throw syntaxError("keyword argument repeated: \(name.text)", nameSpan)
        }
        names.append(name)
      case .unpackSequence, .unpackMapping: isUnpacking = true
      }
    }
    if isUnpacking || arguments.count > 200 {
      try unpackedArguments(arguments, base, isMethod: isMethod)
      unit.span = span
      unit.emit(.callUnpacked, base, isMethod ? 1 : 0, destination)
      unit.top = mark
      return Operand(register: destination, isTemporary: true)
    }
    // Positional arguments may follow keyword ones in the text only as `*x`, which is handled above.
    for argument in arguments { try value(argument.value, into: unit.allocate()) }
    unit.span = span
    if names.isEmpty {
      unit.emit(isMethod ? .callMethod : .call, base, arguments.count, destination)
    } else {
      let tuple = unit.constant(.object(TupleObject(names.map { .object($0) })))
      guard let index = UInt16(exactly: tuple) else {
        throw syntaxError("too many constants in one piece of code", span)
      }
      unit.emit(
        isMethod ? .callMethodKeywords : .callKeywords, base, arguments.count - names.count, destination, d: index)
    }
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  /// Puts what is called into `base` and, for a method, its instance into `base + 1`; whether that was done.
  private func loadCallee(_ callee: Expression, _ arguments: [Argument], _ base: Int) throws -> Bool {
    switch callee.kind {
    case .attribute(let object, let name, _):
      let name = mangled(name)
      if try loadSuperMethod(object, name, callee.span, base) { return true }
      let outer = unit.span
      unit.span = callee.span
      defer { unit.span = outer }
      let place = try value(object, into: isPlainVariable(object) ? nil : base + 1)
      unit.emit(.loadMethod, base, place.register, unit.cache(name))
      return true
    default:
      try value(callee, into: base)
      return false
    }
  }

  /// Whether this is `super()` in a method: `super(__class__, first parameter)`.
  private func isPlainSuper(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    guard arguments.isEmpty, case .name("super") = callee.kind, case .global = unit.home(of: "super"),
      unit.kind == .function, unit.code.parameterNames.first != nil, case .free = unit.home(of: "__class__")
    else { return false }
    return true
  }

  /// The class and the instance that `super()` stands for, in temporaries that are free again.
  private func superParts(_ span: Span) -> (cell: Int, first: Int)? {
    guard let first = unit.code.parameterNames.first else { return nil }
    let mark = unit.top
    let cell = unit.allocate()
    let value = unit.allocate()
    let outer = unit.span
    unit.span = span
    _ = load("__class__", into: cell)
    _ = load(first, into: value)
    unit.span = outer
    unit.top = mark
    return (cell, value)
  }

  /// `super().name(…)`.
  private func loadSuperMethod(_ object: Expression, _ name: String, _ span: Span, _ base: Int) throws -> Bool {
    guard case .call(let inner, let arguments) = object.kind, isPlainSuper(inner, arguments),
      let (cell, first) = superParts(object.span)
    else { return false }
    let outer = unit.span
    unit.span = span
    unit.emit(.superObject, base + 1, cell, first)
    unit.emit(.clear, cell)
    unit.emit(.clear, first)
    unit.emit(.loadMethod, base, base + 1, unit.cache(name))
    unit.span = outer
    return true
  }

  /// Arguments with `*` or `**` among them: a list and a dictionary.
  private func unpackedArguments(_ arguments: [Argument], _ base: Int, isMethod: Bool) throws {
    let list = unit.allocate()
    let mapping = unit.allocate()
    unit.emit(.buildList, list, list, 0)
    var hasMapping = false
    // Only what is unpacked alone is called an argument of the callee in errors.
    let isAlone = arguments.count { if case .positional = $0.kind { true } else { $0.isUnpackedSequence } } == 1
    for argument in arguments {
      let place = unit.allocate(2)
      unit.span = argument.span
      switch argument.kind {
      case .positional:
        try value(argument.value, into: place)
        unit.emit(.listAppend, list, place)
      case .unpackSequence:
        try value(argument.value, into: place)
        unit.emit(.listExtend, list, place, base, d: isAlone ? 1 : 0)
      case .keyword, .unpackMapping:
        if !hasMapping { unit.emit(.buildDict, mapping, mapping, 0) }
        hasMapping = true
        if case .keyword(let name, _) = argument.kind {
          // A dictionary of one, so that names given twice are noticed in one place.
          unit.emit(.loadConstant, place, unit.nameConstant(name))
          try value(argument.value, into: place + 1)
          let single = unit.allocate()
          unit.emit(.buildDict, single, place, 1)
          unit.emit(.dictMerge, mapping, single, base, d: 1)
          unit.top = single
        } else {
          try value(argument.value, into: place)
          unit.emit(.dictMerge, mapping, place, base, d: 1)
        }
      }
      unit.top = place
    }
    if !hasMapping { unit.emit(.loadConstant, mapping, unit.constant(.none)) }
  }
}

extension Argument {
  fileprivate var isUnpackedSequence: Bool { if case .unpackSequence = kind { true } else { false } }
}
