import BigInt

/// `text % values`.
enum PercentFormatting {
  private struct Values {
    let items: [Value]?
    let whole: Value
    var used = 0

    init(_ whole: Value) {
      self.whole = whole
      items = whole.asTuple?.items
    }

    mutating func next() throws -> Value {
      if let items {
        guard used < items.count else { throw PythonError.typeFault("not enough arguments for format string") }
        used += 1
        return items[used - 1]
      }
      guard used == 0 else { throw PythonError.typeFault("not enough arguments for format string") }
      used = 1
      return whole
    }

    /// Whether `%(name)s` may look names up in it.
    var isMapping: Bool {
      whole.asTuple == nil && whole.asString == nil && whole.asBytes == nil
        && Machine.current.type(of: whole).answers(.getitem)
    }
  }

  /// `bytes % values`: the same, one character for each byte.
  static func format(_ format: BytesObject, _ whole: Value) throws -> BytesObject {
    let text = try Encoding.latin1.decode(format.bytes, errors: "strict")
    return BytesObject(try Encoding.latin1.encode(self.format(text, whole, isBytes: true), errors: "strict"))
  }

  static func format(_ text: String, _ whole: Value, isBytes: Bool = false) throws -> String {
    let kind = isBytes ? "bytes" : "string"
    let machine = Machine.current
    var values = Values(whole)
    var usedMapping = false
    var out = ""
    try MemoryCap.check(elements: text.utf8.count, ofSize: MemoryCap.bytesOfCodePoint)
    for piece in PercentFormat(text).pieces {
      switch piece {
      case .literal(let literal): out += literal
      case .fault(let fault): throw PythonError(fault)
      case .conversion(let conversion):
        var keyed: Value?
        if let key = conversion.key {
          guard values.isMapping else { throw PythonError.typeFault("format requires a mapping") }
          keyed = try machine.getItem(whole, isBytes ? .object(BytesObject(Array(key.utf8))) : .string(key))
          usedMapping = true
        }
        func measure(_ measure: PercentFormat.Measure?, _ complaint: String) throws -> Int? {
          switch measure {
          case nil: return nil
          case .number(let number): return number
          case .fromValues:
            let value = try values.next()
            guard let number = value.intValue else {
              if value.asBigInt != nil { throw PythonError.valueFault(complaint) }
              throw PythonError.typeFault("* wants int")
            }
            return number
          }
        }
        var conversion = conversion
        var width = try measure(conversion.width, "width too big") ?? 0
        if width < 0 {
          conversion.leftAligned = true
          width = width == .min ? .max : -width
        }
        let precision = try measure(conversion.precision, "precision too big").map { Swift.max($0, 0) }
        let value = try keyed ?? values.next()
        out +=
          try (isBytes ? showBytes(value, conversion, width: width, precision: precision) : nil)
          ?? show(value, conversion, width: width, precision: precision)
      }
    }
    if let items = values.items {
      if values.used < items.count, !usedMapping {
        throw PythonError.typeFault("not all arguments converted during \(kind) formatting")
      }
    } else if values.used == 0, !usedMapping, !values.isMapping {
      throw PythonError.typeFault("not all arguments converted during \(kind) formatting")
    }
    return out
  }

  /// What only bytes show in a way of their own; nil for the rest.
  private static func showBytes(
    _ value: Value, _ conversion: PercentFormat.Conversion, width: Int, precision: Int?
  ) throws -> String? {
    func laidOut(_ bytes: [UInt8]) throws -> String {
      let text = try Encoding.latin1.decode(bytes, errors: "strict")
      return try raising { () throws(TextFault) in
        try conversion.laidOut(text: text, precision: precision, width: width)
      }
    }
    switch conversion.code {
    case "s", "b":
      if let bytes = value.asBytes { return try laidOut(bytes.bytes) }
      throw PythonError.typeFault(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '\(value.typeName)'")
    case "r": return try laidOut(Array(asciiOnly(Machine.current.repr(value)).utf8))
    case "c":
      if let bytes = value.asBytes?.bytes, bytes.count == 1 { return try laidOut(bytes) }
      if let index = try Machine.current.indexIfAny(value) {
        guard let byte = index.intValue.flatMap(UInt8.init(exactly:)) else {
          throw PythonError(.overflowError, "%c arg not in range(256)")
        }
        return try laidOut([byte])
      }
      throw PythonError.typeFault("%c requires an integer in range(256) or a single byte")
    case "e", "E", "f", "F", "g", "G":
      if try Machine.current.indexIfAny(value) == nil, !Machine.current.type(of: value).answers(.float) {
        throw PythonError.typeFault("float argument required, not \(value.typeName)")
      }
      return nil
    default: return nil
    }
  }

  private static func show(
    _ value: Value, _ conversion: PercentFormat.Conversion, width: Int, precision: Int?
  ) throws -> String {
    let machine = Machine.current
    func laidOut(_ text: String) throws -> String {
      try raising { () throws(TextFault) in try conversion.laidOut(text: text, precision: precision, width: width) }
    }
    switch conversion.code {
    case "s": return try laidOut(machine.str(value))
    case "r": return try laidOut(machine.repr(value))
    case "a": return try laidOut(asciiOnly(machine.repr(value)))
    case "c":
      if let text = value.asString {
        guard text.count == 1 else { throw PythonError.typeFault("%c requires int or char") }
        return try laidOut(text.text)
      }
      guard let index = try machine.indexIfAny(value) else { throw PythonError.typeFault("%c requires int or char") }
      guard case .int(let code) = index, code >= 0, code <= 0x10FFFF else {
        throw PythonError(.overflowError, "%c arg not in range(0x110000)")
      }
      return try laidOut(String(Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}"))
    case "d", "i", "u", "x", "X", "o":
      let number = try integer(value, conversion.code)
      let radix = conversion.code == "o" ? 8 : (conversion.code == "x" || conversion.code == "X" ? 16 : 10)
      let digits = try IntText.digits(number.magnitude, radix: radix, uppercase: conversion.code == "X")
      return try raising { () throws(TextFault) in
        let text = try conversion.integer(digits, isNegative: number.signum() < 0, precision: precision)
        return try conversion.laidOut(number: text, width: width)
      }
    case "e", "E", "f", "F", "g", "G":
      let number = try machine.double(value)
      return try raising { () throws(TextFault) in
        try conversion.laidOut(number: conversion.float(number, precision: precision), width: width)
      }
    default: throw PythonError(conversion.unsupported)
    }
  }

  private static func integer(_ value: Value, _ code: Unicode.Scalar) throws -> BigInt {
    if let number = value.integerValue { return number }
    let machine = Machine.current
    let isDecimal = code == "d" || code == "i" || code == "u"
    if isDecimal {
      if case .float(let number) = value { return try IntType.integer(of: number) }
      let type = machine.type(of: value)
      if type.answers(.int) || type.answers(.index), let number = try IntType.convert(value).integerValue {
        return number
      }
    } else if let index = try machine.indexIfAny(value)?.integerValue {
      return index
    }
    let wanted = isDecimal ? "a real number" : "an integer"
    throw PythonError.typeFault("%\(code) format: \(wanted) is required, not \(value.typeName)")
  }
}
