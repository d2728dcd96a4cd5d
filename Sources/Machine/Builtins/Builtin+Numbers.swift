import BigInt
import Syntax

extension Builtin {
  nonisolated(unsafe) static let abs = Builtin(
    "abs", "The magnitude of a number.", [.positional("x")],
    examples: [Example("abs(-3)", prints: "3")],
    .unary { value in
      switch value {
      case .int(let number): return number == .min ? .integer(-BigInt(number)) : .int(Swift.abs(number))
      case .float(let number): return .float(number.magnitude)
      default: break
      }
      if let result = try Machine.current.special(.abs, of: value) { return result }
      throw PythonError.typeFault("bad operand type for abs(): '\(value.typeName)'")
    })

  nonisolated(unsafe) static let round = Builtin(
    "round", "A number rounded to ndigits digits after the point, or to an int; halves go to the even neighbour.",
    [Parameter("number"), Parameter("ndigits", default: Value.none, type: "int")],
    examples: [Example("round(2.5)", prints: "2"), Example("round(2.675, 2)", prints: "2.67")],
    .variadic { arguments in
      let bound = try arguments.parse("round", ["number", "ndigits"], required: 1)
      let value = bound[0] ?? .none
      let digits = bound[1] ?? .none
      let result =
        try digits.isNone
        ? Machine.current.special(.round, of: value) : Machine.current.special(.round, of: value, digits)
      if let result { return result }
      throw PythonError.typeFault("type \(value.typeName) doesn't define __round__ method")
    })

  nonisolated(unsafe) static let divmod = Builtin(
    "divmod", "Quotient, rounded down, and remainder.", [.positional("x"), .positional("y")],
    examples: [Example("divmod(-7, 2)", prints: "(-4, 1)")],
    .binary { left, right in
      if let result = try IntType.divmod(left, right) ?? FloatType.divmod(left, right) { return result }
      let machine = Machine.current
      if let result = try machine.special(.divmod, of: left, right), !result.isNotImplemented { return result }
      if let result = try machine.special(.rdivmod, of: right, left), !result.isNotImplemented { return result }
      throw machine.unsupported("divmod()", left, right)
    })

  nonisolated(unsafe) static let pow = Builtin(
    "pow", "base to the power exp, modulo mod when that is given.",
    [Parameter("base"), Parameter("exp"), Parameter("mod", default: Value.none)],
    examples: [Example("pow(3, 4, 5)", prints: "1")],
    .variadic { arguments in
      let bound = try arguments.parse("pow", ["base", "exp", "mod"], required: 2)
      let base = bound[0] ?? .none
      let exponent = bound[1] ?? .none
      guard let modulus = bound[2], !modulus.isNone else { return try Machine.current.binary(.power, base, exponent) }
      return try power(base, exponent, modulus)
    })

  private static func power(_ base: Value, _ exponent: Value, _ modulus: Value) throws -> Value {
    guard let a = base.integerValue, let b = exponent.integerValue, let m = modulus.integerValue else {
      let isNumber = { (value: Value) in FloatType.number(value) != nil || value.integerValue != nil }
      if isNumber(base), isNumber(exponent), isNumber(modulus) {
        throw PythonError.typeFault("pow() 3rd argument not allowed unless all arguments are integers")
      }
      if let method = Machine.current.type(of: base).lookup("__pow__") {
        let result = try Machine.current.call(method, [base, exponent, modulus])
        if !result.isNotImplemented { return result }
      }
      throw PythonError.typeFault(
        "unsupported operand type(s) for ** or pow(): '\(base.typeName)', '\(exponent.typeName)', '\(modulus.typeName)'"
      )
    }
    if m.isZero { throw PythonError.valueFault("pow() 3rd argument cannot be 0") }
    let positive = BigInt(m.magnitude)
    var start = a
    if b.signum() < 0 {
      let base = try Integers.divideFloor(a, positive).remainder.magnitude
      guard let inverse = try Integers.inverse(base, modulus: m.magnitude) else {
        throw PythonError.valueFault("base is not invertible for the given modulus")
      }
      start = BigInt(inverse)
    }
    let raised = BigInt(
      try Integers.power(Integers.divideFloor(start, positive).remainder.magnitude, b.magnitude, modulus: m.magnitude))
    return .integer(try Integers.divideFloor(raised, m).remainder)
  }

