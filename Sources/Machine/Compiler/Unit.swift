import Diagnostics
import Syntax

/// One code object in the making: its instructions, registers and variables.
final class Unit {
  enum Kind { case module, function, classBody }

  /// Where a variable lives.
  enum Home {
    case register(Int)
    /// A register that holds a cell.
    case cell(Int)
    /// A cell that the closure holds.
    case free(Int)
    case global
    /// The namespace of the class body being run.
    case classNamespace
    /// The namespace of the class body, or else a cell that the closure holds.
    case classFree(Int)
  }

  let kind: Kind
  let parent: Unit?
  let code: CodeObject
  let facts: ScopeFacts
  /// What is put before the names of functions inside: `f.<locals>.`.
  var prefix: String

  private var homes: [String: Home] = [:]
  /// Targets of the comprehensions being compiled, which hide other variables.
  private var overlays: [[String: Home]] = []
  /// The cell `__class__` of a class body whose methods ask for it.
  var classCell: Int?

  var instructions: [Instruction] = []
  var spans: [Span] = []
  var span = Span(0, 0)
  private var constants: [Value] = []
  private var constantIndex: [ConstantKey: Int] = [:]
  private var cacheNames: [StringObject] = []
  /// The first register above the variables in use.
  var top = 0
  private(set) var registerCount = 0
  /// Variables known to hold a value at this point.
  var assigned: Set<Int> = []
  var blocks: [Block] = []

  /// What stands around the statement being compiled, and must be left in order.
  struct Block {
    enum Kind {
      /// The place to go on for `continue`, and the jumps of `break` still to be aimed.
      case loop(start: Int, iterator: Int?)
      /// The body of a `try` with handlers: nothing needs doing on the way out.
      case tryBody
      /// Statements to run on leaving.
      case finally([Statement])
      /// A `with` whose manager is in the register.
      case with(manager: Int, span: Span)
      /// An `except` body: the register keeps what was handled before.
      case handler(saved: Int, exception: Int, name: String?)
    }
    let kind: Kind
    var breaks: [Int] = []
    /// Protected ranges, without the parts that leave this block.
    var ranges: [Range<Int>] = []
    var opened: Int
  }

  private enum ConstantKey: Hashable {
    case int(Int), float(UInt64), string([UInt8]), bool(Bool), none
  }

  init(kind: Kind, parent: Unit?, code: CodeObject, facts: ScopeFacts, prefix: String, parameters: [String] = []) {
    self.kind = kind
    self.parent = parent
    self.code = code
    self.facts = facts
    self.prefix = prefix
    code.parameterNames = parameters
    guard kind == .function else { return }
    let shared = facts.shared
    for name in parameters + facts.bound.filter({ !parameters.contains($0) }) where facts.binds(name) {
      let register = newVariable(name)
      homes[name] = shared.contains(name) ? .cell(register) : .register(register)
    }
    for name in parameters where !facts.deleted.contains(name) {
      if case .register(let register)? = homes[name] { assigned.insert(register) }
    }
  }

  // MARK: Variables

  /// A register for a variable; only while no temporaries are in use.
  private func newVariable(_ name: String) -> Int {
    code.variableNames.append(name)
    return allocate()
  }

  /// Emits what must be done for shared variables before the body runs.
  func prepareCells() {
    for (at, name) in code.variableNames.enumerated() {
      guard case .cell(let register)? = homes[name], register == at else { continue }
      emit(at < code.parameterNames.count ? .makeCell : .newCell, register)
    }
  }

  func home(of name: String) -> Home {
    for overlay in overlays.reversed() { if let home = overlay[name] { return home } }
    if facts.globals.contains(name) { return .global }
    if let home = homes[name] { return home }
    switch kind {
    case .module: return .global
    case .function:
      if let index = freeIndex(name) { return .free(index) }
      return .global
    case .classBody:
      if facts.binds(name), overlays.isEmpty { return .classNamespace }
      if facts.nonlocals.contains(name), let index = freeIndex(name) { return .free(index) }
      if let index = freeIndex(name) { return overlays.isEmpty ? .classFree(index) : .free(index) }
      return overlays.isEmpty ? .classNamespace : .global
    }
  }

