import BigInt
import Glibc
import Syntax

/// What `float` does itself.
enum FloatType {
  static func install() {
    let type = TypeObject.float
    type.summary = "A number in double precision."
    type.slots.new = make
    type.slots.repr = { FloatText.repr(number($0) ?? 0) }
    type.slots.hash = { Floats.hash(number($0) ?? 0) }
    type.slots.truth = { (number($0) ?? 0) != 0 }
    type.slots.toFloat = { number($0) ?? 0 }
    type.slots.toInt = { .integer(try IntType.integer(of: number($0) ?? 0)) }
    type.slots.format = { value, spec in
      let number = number(value) ?? 0
      return try raising { () throws(TextFault) in try FormatSpec.format(number, spec) }
    }
    type.slots.unary = { operation, value in number(value).flatMap { Floats.unary(operation, $0) } }
    type.slots.binary = { operation, left, right in
      guard let a = try operand(left), let b = try operand(right) else { return nil }
      return try Floats.binary(operation, a, b)
    }
    type.slots.compare = { operation, left, right in
      let a = left.boxedNumber ?? left
      let b = right.boxedNumber ?? right
      return Machine.numericOrder(a, b).map { .bool(operation.holds($0.known)) }
    }
    installMethods(type)
  }

  /// The double of a float or of an instance of a subclass.
  static func number(_ value: Value) -> Double? {
    if case .float(let number) = value { return number }
    if case .float(let number)? = value.boxedNumber { return number }
    return nil
  }

