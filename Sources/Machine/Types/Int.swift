import BigInt
import Syntax

/// What `int` and `bool` do themselves.
enum IntType {
  static func install() {
    let type = TypeObject.int
    type.summary = "A whole number of any size."
    type.slots.new = make
    type.slots.repr = { value in
      guard let number = value.integerValue else { return "0" }
      return try IntText.repr(number)
    }
    type.slots.hash = { Integers.hash($0.integerValue ?? 0) }
    type.slots.truth = { !($0.integerValue ?? 0).isZero }
    type.slots.toInt = plain
    type.slots.toIndex = plain
    type.slots.toFloat = { try Integers.checkedDouble($0.integerValue ?? 0) }
    type.slots.format = { value, spec in
      guard let number = value.integerValue else { return "" }
      return try FormatSpec.format(number, spec)
    }
    type.slots.unary = { operation, value in value.integerValue.map { Integers.unary(operation, $0) } }
    type.slots.binary = { operation, left, right in
      guard let a = left.integerValue, let b = right.integerValue else { return nil }
      return try Integers.binary(operation, a, b)
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.integerValue, let b = right.integerValue else { return nil }
      return .bool(operation.holds(a < b ? -1 : (a > b ? 1 : 0)))
    }
    installMethods(type)
    installBool()
  }

  static func plain(_ value: Value) -> Value { value.integerValue.map(Value.integer) ?? value }

  /// The whole part of a float, or the error for what has none.
  static func integer(of number: Double) throws -> BigInt {
    if number.isNaN { throw PythonError.valueFault("cannot convert float NaN to integer") }
    if number.isInfinite { throw PythonError(.overflowError, "cannot convert float infinity to integer") }
    return BigInt(number.rounded(.towardZero))
  }

