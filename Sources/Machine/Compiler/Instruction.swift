/// What one instruction does. `a`, `b`, `c` are registers unless said otherwise; `d` holds flags (`Flag`) or a small
/// number. "cache" is an index into the code's inline caches, "k" into its constants.
enum Opcode: UInt16 {
  // a ← …
  case loadConstant  // k b
  case loadInteger  // number b
  case move  // a ← b
  case take  // a ← b, which is left empty
  case clear  // a ← nothing
  case checkLocal  // a must hold a value; its name is k b
  case deleteLocal  // a ← nothing; an error when it is empty already; its name is k b

  // Names
  case loadGlobal  // a ← cache b
  case storeGlobal  // cache b ← a
  case deleteGlobal  // k b
  case loadName  // a ← k b, in a class body
  case storeName  // k b ← a
  case deleteName  // k b
  case loadClassFree  // a ← k b in a class body, or the closure's cell c
  case makeCell  // a ← cell of a
  case newCell  // a ← empty cell
  case loadCell  // a ← cell b; name k c
  case storeCell  // cell a ← b
  case deleteCell  // cell a; name k c
  case loadFree  // a ← closure b; name k c
  case storeFree  // closure a ← b
  case deleteFree  // closure a; name k c
  case captureCell  // a ← the cell itself, closure b
  case setAnnotation  // __annotations__[k b] ← a

  // Operators: a ← b op c; flags say which operands to let go of
  case add, subtract, multiply, divide, floorDivide, modulo
  case binary  // operator d >> 4
  case addInteger, multiplyInteger, floorDivideInteger, moduloInteger  // c is the number
  case unary  // a ← op b; operator d >> 4
  case not  // a ← not b
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case compare  // a ← b op c; operator d >> 4

  // Jumps: c is the target
  case jump
  case jumpBack
  case jumpIfFalse, jumpIfTrue  // a
  case jumpUnlessEqual, jumpUnlessNotEqual, jumpUnlessLess, jumpUnlessLessOrEqual, jumpUnlessGreater
  case jumpUnlessGreaterOrEqual  // a op b
  case jumpUnlessEqualInteger, jumpUnlessNotEqualInteger, jumpUnlessLessInteger, jumpUnlessLessOrEqualInteger
  case jumpUnlessGreaterInteger, jumpUnlessGreaterOrEqualInteger  // b is the number

  // Attributes and items
  case getAttribute  // a ← b . cache c
  case setAttribute  // a . cache c ← b
  case deleteAttribute  // a . k b
  case loadMethod  // a, a+1 ← what to call and the instance, for b . cache c
  case superObject  // a ← super(class cell value b, c)
  case getItem  // a ← b[c]
  case setItem  // a[b] ← c
  case deleteItem  // a[b]

  // Building
  case buildList, buildTuple, buildSet  // a ← c values from b on
  case buildDict  // a ← c pairs from b on
  case buildSlice  // a ← slice of three values from b on
  case buildText  // a ← the pieces of plan k c, values of its fields from b on
  case formatField  // a ← a as piece c of plan k b says
  case formatValue  // a ← format(b); conversion d; spec c or -1
  case listAppend, listExtend, setAdd, setUpdate  // a ← … b
  case dictSet  // a[b] ← c
  case dictMerge  // a ← … b; d is 1 for keyword arguments of the callee c
  case listToTuple  // a
  case makeFunction  // a ← template k b with values from c on
  case buildClass  // a ← class k c from body function b, bases b+1 (list), keywords b+2 (dict or none)

  // Calls: a is the callee, a+1 is kept for the instance, arguments from a+2 on; b of them; result to c
  case call
  case callMethod  // a+1 holds the instance or nothing
  case callKeywords  // names k d
  case callMethodKeywords
  case callUnpacked  // arguments: list a+2, dict a+3 or none
  case returnValue  // a; the registers from b on hold nothing
  case returnNone  // the same

  // Iteration
  case getIterator  // a ← iter(b)
  case forIterator  // b ← next(a), or to c
  case unpack  // b values from a on ← c
  case unpackStarred  // b values, a list, d values from a on ← c

  // Generators
  case makeGenerator
  case yield  // a goes out, b ← what comes in
  case send  // a is the iterator, b the value to send and the result; to c when it is finished
  case getYieldFromIterator  // a ← iter(b)

