public import Diagnostics
public import Syntax

/// The virtual machine: what runs a person's program, and what native functions call back into.
///
/// There is one at a time (`current`); everything that runs on it runs on one thread, except `interruptFlag`.
public final class Machine {
  public static var current: Machine {
    if let active { return active }
    let machine = Machine()
    active = machine
    return machine
  }

  nonisolated(unsafe) private static var active: Machine?

  /// The names that every program has.
  public let builtins = DictObject()
  /// Modules imported so far, by dotted name.
  public internal(set) var modules: [String: ModuleObject] = [:]
  /// How to build a module that was not imported yet.
  var moduleBuilders: [String: (Machine) throws -> ModuleObject] = [:]

  /// Where `print` and warnings go.
  public var standardOutput: (String) -> Void = { _ in }
  public var standardError: (String) -> Void = { _ in }
  /// The width of the terminal that standard error goes to; nil where it goes elsewhere.
  public var screenColumns: () -> Int? = { nil }
  /// Where pictures go.
  public var showPicture: (ShownPicture) -> Void = { _ in }

  /// How pages of help are shown; asked for each.
  public var pageStyle: () -> PageStyle = { PageStyle() }
  /// Runs before an example of help; what it gives puts back what examples may have changed.
  public var beforeExamples: (() -> () -> Void)?

  /// Names at a person's hand after globals and builtins; nil is NameError.
  public var namesAtHand: ((StringObject) throws -> Value?)?
  /// To be called when `namesAtHand` will answer differently from now on.
  public func namesAtHandChanged() { builtins.keysChanged() }
  /// The names that `namesAtHand` answers, for suggestions and completion.
  public var namesAtHandList: () -> [String] = { [] }

  /// Binary operators where an operand is `.native`, tried before types are looked up; nil goes on with the types.
  public var nativeBinary: ((BinaryOperator, Value, Value) throws -> Value?)?

  /// Set from a signal handler or another thread to stop the program; long kernels may poll it, too.
  public let interruptFlag = InterruptFlag()

  /// The exception being handled, for a bare `raise` and for the context of the next one.
  public internal(set) var handled: ExceptionObject?

  /// Native calls in progress that can call back, counted together with a person's own frames.
  var nativeDepth = 0 { didSet { frameLimit = stack.frames + (recursionLimit - nativeDepth) } }
  /// Runs of `execute` in progress.
  var nativeEntries = 0
  /// Calls that may be nested before RecursionError.
  public var recursionLimit = 1000 {
    didSet {
      recursionLimit = Swift.min(recursionLimit, ValueStack.frameCount - 8)
      frameLimit = stack.frames + (recursionLimit - nativeDepth)
    }
  }
  /// The first frame that is too deep.
  var frameLimit: UnsafeMutablePointer<Frame>

  var nativeTypes: [ObjectIdentifier: TypeObject] = [:]
  private var lastNativeClass: ObjectIdentifier?
  private var lastNativeType = TypeObject.object
  private var nativeRefinements: [ObjectIdentifier: (AnyObject) -> TypeObject?] = [:]
  private var lastRefinement: ((AnyObject) -> TypeObject?)?

  var scratch = TextScratch()
  let warnings = WarningFilter()
  let stack = ValueStack()
  /// The frame that runs; below the first when none does.
  var frame: UnsafeMutablePointer<Frame>
  /// The end of what `withStackRoom` has lent.
  var lent: Slot
  /// Where the next call from Swift may put registers.
  var top: Slot {
    if frame < stack.frames { return lent }
    return Swift.max(lent, frame.pointee.registers + Int(frame.pointee.layout.pointee.registerCount))
  }
  /// How a warning is written: category, text, source and line; nil for Python's form.
  public var warningForm: ((TypeObject, String, Source?, Int) -> String)?
  /// Makes a Python exception of an error that is none; nil leaves it to the machine.
  public var errorConversion: ((any Error) -> PythonError?)?