  /// `int(value)` without a base.
  static func convert(_ value: Value) throws -> Value {
    let machine = Machine.current
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number):
      if number.magnitude < 9e18 { return .int(Int(number)) }
      return .integer(try integer(of: number))
    default: break
    }
    if let text = value.asString { return try parse(text.text, base: 10) }
    if let bytes = value.asBytes { return .integer(try NumberParsing.integer(bytes.bytes)) }
    if let number = value.integerValue { return .integer(number) }
    let type = machine.type(of: value)
    switch type.resolve(.int) {
    case .slot(let owner):
      if let result = try owner.slots.toInt?(value) { return result }
    case .method(let method):
      let result = try machine.callMethod(method, on: value)
      guard let number = result.integerValue else {
        throw PythonError.typeFault("__int__ returned non-int (type \(result.typeName))")
      }
      return .integer(number)
    case .nobody: break
    }
    if let index = try machine.indexIfAny(value) { return index }
    if let truncated = try machine.special(.trunc, of: value) {
      if let index = try machine.indexIfAny(truncated) { return index }
      throw PythonError.typeFault("__trunc__ returned non-Integral (type \(truncated.typeName))")
    }
    throw PythonError.typeFault(
      "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
  }

  private static func parse(_ text: String, base: Int) throws -> Value {
    .integer(try NumberParsing.integer(text, base: base))
  }

  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let bound = try arguments.parse("int", ["x", "base"], positionalOnly: 1)
    let result: Value
    if let base = bound[1] {
      guard let value = bound[0] else { throw PythonError.typeFault("int() missing string argument") }
      let radix = try Machine.current.index(base)
      guard radix == 0 || (2...36).contains(radix) else {
        throw PythonError.valueFault("int() base must be >= 2 and <= 36, or 0")
      }
      if let text = value.asString {
        result = try parse(text.text, base: radix)
      } else if let bytes = value.asBytes {
        result = .integer(try NumberParsing.integer(bytes.bytes, base: radix))
      } else {
        throw PythonError.typeFault("int() can't convert non-string with explicit base")
      }
    } else {
      result = try bound[0].map(convert) ?? .int(0)
    }
    return NumberBox.instance(of: type, holding: result, plain: .int)
  }

  private static func number(_ value: Value, _ method: StaticString) throws -> BigInt {
    try value.receiver(value.integerValue, method, "int")
  }

  private static func installMethods(_ type: TypeObject) {
    type.property("real", summary: "The number itself.", get: plain)
    type.property("imag", summary: "0: an int has no imaginary part.", get: { _ in .int(0) })
    type.property("numerator", summary: "The number itself.", get: plain)
    type.property("denominator", summary: "1.", get: { _ in .int(1) })
    type.method("conjugate", [.positional("self")], summary: "The number itself.", .unary(plain))
    type.method(
      "bit_length", [.positional("self")], summary: "How many bits the number takes in binary.",
      .unary { .int(try number($0, "bit_length").magnitude.bitWidth) })
    type.method(
      "bit_count", [.positional("self")], summary: "How many of the bits of the magnitude are ones.",
      .unary { .int(try number($0, "bit_count").magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount }) })
    type.method(
      "as_integer_ratio", [.positional("self")], summary: "The number and 1.",
      .unary { .tuple([plain($0), .int(1)]) })
    for name in ["__trunc__", "__floor__", "__ceil__"] {
      type.method(name, [.positional("self")], summary: "The number itself.", .unary(plain))
    }
    type.method(
      "__abs__", [.positional("self")], summary: "The magnitude.",
      .unary { .integer(BigInt(try number($0, "__abs__").magnitude)) })
    type.method(
      "__round__", [.positional("self"), .positional("ndigits", "int", default: .none)],
      summary: "The number rounded to a multiple of a power of ten.",
      .bound { try round($0[0], $0[1]) })
    type.method(
      "__divmod__", [.positional("self"), .positional("value")], summary: "Quotient and remainder.",
      .binary { try divmod($0, $1) ?? .notImplemented })
    type.method(
      "__rdivmod__", [.positional("self"), .positional("value")], summary: "Quotient and remainder.",
      .binary { try divmod($1, $0) ?? .notImplemented })
    let bytesParameters: [Parameter] = [
      .positional("self"), Parameter("length", default: .int(1), type: "int"),
      Parameter("byteorder", default: .string("big"), type: "str"), .keyword("signed", "bool", default: .bool(false)),
    ]
    type.method("to_bytes", bytesParameters, summary: "The number as bytes.", .bound(toBytes))
    type.classMethod(
      "from_bytes",
      [
        .positional("type"), Parameter("bytes", type: "bytes"),
        Parameter("byteorder", default: .string("big"), type: "str"), .keyword("signed", "bool", default: .bool(false)),
      ], summary: "The number that bytes stand for.", .bound(fromBytes))
  }

  static func round(_ value: Value, _ digits: Value) throws -> Value {
    let number = try number(value, "__round__")
    if digits.isNone { return .integer(number) }
    let count = try Machine.current.index(digits)
    return count >= 0 ? .integer(number) : .integer(try Rounding.round(number, toTens: count == .min ? .max : -count))
  }

  static func divmod(_ left: Value, _ right: Value) throws -> Value? {
    guard let a = left.integerValue, let b = right.integerValue else { return nil }
    if b.isZero { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
    let (quotient, remainder) = try Integers.divideFloor(a, b)
    return .tuple([.integer(quotient), .integer(remainder)])
  }

  private static func isBig(_ order: Value, _ function: String) throws -> Bool {
    switch try order.stringArgument("\(function)() argument 'byteorder'").text {
    case "big": return true
    case "little": return false
    default: throw PythonError.valueFault("byteorder must be either 'little' or 'big'")
    }
  }

  private static func toBytes(_ arguments: BoundArguments) throws -> Value {
    let number = try number(arguments[0], "to_bytes")
    let length = try Machine.current.index(arguments[1])
    let big = try isBig(arguments[2], "to_bytes")
    let signed = try Machine.current.truth(arguments[3])
    if length < 0 { throw PythonError.valueFault("length argument must be non-negative") }
    if length > TextFault.longestPadding { throw PythonError(.outOfMemory) }
    if number.signum() < 0, !signed { throw PythonError(.overflowError, "can't convert negative int to unsigned") }
    try MemoryCap.check(elements: length, ofSize: 3)
    // A signed number has one bit less for itself; below zero there is one number more.
    let taken = number.signum() < 0 ? (number.magnitude - 1).bitWidth : number.magnitude.bitWidth
    guard taken <= Swift.max(0, 8 * length - (signed ? 1 : 0)) else {
      throw PythonError(.overflowError, "int too big to convert")
    }
    let bytes = Integers.bytes(of: number, count: length)
    return .object(BytesObject(big ? bytes.reversed() : bytes))
  }

  private static func fromBytes(_ arguments: BoundArguments) throws -> Value {
    guard let bytes = try arguments[1].asBytes?.bytes ?? bytesOf(arguments[1]) else {
      throw PythonError.typeFault("cannot convert '\(arguments[1].typeName)' object to bytes")
    }
    try MemoryCap.check(elements: bytes.count, ofSize: 4)
    let ordered = try isBig(arguments[2], "from_bytes") ? bytes : bytes.reversed()
    var number = BigInt(BigUInt(words: Integers.words(of: ordered, bitsEach: 8)))
    if try Machine.current.truth(arguments[3]), let first = ordered.first, first >= 0x80 {
      number -= BigInt(1) << (8 * ordered.count)
    }
    return .integer(number)
  }

  private static func bytesOf(_ value: Value) throws -> [UInt8]? {
    guard value.asString == nil, Machine.current.type(of: value).answers(.iter) else { return nil }
    return try BytesType.bytes(of: Machine.current.elements(value))
  }

  // MARK: bool

  private static func installBool() {
    let type = TypeObject.bool
    type.summary = "True or False."
    type.slots.new = { _, arguments in
      try arguments.expect("bool", 0...1)
      return .bool(arguments.count == 0 ? false : try Machine.current.truth(arguments[0]))
    }
    type.slots.repr = { ($0.intValue ?? 0) != 0 ? "True" : "False" }
    type.slots.format = { value, spec in
      let number = value.intValue ?? 0
      if spec.isEmpty { return number != 0 ? "True" : "False" }
      return try raising { () throws(TextFault) in try FormatSpec.format(number, spec, typeName: "bool") }
    }
    type.slots.binary = { operation, left, right in
      guard case .bool(let a) = left, case .bool(let b) = right else {
        return try TypeObject.int.slots.binary?(operation, left, right)
      }
      switch operation {
      case .bitAnd: return .bool(a && b)
      case .bitOr: return .bool(a || b)
      case .bitXor: return .bool(a != b)
      default: return try TypeObject.int.slots.binary?(operation, left, right)
      }
    }
  }
}

extension NumberBox {
  /// The number itself, or an instance of a person's subclass that holds it.
  static func instance(of type: TypeObject, holding value: Value, plain: TypeObject) -> Value {
    type === plain ? value : .object(InstanceObject(type, payload: NumberBox(value)))
  }
}

extension Machine {
  /// The result of a special method that no slot stands for (`__round__`, `__abs__`, …); nil when there is none.
  func special(_ name: SpecialName, of value: Value, _ arguments: Value...) throws -> Value? {
    guard let method = type(of: value).lookup(name.text) else { return nil }
    return try call(bind(method, to: value, through: type(of: value)), arguments)
  }
}