  private static func operand(_ value: Value) throws -> Double? {
    if let number = number(value) { return number }
    return try value.integerValue.map(Integers.checkedDouble)
  }

  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    try arguments.expect("float", 0...1)
    let result = arguments.count == 0 ? 0 : try convert(arguments[0])
    return NumberBox.instance(of: type, holding: .float(result), plain: .float)
  }

  /// `float(value)`.
  static func convert(_ value: Value) throws -> Double {
    if let text = value.asString {
      return distinct(try NumberParsing.float(text.text))
    }
    if let bytes = value.asBytes {
      let text = String(decoding: bytes.bytes, as: UTF8.self)
      do {
        return distinct(try NumberParsing.float(text))
      } catch let error as PythonError where error.exception.type === TypeObject.valueError {
        throw PythonError.valueFault("could not convert string to float: \(Quoting.repr(bytes: bytes.bytes))")
      }
    }
    let type = Machine.current.type(of: value)
    guard type.answers(.float) || type.answers(.index) else {
      throw PythonError.typeFault("float() argument must be a string or a real number, not '\(type.errorName)'")
    }
    return try Machine.current.double(value)
  }

  nonisolated(unsafe) private static var lastPayload: UInt64 = 0

  /// A NaN that is identical to itself alone, as every object that Python makes is: numbers have no address here, so the
  /// bits that mean nothing count. Other numbers are as they were.
  private static func distinct(_ number: Double) -> Double {
    guard number.isNaN else { return number }
    lastPayload = (lastPayload + 1) & 0x0000_FFFF_FFFF_FFFF
    let made = Double(nan: lastPayload, signaling: false)
    return number.sign == .minus ? -made : made
  }

  private static func receiver(_ value: Value, _ method: StaticString) throws -> Double {
    try value.receiver(number(value), method, "float")
  }

  private static func installMethods(_ type: TypeObject) {
    func plain(_ value: Value) -> Value { .float(number(value) ?? 0) }
    type.property("real", summary: "The number itself.", get: plain)
    type.property("imag", summary: "0.0: a float has no imaginary part.", get: { _ in .float(0) })
    type.method("conjugate", [.positional("self")], summary: "The number itself.", .unary(plain))
    type.method(
      "is_integer", [.positional("self")], summary: "Whether it is a whole number.",
      .unary { value in
        let number = try receiver(value, "is_integer")
        return .bool(number.isFinite && number == number.rounded())
      })
    type.method(
      "as_integer_ratio", [.positional("self")], summary: "Two integers whose quotient is the number.",
      .unary { value in
        let number = try receiver(value, "as_integer_ratio")
        if number.isNaN { throw PythonError.valueFault("cannot convert NaN to integer ratio") }
        if number.isInfinite { throw PythonError(.overflowError, "cannot convert Infinity to integer ratio") }
        if number == 0 { return .tuple([.int(0), .int(1)]) }
        var top = BigInt(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0))
        var exponent = Int(number.isNormal ? number.exponent : -1022) - 52
        let zeros = top.trailingZeroBitCount
        top >>= zeros
        exponent += zeros
        if number < 0 { top = -top }
        return exponent >= 0
          ? .tuple([.integer(top << exponent), .int(1)]) : .tuple([.integer(top), .integer(BigInt(1) << -exponent)])
      })
    type.method(
      "hex", [.positional("self")], summary: "The number in hexadecimal, exactly.",
      .unary { .string(hex(try receiver($0, "hex"))) })
    type.classMethod(
      "fromhex", [.positional("type"), .positional("string", "str")],
      summary: "The number that a hexadecimal text stands for.",
      .binary { type, text in
        guard let text = text.asString?.text else {
          throw PythonError.typeFault("bad argument type for built-in operation")
        }
        let trimmed = Words.trimmed(Substring(text), start: true, end: true) { $0.isPythonSpace }
        guard let value = parseHex(trimmed) else {
          throw PythonError.valueFault("invalid hexadecimal floating-point string")
        }
        if value.isInfinite, !trimmed.lowercased().contains("inf") {
          throw PythonError(.overflowError, "hexadecimal value too large to represent as a float")
        }
        return .float(value)
      })
    type.method(
      "__round__", [.positional("self"), .positional("ndigits", "int", default: .none)],
      summary: "The number rounded to a count of digits, or to an int.", .bound { try round($0[0], $0[1]) })
    type.method(
      "__abs__", [.positional("self")], summary: "The magnitude.",
      .unary { .float(try receiver($0, "__abs__").magnitude) })
    func whole(_ name: StaticString, _ rule: FloatingPointRoundingRule) {
      type.method(
        "\(name)", [.positional("self")], summary: "A whole number next to it.",
        .unary { value in
          .integer(try IntType.integer(of: receiver(value, name).rounded(rule)))
        })
    }
    whole("__trunc__", .towardZero)
    whole("__floor__", .down)
    whole("__ceil__", .up)
    type.method(
      "__divmod__", [.positional("self"), .positional("value")], summary: "Quotient and remainder.",
      .binary { try divmod($0, $1) ?? .notImplemented })
    type.method(
      "__rdivmod__", [.positional("self"), .positional("value")], summary: "Quotient and remainder.",
      .binary { try divmod($1, $0) ?? .notImplemented })
  }

  static func divmod(_ left: Value, _ right: Value) throws -> Value? {
    guard let a = try operand(left), let b = try operand(right) else { return nil }
    if b == 0 { throw PythonError(.zeroDivisionError, "float divmod()") }
    let (quotient, remainder) = Floats.divideFloor(a, b)
    return .tuple([.float(quotient), .float(remainder)])
  }

  static func round(_ value: Value, _ digits: Value) throws -> Value {
    let number = try receiver(value, "__round__")
    if digits.isNone { return .integer(try IntType.integer(of: number.rounded(.toNearestOrEven))) }
    let count = try Machine.current.index(digits)
    return .float(try raising { () throws(TextFault) in try Rounding.round(number, digits: count) })
  }

  private static func hex(_ number: Double) -> String {
    if !number.isFinite { return FloatText.repr(number) }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0x0.0p+0" }
    let digits = String(number.significandBitPattern, radix: 16)
    let padded = String(repeating: "0", count: 13 - digits.count) + digits
    let exponent = number.isNormal ? Int(number.exponent) : -1022
    return sign + (number.isNormal ? "0x1." : "0x0.") + padded + "p" + (exponent < 0 ? "" : "+") + "\(exponent)"
  }

  private static func parseHex(_ text: String) -> Double? {
    var body = Substring(text.lowercased())
    var sign = ""
    if let first = body.first, first == "-" || first == "+" {
      sign = String(first)
      body.removeFirst()
    }
    switch body {
    case "inf", "infinity": return sign == "-" ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    if body.hasPrefix("0x") { body.removeFirst(2) }
    let mantissa = body.prefix { $0.isHexDigit || $0 == "." }
    let rest = body.dropFirst(mantissa.count)
    guard mantissa.contains(where: \.isHexDigit), mantissa.filter({ $0 == "." }).count <= 1 else { return nil }
    if !rest.isEmpty {
      guard rest.first == "p", Int(rest.dropFirst()) != nil else { return nil }
    }
    return strtod(sign + "0x" + String(body), nil)
  }
}
