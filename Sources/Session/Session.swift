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
  /// The cells as they were typed; the first is none.
  var rawInputs = [""]
  /// What was made from what.
  var lineage = Lineage()

  /// Whether a person sits at a prompt, who may name any file.
  public var isInteractive = false
  /// Whether errors come with hints.
  public var showsHints = true
  /// Whether results are labelled `Out[n]:`.
  public var labelsResults = false
  /// Whether a row that goes on with a block begins with the block's blanks.
  var indentsRows = true
  /// Whether long values are laid out over several lines.
  var laysOutValues = true
  /// What the next prompt begins with.
  public var nextText: String?
  /// Reads the cells of a lesson or notebook, for `%run`.
  public var readCells: ((_ path: String) throws -> [String])?

  /// The last checkpoint while someone keeps it: the next one shares what has not changed.
  weak var lastCheckpoint: Checkpoint?
  /// How many cells can be undone.
  public var keptCheckpoints = 0
  /// The session before each of the last cells.
  var checkpoints: [Checkpoint] = []
  /// The session as it stands, when that was taken note of since the last cell.
  var restingCheckpoint: Checkpoint?

  /// Where cells are kept; nil where they are not.
  var journal: Journal?
  /// What the cell that runs has taken in from outside.
  var answers: [String] = []
  /// What a cell of a session that is brought back is given from outside; nil while none is.
  var replayed: [String]?

  /// The session before its first cell.
  var beginning: Checkpoint?

  /// The text that runs, and where what it says goes.
  var running: Source?
  var sink: ((Event) -> Void)?
  /// Cells in progress that were run by others.
  var rerunDepth = 0
  /// What a magic wants done when its cell is over.
  var afterwards: ((_ say: (String) -> Void) -> Void)?

  /// The width of the terminal that the session speaks to; nil where it speaks to none.
  public var screenColumns: () -> Int? {
    get { machine.screenColumns }
    set { machine.screenColumns = newValue }
  }

  /// Whether figures that a cell left open are shown at its end, as notebooks show them inline.
  public var showsFiguresAfterCells = false

  public init(_ options: StartOptions = StartOptions()) {
    machine = Machine()
    globals = Machine.newGlobals()
    machine.activate()
    MemoryCap.set(options.memory)
    machine.secondsLimit = options.seconds
    machine.files = options.folder.flatMap { FileAccess(folder: $0) }
    Library.install(on: machine)
    for (name, value) in [("In", inputs), ("_ih", inputs), ("Out", outputs), ("_oh", outputs)] as [(String, Object)] {
      globals.set(name, .object(value))
    }
    for name in ["_", "__", "___", "_i", "_ii", "_iii"] { globals.set(name, .string("")) }
    addLeaving()
    addMagics()
  }

  /// Becomes 1 to stop what runs; may be set from a signal handler.
  public var interruptFlag: UnsafeMutablePointer<Int32> { machine.interruptFlag.address }

  /// Goes on as if nobody had asked to stop.
  public func forgetInterrupts() { machine.interruptFlag.value = 0 }

  /// Whether each cell has the time for itself that the program was given, as a person at the prompt expects.
  public var isTimedByCell: Bool {
    get { machine.isTimedByCell }
    set { machine.isTimedByCell = newValue }
  }

  /// Runs a cell and tells `sink` of everything it says. Never throws; assignments before a failure stay.
  ///
  /// - Parameter name: What errors call the cell; nil is `In [n]`.
  public func run(_ text: String, name: String? = nil, into sink: @escaping (Event) -> Void) {
    if keptCheckpoints > 0 { keepCheckpoint() }
    cell += 1
    let code = Cell.dedented(text)
    let source = Source(name: name ?? "In [\(cell)]", text: code)
    let prepared = prepared(source)
    rememberInput(prepared.input ?? code, raw: text)
    var ending = Journal.Ending.done
    let sink: (Event) -> Void = { event in
      if case .failure(let failure) = event { ending = failure.isInterrupt ? .interrupted : .failed }
      sink(event)
    }
    self.sink = sink
    defer { self.sink = nil }
    if let page = Session.magicPage(code) {
      sink(.output(page + "\n"))
    } else if let request = HelpRequest(code) {
      answer(request, into: sink)
    } else {
      execute(source, wantsResult: !Cell.isSilenced(code), prepared.statements, into: sink)
    }
    if let afterwards {
      self.afterwards = nil
      afterwards { sink(.output($0 + "\n")) }
    }
    journalize(text, ending)
  }

  /// Runs text as a program of Python's: nothing is shown but what it prints, and no name is at hand without import.
  public func runProgram(_ source: Source, into sink: @escaping (Event) -> Void) {
    machine.namesAtHand = nil
    machine.namesAtHandList = { [] }
    machine.namesAtHandChanged()
    globals.removeAll()
    globals.set("__name__", .string("__main__"))
    for name in [Session.lineCall, Session.cellCall, "get_ipython"] {
      machine.builtins.remove(StringObject.interned(name))
    }
    globals.set("__file__", .string(source.name))
    globals.set("__doc__", .none)
    execute(
      source, asCell: false, wantsResult: false, { () throws(Diagnostic) in try self.machine.parsed(source) },
      into: sink)
    machine.release(globals)
  }

  /// The same, collected.
  public func run(_ text: String) -> [Event] {
    var events: [Event] = []
    run(text) { events.append($0) }
    return events
  }

  private func execute(
    _ source: Source, asCell: Bool = true, wantsResult: Bool, _ statements: () throws(Diagnostic) -> [Statement],
    into sink: @escaping (Event) -> Void
  ) {
    machine.standardOutput = { sink(.output($0)) }
    machine.standardError = { sink(.complaint($0)) }
    machine.showPicture = { sink(.picture(Event.Picture($0))) }
    running = source
    defer { running = nil }
    do {
      let statements = try parsed(source, statements)
      if asCell { lineage.note(statements, cell: cell) }
      let value = try machine.run(statements, source: source, globals: globals, wantsResult: wantsResult)
      if wantsResult, !value.isNone { try show(value, into: sink) }
      if asCell, showsFiguresAfterCells { try Figures.showAll() }
    } catch {
      let exception = machine.pythonError(error).exception
      if exception.type.isSubclass(of: .systemExit) {
        if isOver { return }
        if !asCell { return end(exception, sink) }
        // A cell that ends the program does not end the notebook.
        exception.hint = exception.hint ?? "to leave the notebook, type quit"
      }
      exception.hint =
        showsHints
        ? exception.hint ?? signHint(for: exception, in: source) ?? Hints.hint(for: exception, globals: globals) : nil
      sink(.failure(Failure(exception, on: machine)))
    }
  }

  /// The value of a text that runs inside the cell that runs.
  func value(of source: Source, wantsResult: Bool) throws -> Value {
    let outer = running
    running = source
    defer { running = outer }
    let statements: [Statement]
    do {
      statements = try parsed(source, prepared(source).statements)
    } catch { throw machine.pythonError(error) }
    lineage.note(statements, cell: cell)
    return try machine.run(statements, source: source, globals: globals, wantsResult: wantsResult)
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
      if let text = try? machine.str(code) {
        sink(.complaint(text))
        sink(.complaint("\n"))
      }
    }
  }

  private func parsed(
    _ source: Source, _ statements: () throws(Diagnostic) -> [Statement]
  ) throws(Diagnostic) -> [Statement] {
    do {
      return try statements()
    } catch {
      // IPython compiles cells so that what only stops too early says so.
      var fault = error
      if fault.needsMore, isCell(source) { fault.message = "incomplete input" }
      throw fault
    }
  }

  private func isCell(_ source: Source) -> Bool { source.name == "In [\(cell)]" }

  func show(_ value: Value, into sink: (Event) -> Void) throws {
    if isLeaving(value) {
      isOver = true
      return
    }
    let text = try machine.withinLimits { try laysOutValues ? Display.text(of: value) : machine.repr(value) }
    remember(value)
    sink(.result(.init(cell: cell, bundle: [("text/plain", text)])))
    if let picture = Figures.picture(of: value) { sink(.picture(Event.Picture(picture))) }
  }

  /// `_i`, `_ii`, `_iii`, `_i3` and `In[3]`.
  func rememberInput(_ input: String, raw: String) {
    let raw = raw.last == "\n" ? raw.withoutLastNewlines : raw
    inputs.items.append(.string(input))
    rawInputs.append(raw)
    let last = rawInputs.count - 1
    for (name, back) in [("_i", 1), ("_ii", 2), ("_iii", 3)] {
      globals.set(name, .string(last >= back ? rawInputs[last - back] : ""))
    }
    globals.set("_i\(cell)", .string(raw))
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