  private static func digits(_ name: String, _ summary: String, _ radix: Int, _ example: String) -> Builtin {
    Builtin(
      name, summary, [.positional("number", "int")], examples: [Example("\(name)(10)", prints: example)],
      .unary { value in
        guard let number = try Machine.current.indexIfAny(value)?.integerValue else {
          throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return .string(try IntText.prefixed(number, radix: radix))
      })
  }

  nonisolated(unsafe) static let hex = digits("hex", "An integer in hexadecimal.", 16, "'0xa'")
  nonisolated(unsafe) static let oct = digits("oct", "An integer in octal.", 8, "'0o12'")
  nonisolated(unsafe) static let bin = digits("bin", "An integer in binary.", 2, "'0b1010'")

  nonisolated(unsafe) static let sum = Builtin(
    "sum", "The sum of all elements, added to start.",
    [.positional("iterable"), Parameter("start", default: .int(0))],
    examples: [Example("sum([1, 2, 3])", prints: "6")],
    .variadic { arguments in
      if arguments.count == 0 { throw PythonError.typeFault("sum() takes at least 1 positional argument (0 given)") }
      let bound = try arguments.parse("sum", ["iterable", "start"], required: 1, positionalOnly: 1)
      return try total(of: bound[0] ?? .none, from: bound[1] ?? .int(0))
    })

  private static func total(of iterable: Value, from start: Value) throws -> Value {
    if start.asString != nil { throw PythonError.typeFault("sum() can't sum strings [use ''.join(seq) instead]") }
    if start.asBytes != nil { throw PythonError.typeFault("sum() can't sum bytes [use b''.join(seq) instead]") }
    let machine = Machine.current
    var total = start
    try machine.forEach(iterable) { element in
      switch (total, element) {
      case (.int(let a), .int(let b)):
        let (sum, overflow) = a.addingReportingOverflow(b)
        total = overflow ? try machine.binary(.add, total, element) : .int(sum)
      case (.float(let a), .float(let b)): total = .float(a + b)
      default: total = try machine.binary(.add, total, element)
      }
      return true
    }
    return total
  }

  nonisolated(unsafe) static let chr = Builtin(
    "chr", "The character with a code point.", [.positional("i", "int")],
    examples: [Example("chr(945)", prints: "'α'")],
    .unary { value in
      let code = try Machine.current.smallIndex(value)
      guard let bits = UInt32(exactly: code), bits <= 0x10FFFF else {
        throw PythonError.valueFault("chr() arg not in range(0x110000)")
      }
      guard let scalar = Unicode.Scalar(bits) else {
        throw PythonError.valueFault("chr(): surrogates, 0xd800 to 0xdfff, are no characters and not supported here")
      }
      return .object(StringObject.character(scalar))
    })

  nonisolated(unsafe) static let ord = Builtin(
    "ord", "The code point of a character.", [.positional("c", "str")],
    examples: [Example("ord('α')", prints: "945")],
    .unary { value in
      if let bytes = value.asBytes, bytes.bytes.count == 1 { return .int(Int(bytes.bytes[0])) }
      guard let text = value.asString else {
        throw PythonError.typeFault("ord() expected string of length 1, but \(value.typeName) found")
      }
      guard text.count == 1, let scalar = text.text.unicodeScalars.first else {
        throw PythonError.typeFault("ord() expected a character, but string of length \(text.count) found")
      }
      return .int(Int(scalar.value))
    })
}