  /// Whether a scope around this one binds the name for those inside.
  func isBoundOutside(_ name: String) -> Bool {
    var unit = parent
    while let outer = unit {
      if outer.provides(name) { return true }
      unit = outer.parent
    }
    return false
  }

  private func provides(_ name: String) -> Bool {
    if overlays.contains(where: { $0[name] != nil }) { return true }
    switch kind {
    case .module: return false
    case .function: return facts.binds(name)
    case .classBody: return name == "__class__" && classCell != nil
    }
  }

  /// The index of the name among the closure's cells, asked for from the scopes around; nil when none has it.
  private func freeIndex(_ name: String) -> Int? {
    if let known = code.freeNames.firstIndex(of: name) { return known }
    guard isBoundOutside(name), let capture = parent?.capture(name) else { return nil }
    code.freeNames.append(name)
    code.captures.append(capture)
    return code.freeNames.count - 1
  }

  private func capture(_ name: String) -> CodeObject.Capture? {
    if provides(name) {
      for overlay in overlays.reversed() {
        if case .cell(let register)? = overlay[name] { return .register(register) }
      }
      if name == "__class__", let classCell { return .register(classCell) }
      if case .cell(let register)? = homes[name] { return .register(register) }
      return nil
    }
    return freeIndex(name).map { .closure($0) }
  }

  func pushOverlay(_ overlay: [String: Home]) { overlays.append(overlay) }
  func popOverlay() { overlays.removeLast() }

  // MARK: Registers

  func allocate() -> Int {
    top += 1
    registerCount = Swift.max(registerCount, top)
    return top - 1
  }

  func allocate(_ count: Int) -> Int {
    let first = top
    top += count
    registerCount = Swift.max(registerCount, top)
    return first
  }

  var firstTemporary: Int { code.variableNames.count }

  // MARK: Instructions

  @discardableResult func emit(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, d: UInt16 = 0) -> Int {
    instructions.append(
      Instruction(
        opcode: opcode, d: d, a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b),
        c: Int32(truncatingIfNeeded: c)))
    spans.append(span)
    return instructions.count - 1
  }

  var here: Int { instructions.count }

  /// Aims a jump at the next instruction.
  func land(_ jump: Int) { instructions[jump].c = Int32(truncatingIfNeeded: here) }
  func land(_ jumps: [Int]) { for jump in jumps { land(jump) } }

  func constant(_ value: Value) -> Int {
    let key: ConstantKey?
    switch value {
    case .int(let number): key = .int(number)
    case .float(let number): key = .float(number.bitPattern)
    case .bool(let flag): key = .bool(flag)
    case .none: key = ConstantKey.none
    default: key = value.asString.map { .string(Array($0.text.utf8)) }
    }
    if let key, let known = constantIndex[key] {
      // A text that is a name elsewhere is that name: the names of attributes are told apart by identity.
      if let name = value.asString, name.isInterned { constants[known] = value }
      return known
    }
    constants.append(value)
    if let key { constantIndex[key] = constants.count - 1 }
    return constants.count - 1
  }

  /// A constant that names things: an interned string.
  func nameConstant(_ name: String) -> Int { constant(.object(StringObject.interned(name))) }

  /// A new inline cache for a name.
  func cache(_ name: String) -> Int {
    cacheNames.append(StringObject.interned(name))
    return cacheNames.count - 1
  }

  func addHandler(_ ranges: [Range<Int>], target: Int, register: Int, keep: Int) {
    for range in ranges where !range.isEmpty {
      code.handlers.append(CodeObject.Handler(range: range, target: target, register: register, keep: keep))
    }
  }

  func finish() {
    code.spans = spans
    code.seal(instructions: instructions, constants: constants, cacheNames: cacheNames, registers: registerCount)
  }
}