  // Exceptions
  case raise  // a from b (or -1); a is -1 for a bare raise
  case reraise  // a
  case pushHandled  // a ← what was being handled; now it is b
  case popHandled  // a
  case matchException  // a ← whether b is one of c
  case assertionFailed  // message a or -1
  case withEnter  // b ← a.__enter__()
  case withExit  // a.__exit__(None, None, None)
  case withExitException  // c ← a.__exit__(… of b)

  // Imports
  case importName  // a ← k b; d is 1 for the innermost module of a dotted name; level c
  case importFrom  // a ← b . k c
  case importStar  // a

  // Patterns
  case matchSequence  // a ← whether b is a sequence of length c (d: or more)
  case matchMapping  // a ← whether b is a mapping
  case matchKey  // a ← b[c], or to nothing (undefined)
  case jumpIfUndefined  // a
  case matchRest  // a ← dict of b without the c keys from d on
  case matchClass  // b is the subject, a the class; then c ≥ 0 positional attributes and names k d: a+1… or a ← false
}

/// What one of the numbers of an instruction stands for, which decides how it is kept in sealed code: places as their
/// distances in bytes, so that the loop need not multiply.
enum Operand {
  case register, constant, cache
  /// The place of an instruction.
  case target
  case number

  var stride: Int {
    switch self {
    case .register, .constant: MemoryLayout<Value>.stride
    case .cache: MemoryLayout<InlineCache>.stride
    case .target: MemoryLayout<Instruction>.stride
    case .number: 1
    }
  }
}

extension Opcode {
  /// What `a`, `b` and `c` stand for; what is not used is called a register. (`d` always holds what it says.)
  var operands: (a: Operand, b: Operand, c: Operand) {
    switch self {
    case .loadConstant, .checkLocal, .deleteLocal, .loadName, .storeName, .setAnnotation, .deleteGlobal, .deleteName:
      (.register, .constant, .register)
    case .loadInteger, .captureCell: (.register, .number, .register)
    case .loadGlobal, .storeGlobal: (.register, .cache, .register)
    case .loadClassFree: (.register, .constant, .number)
    case .loadCell, .deleteCell, .buildText, .buildClass, .importFrom: (.register, .register, .constant)
    case .loadFree: (.register, .number, .constant)
    case .storeFree: (.number, .register, .register)
    case .deleteFree: (.number, .register, .constant)
    case .addInteger, .multiplyInteger, .floorDivideInteger, .moduloInteger, .buildList, .buildTuple, .buildSet,
      .buildDict, .matchSequence, .matchRest, .matchClass:
      (.register, .register, .number)
    case .jump, .jumpBack, .jumpIfFalse, .jumpIfTrue, .jumpUnlessEqual, .jumpUnlessNotEqual, .jumpUnlessLess,
      .jumpUnlessLessOrEqual, .jumpUnlessGreater, .jumpUnlessGreaterOrEqual, .jumpIfUndefined, .forIterator, .send:
      (.register, .register, .target)
    case .jumpUnlessEqualInteger, .jumpUnlessNotEqualInteger, .jumpUnlessLessInteger, .jumpUnlessLessOrEqualInteger,
      .jumpUnlessGreaterInteger, .jumpUnlessGreaterOrEqualInteger:
      (.register, .number, .target)
    case .getAttribute, .setAttribute, .loadMethod: (.register, .register, .cache)
    case .deleteAttribute, .makeFunction: (.register, .constant, .register)
    case .formatField, .importName: (.register, .constant, .number)
    case .call, .callMethod, .callKeywords, .callMethodKeywords, .callUnpacked, .returnValue, .returnNone, .unpack,
      .unpackStarred:
      (.register, .number, .register)
    default: (.register, .register, .register)
    }
  }
}

/// What to let go of after use, in the low bits of `Instruction.d`.
enum Flag {
  static let clearFirst: UInt16 = 1
  static let clearSecond: UInt16 = 2
  static let inPlace: UInt16 = 4
  /// `addInteger` was written as a subtraction.
  static let subtraction: UInt16 = 8
}

struct Instruction {
  var opcode: Opcode
  var d: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}