  // MARK: Limits

  /// The folder whose files programs may touch; nil is none.
  public var files: FileAccess?
  /// How long a program may run.
  public var secondsLimit: Double?
  /// Whether each run has that time for itself, not all of them together.
  public var isTimedByCell = false
  /// Gives memory that was freed back to the system.
  public var releaseFreePages: () -> Void = {}
  /// When the time began, on the clock of `Watchdog.now`.
  var clockStart: UInt64?
  var isWatched = false
  /// How often the program was stopped by what cannot be caught, and how often its `finally` blocks may go on after it.
  var timesStopped = 0
  static let mostStops = 8

  public init() {
    frame = stack.frames - 1
    frameLimit = stack.frames + 1000
    lent = stack.base
    DigitLimit.most = DigitLimit.standard
    installBuiltins()
  }

  deinit { interruptFlag.deallocate() }

  /// Makes this the machine that programs run on.
  public func activate() { Machine.active = self }

  // MARK: Types of values

  /// Says which type instances of a Swift class have, and how they do their operators.
  ///
  /// - Parameter refinement: Says which of several types a single object has; nil is `type`.
  public func register(
    _ nativeClass: AnyClass, as type: TypeObject, refinement: ((AnyObject) -> TypeObject?)? = nil
  ) {
    nativeTypes[ObjectIdentifier(nativeClass)] = type
    nativeRefinements[ObjectIdentifier(nativeClass)] = refinement
    lastNativeClass = nil
  }

  /// `type(value)`.
  public func type(of value: Value) -> TypeObject {
    switch value {
    case .object(let object): object.type
    case .int: .int
    case .float: .float
    case .bool: .bool
    case .none, .undefined: .none
    case .native(let object): type(ofNative: object)
    }
  }

  func type(ofNative object: AnyObject) -> TypeObject {
    let key = ObjectIdentifier(Swift.type(of: object))
    if key == lastNativeClass { return lastRefinement?(object) ?? lastNativeType }
    let type = nativeTypes[key] ?? .object
    lastNativeClass = key
    lastNativeType = type
    lastRefinement = nativeRefinements[key]
    return lastRefinement?(object) ?? type
  }

  /// `isinstance(value, type)` without the person's hooks.
  public func isInstance(_ value: Value, _ type: TypeObject) -> Bool { self.type(of: value).isSubclass(of: type) }

  // MARK: Modules

  /// The dotted names of the modules that can be imported, in order.
  public var moduleNames: [String] { moduleBuilders.keys.sorted() }

  /// Says how a module is made when it is first imported. Its parents must be registered, too.
  public func registerModule(_ name: String, _ build: @escaping (Machine) throws -> ModuleObject) {
    moduleBuilders[name] = build
  }

  /// Frames of a person's code in progress.
  var depth: Int { frame - stack.frames + 1 }

  /// Asks for the program to be stopped by KeyboardInterrupt.
  public func interrupt() { interruptFlag.value = 1 }

  /// Throws KeyboardInterrupt when an interrupt was asked for.
  public func checkInterrupt() throws {
    if interruptFlag.value != 0 { try raiseInterrupt() }
  }

  /// The same, where the registers up to `end` are in use already.
  @inline(never) func raiseInterrupt(above end: Slot) throws {
    let before = lent
    lent = Swift.max(lent, end)
    defer { lent = before }
    try raiseInterrupt()
  }

  @usableFromInline func raiseInterrupt() throws {
    let asked = interruptFlag.value
    // What cannot be caught goes through `finally` blocks; those that go on for long are stopped where they stand.
    if asked == Watchdog.Alarm.timeOver || asked == Watchdog.Alarm.memoryOverAgain {
      timesStopped += 1
      if timesStopped > Machine.mostStops { throw interruptError(asked) }
    }
    interruptFlag.value = 0
    Finalizers.run(on: self)
    if asked == Finalizers.request { return }
    throw interruptError(asked)
  }
}
