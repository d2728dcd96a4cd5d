public import Diagnostics
import Library
public import Machine
import Syntax

/// A notebook in progress: names, numbered cells and what they gave. Every front end drives one of these, and none
/// decides anything about the language.
public final class Session {
  public let machine: Machine
  /// The names of the program.
  public let globals: DictObject
  /// The number of the last cell that ran; 0 before the first.
  public internal(set) var cell = 0
  /// What a bare `quit` or `exit` set.
  public internal(set) var isOver = false
  /// What a program that ended itself wants its status to be.
  public private(set) var exitStatus: Int32 = 0
  let inputs = ListObject([.string("")])
  let outputs = DictObject()
  /// The last checkpoint while someone keeps it: the next one shares what has not changed.
  weak var lastCheckpoint: Checkpoint?

  public init(_ options: StartOptions = StartOptions()) {
    machine = Machine()
    globals = Machine.newGlobals()
    machine.activate()
    MemoryCap.set(options.memory)
    machine.secondsLimit = options.seconds
    machine.files = options.folder.flatMap { FileAccess(folder: $0) }
    Library.install(on: machine)
    globals.set("In", .object(inputs))
    globals.set("Out", .object(outputs))
    addLeaving()
  }

  /// Becomes 1 to stop what runs; may be set from a signal handler.
  public var interruptFlag: UnsafeMutablePointer<Int32> { machine.interruptFlag }

  /// Whether each cell has the time for itself that the program was given, as a person at the prompt expects.
  public var isTimedByCell: Bool {
    get { machine.isTimedByCell }
    set { machine.isTimedByCell = newValue }
  }

  /// Runs a cell and tells `sink` of everything it says. Never throws; assignments before a failure stay.
  ///
  /// - Parameter name: What errors call the cell; nil is `In [n]`.
  public func run(_ text: String, name: String? = nil, into sink: @escaping (Event) -> Void) {
    cell += 1
    let code = Cell.dedented(text)
    inputs.items.append(.string(code))
    let source = Source(name: name ?? "In [\(cell)]", text: code)
    execute(source, asCell: true, wantsResult: !Cell.isSilenced(code), into: sink)
  }

  /// Runs text as a program of Python's: nothing is shown but what it prints, and no name is at hand without import.
  public func runProgram(_ source: Source, into sink: @escaping (Event) -> Void) {
    machine.namesAtHand = nil
    machine.namesAtHandList = { [] }
    machine.namesAtHandVersion += 1
    for name in ["In", "Out"] { globals.remove(StringObject.interned(name)) }
    globals.set("__file__", .string(source.name))
    globals.set("__doc__", .none)
    execute(source, asCell: false, wantsResult: false, into: sink)
  }

  /// The same, collected.
  public func run(_ text: String) -> [Event] {
    var events: [Event] = []
    run(text) { events.append($0) }
    return events
  }

  private func execute(_ source: Source, asCell: Bool, wantsResult: Bool, into sink: @escaping (Event) -> Void) {
    machine.standardOutput = { sink(.output($0)) }
    machine.standardError = { sink(.complaint($0)) }
    defer { if !asCell { machine.release(globals) } }
    do {
      let value = try machine.run(parsed(source), source: source, globals: globals, wantsResult: wantsResult)
      if wantsResult, !value.isNone { try show(value, into: sink) }
    } catch {
      let exception = machine.pythonError(error).exception
      if exception.type.isSubclass(of: .systemExit) {
        if isOver { return }
        if !asCell { return end(exception, sink) }
        // A cell that ends the program does not end the notebook.
        exception.hint = exception.hint ?? "to leave the notebook, type quit"
      }
      sink(.failure(Failure(exception, on: machine)))
    }
  }

  /// The end of a program by `sys.exit(code)`: a number is its status, anything else is said and means failure.
  private func end(_ exit: ExceptionObject, _ sink: (Event) -> Void) {
    isOver = true
    let code = (try? machine.attribute(of: .object(exit), "code")) ?? .none
    switch code {
    case .none: exitStatus = 0
    case .int(let status): exitStatus = Int32(status & 0xFF)
    case .bool(let flag): exitStatus = flag ? 1 : 0
    default:
      exitStatus = 1
      if let text = try? machine.str(code) { sink(.complaint(text + "\n")) }
    }
  }

  private func parsed(_ source: Source) throws -> [Statement] {
    do {
      return try machine.parsed(source)
    } catch {
      // IPython compiles cells so that what only stops too early says so.
      var fault = error
      if fault.needsMore, isCell(source) { fault.message = "incomplete input" }
      throw fault
    }
  }

  private func isCell(_ source: Source) -> Bool { source.name == "In [\(cell)]" }

  private func show(_ value: Value, into sink: (Event) -> Void) throws {
    if isLeaving(value) {
      isOver = true
      return
    }
    let text = try Display.text(of: value)
    remember(value)
    sink(.result(.init(cell: cell, bundle: [("text/plain", text)])))
  }

  /// `_`, `__`, `___`, `_3` and `Out[3]`.
  private func remember(_ value: Value) {
    if let last = globals.get("__") { globals.set("___", last) }
    if let last = globals.get("_") { globals.set("__", last) }
    globals.set("_", value)
    globals.set("_\(cell)", value)
    try? outputs.set(.int(cell), value)
  }

  // MARK: Leaving

  private static let leavingNames = ["quit", "exit"]

  private func addLeaving() {
    for name in Session.leavingNames {
      machine.builtins.set(
        name,
        .object(
          NativeFunction(
            name, [.init("code", default: Value.none)], summary: "Leaves the notebook.",
            .variadic { [unowned self] _ in
              isOver = true
              throw PythonError(.systemExit)
            })))
    }
  }

  /// `quit` without a call leaves, too, as IPython has it.
  private func isLeaving(_ value: Value) -> Bool {
    Session.leavingNames.contains { name in
      machine.builtins.get(StringObject.interned(name))?.isIdentical(to: value) ?? false
    }
  }
}
