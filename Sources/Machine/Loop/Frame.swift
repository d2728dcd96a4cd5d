/// One call in progress of a person's code. A plain one and a constructor own a reference to the function; what entered
/// the others keeps it alive. The function keeps its code.
struct Frame {
  enum Kind: UInt8 {
    /// Called from Swift: returning ends `execute`.
    case entry
    case plain
    /// `__init__` of an instance that is being made; the instance is in the register before the arguments' first.
    case constructor
    /// A generator that a `for` loop goes through.
    case generatorInLoop
  }

  var registers: Slot
  /// The next instruction, while another frame runs or native code is called.
  var pc: UnsafeMutablePointer<Instruction>
  var layout: UnsafeMutablePointer<CodeLayout>
  var function: Unmanaged<FunctionObject>
  /// The namespace that a class body fills.
  var names: Unmanaged<DictObject>?
  var generator: Unmanaged<GeneratorObject>?
  /// A counted reference: what was being handled when a generator was entered.
  var outerHandled: Unmanaged<ExceptionObject>?
  /// The caller's register for the result, as its distance in bytes.
  var destination: Int32
  var kind: Kind

  var globals: Unmanaged<DictObject> {
    @inline(__always) get { function._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.globals) } }
  }
}
