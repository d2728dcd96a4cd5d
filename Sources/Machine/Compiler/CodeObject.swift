import Diagnostics

/// What a function, a class body, a cell or a generator expression was compiled to.
final class CodeObject: Object {
  let name: String
  let qualifiedName: String
  let source: Source
  var doc: String?

  // Parameters come first among the registers, in this order: positional ones, keyword-only ones, `*`, `**`.
  var positionalOnlyCount = 0
  var positionalCount = 0
  var keywordOnlyCount = 0
  var variadicName: String?
  var variadicKeywordName: String?
  var parameterNames: [String] = []

  var isGenerator = false
  /// The names of all registers that are variables.
  var variableNames: [String] = []
  /// Where the closure's cells come from when the function is made.
  var captures: [Capture] = []
  var freeNames: [String] = []
  /// One for each instruction.
  var spans: [Span] = []
  /// The innermost first.
  var handlers: [Handler] = []

  let layout: UnsafeMutablePointer<CodeLayout>
  private var constantCount = 0
  private var cacheCount = 0

  /// A cell that a new function keeps: one of the maker's registers, or one that its own closure holds.
  enum Capture {
    case register(Int)
    case closure(Int)
  }

  /// Where control goes when an instruction in the range throws.
  struct Handler {
    let range: Range<Int>
    let target: Int
    /// Takes the exception.
    let register: Int
    /// Registers from here on are let go of.
    let keep: Int
  }

  init(name: String, qualifiedName: String, source: Source, doc: String?) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.source = source
    self.doc = doc
    layout = .allocate(capacity: 1)
    layout.initialize(to: CodeLayout())
    super.init(.code)
  }

  deinit {
    layout.pointee.instructions?.deallocate()
    layout.pointee.constants?.deinitialize(count: constantCount)
    layout.pointee.constants?.deallocate()
    layout.pointee.caches?.deinitialize(count: cacheCount)
    layout.pointee.caches?.deallocate()
    layout.deallocate()
  }

  override var type: TypeObject { .code }

  /// Fixes what was compiled in the memory that the loop reads.
  func seal(instructions: [Instruction], constants: [Value], cacheNames: [StringObject], registers: Int) {
    let code = UnsafeMutablePointer<Instruction>.allocate(capacity: Swift.max(instructions.count, 1))
    code.initialize(from: instructions, count: instructions.count)
    for at in 0..<instructions.count {
      let operands = code[at].opcode.operands
      // A jump's target becomes its distance from the next instruction.
      if operands.c == .target { code[at].c -= Int32(truncatingIfNeeded: at + 1) }
      code[at].a *= Int32(operands.a.stride)
      code[at].b *= Int32(operands.b.stride)
      code[at].c *= Int32(operands.c.stride)
    }
    layout.pointee.instructions = code
    let values = UnsafeMutablePointer<Value>.allocate(capacity: Swift.max(constants.count, 1))
    values.initialize(from: constants, count: constants.count)
    layout.pointee.constants = values
    constantCount = constants.count
    let caches = UnsafeMutablePointer<InlineCache>.allocate(capacity: Swift.max(cacheNames.count, 1))
    for (at, name) in cacheNames.enumerated() { (caches + at).initialize(to: InlineCache(name)) }
    layout.pointee.caches = caches
    cacheCount = cacheNames.count
    layout.pointee.registerCount = Int32(registers)
    layout.pointee.parameterCount = Int32(parameterNames.count)
    layout.pointee.ownCount = Int32(variableNames.count - parameterNames.count)
    let isSimple = keywordOnlyCount == 0 && variadicName == nil && variadicKeywordName == nil && !isGenerator
    layout.pointee.plainArity = isSimple ? Int32(positionalCount) : -1
  }
}

/// What the loop needs of a code object, without reference counts.
struct CodeLayout {
  var instructions: UnsafeMutablePointer<Instruction>?
  var constants: UnsafeMutablePointer<Value>?
  var caches: UnsafeMutablePointer<InlineCache>?
  var registerCount: Int32 = 0
  var parameterCount: Int32 = 0
  /// The number of variables that are no parameters.
  var ownCount: Int32 = 0
  /// The number of parameters where all are positional and calling runs the body at once, otherwise -1.
  var plainArity: Int32 = -1
}

/// What a look-up of a name found the last time.
struct InlineCache {
  enum Found: UInt8 {
    case nothing
    /// A global, or an attribute of a module: at `place` while the dictionary's keys are those of `version`.
    case entry
    /// A built-in name: at `place` while `guardBits` and `index` are the keys of globals and built-ins.
    case builtin
    /// A name at hand: `value`, with the same two.
    case atHand
    /// An attribute of the object itself: `index` in the shape `guardBits`.
    case field
    /// The attribute is new to shape `guardBits`; `value` keeps the next shape.
    case newField
    /// `value` is a function to be called with the object in front.
    case method
    /// `value` is a native property.
    case property
    /// `value` is a class attribute that needs no binding.
    case classValue
    /// The same for built-in objects whose kind tag, `guardBits`, decides their type.
    case kindMethod
    /// The same three for `.native` objects; `guardBits` is the Swift class.
    case nativeMethod, nativeProperty, nativeClassValue
  }

  let name: StringObject
  var found = Found.nothing
  var index = 0
  var version = -1
  var guardBits = 0
  /// Looked at only after a comparison with `version` or `guardBits` said that it is a place.
  var place = Slot(bitPattern: 16).unsafelyUnwrapped
  var type: Unmanaged<TypeObject>?
  var shape: Shape?
  var value = Value.none

  /// The place of `value`.
  @inline(__always) static func valueSlot(_ cache: UnsafeMutablePointer<InlineCache>) -> Slot {
    UnsafeMutableRawPointer(cache).advanced(by: valueOffset).assumingMemoryBound(to: Value.self)
  }
  private static var valueOffset: Int { @inline(__always) get { MemoryLayout<InlineCache>.offset(of: \.value) ?? 0 } }

  init(_ name: StringObject) { self.name = name }
}
