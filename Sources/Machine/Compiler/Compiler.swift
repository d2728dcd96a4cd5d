import Diagnostics
import Syntax

/// Turns the tree into code objects. Names are resolved to registers, cells or cached look-ups, so that running needs
/// no dictionary of variables.
final class Compiler {
  let source: Source
  var unit: Unit

  init(source: Source, name: String = "<module>", facts: ScopeFacts) {
    self.source = source
    let code = CodeObject(name: name, qualifiedName: name, source: source, doc: nil)
    unit = Unit(kind: .module, parent: nil, code: code, facts: facts, prefix: "")
  }

  /// A cell or file. With `wantsResult`, the code returns the value of a last statement that is an expression.
  static func module(_ statements: [Statement], source: Source, wantsResult: Bool) throws -> CodeObject {
    let compiler = Compiler(source: source, facts: .body(statements))
    let unit = compiler.unit
    var body = statements[...]
    var last: Expression?
    if wantsResult, case .expression(let value)? = statements.last?.kind {
      last = value
      body = statements.dropLast()
    }
    if !unit.facts.nonlocals.isEmpty, let place = Compiler.nonlocalPlace(statements) {
      throw compiler.syntaxError("nonlocal declaration not allowed at module level", place)
    }
    try compiler.statements(Array(body))
    if let last {
      let value = try compiler.value(last)
      unit.span = last.span
      compiler.emitReturn(value)
    } else {
      unit.emit(.returnNone, 0, unit.top)
    }
    unit.finish()
    return unit.code
  }

  private static func nonlocalPlace(_ statements: [Statement]) -> Span? {
    for statement in statements { if case .nonlocal = statement.kind { return statement.span } }
    return nil
  }

  /// A value in a register: a variable's own, or a temporary that the next instruction uses up.
  struct Operand {
    let register: Int
    let isTemporary: Bool
  }

  func emitReturn(_ value: Operand) {
    // A variable's register ends with the call, too.
    unit.emit(.returnValue, value.register, unit.top)
  }

  /// A SyntaxError that only the compiler can see.
  func syntaxError(_ message: String, _ span: Span, hint: String? = nil) -> PythonError {
    let error = PythonError(.syntaxError, message, hint: hint)
    error.exception.syntaxPlace = TracebackEntry(source: source, span: span, function: unit.code.name)
    return error
  }

  // MARK: Names

  /// The value of a name, without a copy where it lives in a register.
  func load(_ name: String, into target: Int?) -> Operand {
    let home = unit.home(of: name)
    if case .register(let register) = home {
      if !unit.assigned.contains(register) {
        unit.emit(.checkLocal, register, unit.nameConstant(name))
        if !unit.facts.deleted.contains(name) { unit.assigned.insert(register) }
      }
      if target == nil, !unit.facts.walrus.contains(name) { return Operand(register: register, isTemporary: false) }
      let destination = target ?? unit.allocate()
      unit.emit(.move, destination, register)
      return Operand(register: destination, isTemporary: true)
    }
    let destination = target ?? unit.allocate()
    switch home {
    case .register: break
    case .cell(let cell): unit.emit(.loadCell, destination, cell, unit.nameConstant(name))
    case .free(let index): unit.emit(.loadFree, destination, index, unit.nameConstant(name))
    case .global: unit.emit(.loadGlobal, destination, unit.cache(mangled(name)))
    case .classNamespace: unit.emit(.loadName, destination, unit.nameConstant(mangled(name)))
    case .classFree(let index):
      unit.emit(.loadClassFree, destination, unit.nameConstant(mangled(name)), index)
    }
    return Operand(register: destination, isTemporary: true)
  }

  /// Stores a value under a name; a temporary is used up.
  func store(_ name: String, _ value: Operand) {
    switch unit.home(of: name) {
    case .register(let register):
      if register != value.register { unit.emit(value.isTemporary ? .take : .move, register, value.register) }
      if !unit.facts.deleted.contains(name) { unit.assigned.insert(register) }
      return
    case .cell(let cell): unit.emit(.storeCell, cell, value.register)
    case .free(let index): unit.emit(.storeFree, index, value.register)
    case .global: unit.emit(.storeGlobal, value.register, unit.cache(mangled(name)))
    case .classNamespace, .classFree: unit.emit(.storeName, value.register, unit.nameConstant(mangled(name)))
    }
    if value.isTemporary { unit.emit(.clear, value.register) }
  }

  func delete(_ name: String) {
    let constant = unit.nameConstant(mangled(name))
    switch unit.home(of: name) {
    case .register(let register): unit.emit(.deleteLocal, register, constant)
    case .cell(let cell): unit.emit(.deleteCell, cell, 0, constant)
    case .free(let index): unit.emit(.deleteFree, index, 0, constant)
    case .global: unit.emit(.deleteGlobal, 0, constant)
    case .classNamespace, .classFree: unit.emit(.deleteName, 0, constant)
    }
  }

  /// The register that a plain assignment to the name could compute into.
  func directRegister(_ name: String) -> Int? {
    if case .register(let register) = unit.home(of: name) { return register }
    return nil
  }
}
