import Glibc

/// `json`.
enum JSONModule {
  nonisolated(unsafe) private static let decodeError = TypeObject(
    "JSONDecodeError", module: "json.decoder", bases: [.valueError], summary: "A text is not JSON.")

  static func error(_ message: String, _ text: [UInt32], _ position: Int) -> PythonError {
    let before = text.prefix(position)
    let line = before.filter { $0 == 0x0A }.count + 1
    let column = position - (before.lastIndex(of: 0x0A) ?? -1)
    let error = PythonError(decodeError, "\(message): line \(line) column \(column) (char \(position))")
    error.exception.setField("msg", .string(message))
    error.exception.setField("doc", Subject.value(text, isBytes: false))
    error.exception.setField("pos", .int(position))
    error.exception.setField("lineno", .int(line))
    error.exception.setField("colno", .int(column))
    return error
  }

  nonisolated(unsafe) private static let dumpOptions: [Parameter] = [
    .keyword("skipkeys", default: .bool(false)), .keyword("ensure_ascii", default: .bool(true)),
    .keyword("check_circular", default: .bool(true)), .keyword("allow_nan", default: .bool(true)),
    .keyword("cls", default: .none), .keyword("indent", default: .none), .keyword("separators", default: .none),
    .keyword("default", default: .none), .keyword("sort_keys", default: .bool(false)), .variadicKeyword("kw"),
  ]

  nonisolated(unsafe) private static let loadOptions: [Parameter] = [
    .keyword("cls", default: .none), .keyword("object_hook", default: .none), .keyword("parse_float", default: .none),
    .keyword("parse_int", default: .none), .keyword("parse_constant", default: .none),
    .keyword("object_pairs_hook", default: .none), .variadicKeyword("kw"),
  ]

  private static func encoder(_ arguments: BoundArguments, from first: Int) throws -> JSONEncoding {
    let machine = Machine.current
    var encoding = JSONEncoding()
    encoding.skipsKeys = try machine.truth(arguments[first])
    encoding.isASCII = try machine.truth(arguments[first + 1])
    encoding.allowsNaN = try machine.truth(arguments[first + 3])
    let indent = arguments[first + 5]
    if let text = indent.asString {
      encoding.indent = text.text
    } else if !indent.isNone {
      encoding.indent = String(repeating: " ", count: Swift.min(Swift.max(try machine.index(indent), 0), 1 << 16))
    }
    if encoding.indent != nil { encoding.itemSeparator = "," }
    if !arguments[first + 6].isNone {
      let parts = try machine.elements(arguments[first + 6])
      guard parts.count == 2 else {
        throw PythonError.valueFault("not enough values to unpack (expected 2, got \(parts.count))")
      }
      encoding.itemSeparator = try machine.str(parts[0])
      encoding.keySeparator = try machine.str(parts[1])
    }
    let fallback = arguments[first + 7]
    if !fallback.isNone {
      encoding.fallback = { try machine.call(fallback, [$0]) }
    } else if let type = arguments[first + 4].asType {
      let encoder = try machine.call(.object(type))
      encoding.fallback = { try machine.call(machine.attribute(of: encoder, "default"), [$0]) }
    }
    encoding.sortsKeys = try machine.truth(arguments[first + 8])
    return encoding
  }

  private static func decoded(_ text: Value, _ arguments: BoundArguments, from first: Int) throws -> Value {
    var text = text
    if let bytes = text.asByteData { text = .string(String(decoding: bytes, as: UTF8.self)) }
    guard let string = text.asString else {
      throw PythonError.typeFault("the JSON object must be str, bytes or bytearray, not \(text.typeName)")
    }
    try MemoryCap.check(codePointsOf: string)
    var decoding = JSONDecoding(string.text.unicodeScalars.map(\.value))
    decoding.objectHook = arguments[first + 1]
    decoding.floatHook = arguments[first + 2]
    decoding.integerHook = arguments[first + 3]
    decoding.constantHook = arguments[first + 4]
    decoding.pairsHook = arguments[first + 5]
    return try decoding.whole()
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("json", summary: "Values written as JSON, and read from it.")
    module.set("JSONDecodeError", .object(decodeError))
    module.function(
      "dumps", [Parameter("obj")] + dumpOptions, summary: "The value as JSON.",
      .bound { arguments in
        var encoding = try encoder(arguments, from: 1)
        return .string(try encoding.encoded(arguments[0]))
      })
    module.function(
      "dump", [Parameter("obj"), Parameter("fp")] + dumpOptions, summary: "Writes the value as JSON to a file.",
      .bound { arguments in
        var encoding = try encoder(arguments, from: 2)
        let text = Value.string(try encoding.encoded(arguments[0]))
        _ = try Machine.current.call(Machine.current.attribute(of: arguments[1], "write"), [text])
        return .none
      })
    module.function(
      "loads", [Parameter("s")] + loadOptions, summary: "The value that JSON stands for.",
      .bound { try decoded($0[0], $0, from: 1) })
    module.function(
      "load", [Parameter("fp")] + loadOptions, summary: "The value that the JSON of a file stands for.",
      .bound { arguments in
        let text = try Machine.current.call(Machine.current.attribute(of: arguments[0], "read"))
        return try decoded(text, arguments, from: 1)
      })
    module.set("JSONEncoder", .object(encoderType))
    return module
  }

  nonisolated(unsafe) private static let encoderType: TypeObject = {
    let type = TypeObject("JSONEncoder", module: "json.encoder", summary: "Writes values as JSON.")
    type.acceptsAttributes = false
    type.slots.initialize = { _, _ in }
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.method(
      "default", [.positional("self"), Parameter("o")], summary: "What stands for a value that JSON has no form for.",
      .bound { throw JSONEncoding.refusal($0[1]) })
    type.method(
      "encode", [.positional("self"), Parameter("o")], summary: "The value as JSON.",
      .bound { arguments in
        var encoding = JSONEncoding()
        let encoder = arguments[0]
        encoding.fallback = { try Machine.current.call(Machine.current.attribute(of: encoder, "default"), [$0]) }
        return .string(try encoding.encoded(arguments[1]))
      })
    return type
  }()
}

/// Writes values as JSON.
struct JSONEncoding {
  var skipsKeys = false
  var isASCII = true
  var allowsNaN = true
  var indent: String?
  var itemSeparator = ", "
  var keySeparator = ": "
  var sortsKeys = false
  /// What stands for a value that JSON has no form for.
  var fallback: ((Value) throws -> Value)?
  private var out = ""
  private var open: [ObjectIdentifier] = []
  private var steps = 0

  mutating func encoded(_ value: Value) throws -> String {
    try write(value, level: 0)
    return out
  }

  static func refusal(_ value: Value) -> PythonError {
    PythonError.typeFault("Object of type \(value.typeName) is not JSON serializable")
  }

  private func number(_ value: Double) throws -> String {
    if value.isFinite { return FloatText.repr(value) }
    if !allowsNaN { throw PythonError.valueFault("Out of range float values are not JSON compliant") }
    return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      default:
        if scalar.value < 0x20 || (isASCII && scalar.value > 0x7E) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private mutating func write(_ value: Value, level: Int) throws {
    steps += 1
    if steps % SequenceOperators.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
    switch value {
    case .none: return out += "null"
    case .bool(let flag): return out += flag ? "true" : "false"
    case .int(let number): return out += String(number)
    case .float(let number): return out += try self.number(number)
    case .object, .native, .undefined: break
    }
    if let text = value.asString { return out += quoted(text.text) }
    if let number = value.integerValue { return out += try Machine.current.repr(.integer(number)) }
    if case .float(let double)? = value.boxedNumber { return out += try number(double) }
    guard case .object(let object) = value else { return try writeFallback(value, level) }
    if let items = value.asList?.items ?? value.asTuple?.items {
      return try inside(object) { encoding in try encoding.writeItems(items, level) }
    }
    if let dict = value.asDict { return try inside(object) { encoding in try encoding.writeEntries(dict, level) } }
    try writeFallback(value, level)
  }

  private mutating func writeFallback(_ value: Value, _ level: Int) throws {
    guard let fallback else { throw JSONEncoding.refusal(value) }
    guard case .object(let object) = value else { return try write(fallback(value), level: level) }
    try inside(object) { encoding in try encoding.write(fallback(value), level: level) }
  }

  private mutating func inside(_ object: Object, _ body: (inout JSONEncoding) throws -> Void) throws {
    let id = ObjectIdentifier(object)
    if open.contains(id) { throw PythonError.valueFault("Circular reference detected") }
    open.append(id)
    try Machine.current.nested(" while encoding a JSON object") { try body(&self) }
    open.removeLast()
  }

  private mutating func newLine(_ level: Int) {
    guard let indent else { return }
    out += "\n" + String(repeating: indent, count: level)
  }

  private mutating func writeItems(_ items: [Value], _ level: Int) throws {
    if items.isEmpty { return out += "[]" }
    out += "["
    for (at, item) in items.enumerated() {
      if at > 0 { out += itemSeparator }
      newLine(level + 1)
      try write(item, level: level + 1)
    }
    newLine(level)
    out += "]"
  }

  private func key(_ value: Value) throws -> String? {
    switch value {
    case .none: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .float(let number): return try self.number(number)
    default: break
    }
    if let text = value.asString { return text.text }
    if value.integerValue != nil { return try Machine.current.repr(value.boxedNumber ?? value) }
    if skipsKeys { return nil }
    throw PythonError.typeFault("keys must be str, int, float, bool or None, not \(value.typeName)")
  }

  private mutating func writeEntries(_ dict: DictObject, _ level: Int) throws {
    var pairs = dict.pairs.map { ($0.key, $0.value) }
    if sortsKeys {
      let order = try Sorting.sorted(pairs.map(\.0), key: .none, reverse: false)
      pairs = try order.map { ($0, try dict.get($0) ?? .none) }
    }
    var isFirst = true
    out += "{"
    for (key, value) in pairs {
      guard let name = try self.key(key) else { continue }
      if !isFirst { out += itemSeparator }
      isFirst = false
      newLine(level + 1)
      out += quoted(name) + keySeparator
      try write(value, level: level + 1)
    }
    if !isFirst { newLine(level) }
    out += "}"
  }
}

/// Reads JSON.
struct JSONDecoding {
  private let text: [UInt32]
  private var at = 0
  var objectHook = Value.none
  var floatHook = Value.none
  var integerHook = Value.none
  var constantHook = Value.none
  var pairsHook = Value.none

  init(_ text: [UInt32]) { self.text = text }

  mutating func whole() throws -> Value {
    if text.first == 0xFEFF { throw JSONModule.error("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0) }
    skipSpace()
    let value = try value()
    skipSpace()
    if at < text.count { throw JSONModule.error("Extra data", text, at) }
    return value
  }

  private mutating func skipSpace() {
    while at < text.count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
  }

  private var next: UInt32 { at < text.count ? text[at] : 0 }

  private mutating func take(_ word: String) -> Bool {
    let scalars = word.unicodeScalars.map(\.value)
    guard at + scalars.count <= text.count, text[at..<(at + scalars.count)].elementsEqual(scalars) else { return false }
    at += scalars.count
    return true
  }

  private mutating func value() throws -> Value {
    let start = at
    switch next {
    case 0x22: return .string(try string())
    case 0x7B: return try Machine.current.nested(" while decoding a JSON object from a unicode string") { try object() }
    case 0x5B: return try Machine.current.nested(" while decoding a JSON array from a unicode string") { try array() }
    default: break
    }
    if take("null") { return .none }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    for (word, value) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)] where take(word) {
      return constantHook.isNone ? .float(value) : try Machine.current.call(constantHook, [.string(word)])
    }
    if let number = try number() { return number }
    throw JSONModule.error("Expecting value", text, start)
  }

  private mutating func number() throws -> Value? {
    let start = at
    var end = at
    func digits(_ from: Int) -> Int {
      var position = from
      while position < text.count, text[position] >= 0x30, text[position] <= 0x39 { position += 1 }
      return position
    }
    if end < text.count, text[end] == 0x2D { end += 1 }
    let whole = digits(end)
    guard whole > end else { return nil }
    end = text[end] == 0x30 ? end + 1 : whole
    var isFloat = false
    if end < text.count, text[end] == 0x2E, digits(end + 1) > end + 1 {
      end = digits(end + 1)
      isFloat = true
    }
    if end < text.count, text[end] == 0x65 || text[end] == 0x45 {
      let sign = end + 1 < text.count && (text[end + 1] == 0x2B || text[end + 1] == 0x2D) ? 1 : 0
      if digits(end + 1 + sign) > end + 1 + sign {
        end = digits(end + 1 + sign)
        isFloat = true
      }
    }
    let shown = Subject.value(text[start..<end], isBytes: false)
    at = end
    let machine = Machine.current
    if isFloat { return try machine.call(floatHook.isNone ? .object(TypeObject.float) : floatHook, [shown]) }
    return try machine.call(integerHook.isNone ? .object(TypeObject.int) : integerHook, [shown])
  }

  private mutating func string() throws -> String {
    let start = at
    at += 1
    var units: [UInt16] = []
    while true {
      guard at < text.count else { throw JSONModule.error("Unterminated string starting at", text, start) }
      let scalar = text[at]
      at += 1
      if scalar == 0x22 { return String(decoding: units, as: UTF16.self) }
      if scalar < 0x20 { throw JSONModule.error("Invalid control character at", text, at - 1) }
      if scalar != 0x5C {
        if scalar < 0x10000 {
          units.append(UInt16(scalar))
        } else if let scalar = Unicode.Scalar(scalar) {
          units += Array(String(scalar).utf16)
        }
        continue
      }
      guard at < text.count else { throw JSONModule.error("Unterminated string starting at", text, start) }
      let sign = text[at]
      at += 1
      switch Unicode.Scalar(sign) {
      case "\"": units.append(0x22)
      case "\\": units.append(0x5C)
      case "/": units.append(0x2F)
      case "b": units.append(8)
      case "f": units.append(12)
      case "n": units.append(10)
      case "r": units.append(13)
      case "t": units.append(9)
      case "u":
        var unit: UInt16 = 0
        for offset in 0..<4 {
          guard at + offset < text.count, let scalar = Unicode.Scalar(text[at + offset]), scalar.isASCII,
            let digit = Character(scalar).hexDigitValue
          else { throw JSONModule.error("Invalid \\uXXXX escape", text, at - 1) }
          unit = unit << 4 | UInt16(digit)
        }
        at += 4
        units.append(unit)
      default: throw JSONModule.error("Invalid \\escape", text, at - 2)
      }
    }
  }

  private mutating func array() throws -> Value {
    at += 1
    var items: [Value] = []
    skipSpace()
    if next == 0x5D {
      at += 1
      return .list(items)
    }
    while true {
      items.append(try value())
      skipSpace()
      let sign = next
      if sign == 0x5D {
        at += 1
        return .list(items)
      }
      guard sign == 0x2C else { throw JSONModule.error("Expecting ',' delimiter", text, at) }
      at += 1
      skipSpace()
      if items.count % 4096 == 0 { try Machine.current.checkInterrupt() }
    }
  }

  private mutating func object() throws -> Value {
    at += 1
    var pairs: [(String, Value)] = []
    skipSpace()
    if next == 0x7D {
      at += 1
      return try finished(pairs)
    }
    while true {
      guard next == 0x22 else {
        throw JSONModule.error("Expecting property name enclosed in double quotes", text, at)
      }
      let key = try string()
      skipSpace()
      guard next == 0x3A else { throw JSONModule.error("Expecting ':' delimiter", text, at) }
      at += 1
      skipSpace()
      pairs.append((key, try value()))
      skipSpace()
      if next == 0x7D {
        at += 1
        return try finished(pairs)
      }
      guard next == 0x2C else { throw JSONModule.error("Expecting ',' delimiter", text, at) }
      at += 1
      skipSpace()
    }
  }

  private func finished(_ pairs: [(String, Value)]) throws -> Value {
    let machine = Machine.current
    if !pairsHook.isNone {
      return try machine.call(pairsHook, [.list(pairs.map { .tuple([.string($0.0), $0.1]) })])
    }
    let dict = DictObject()
    for (key, value) in pairs { try dict.set(.string(key), value) }
    return objectHook.isNone ? .object(dict) : try machine.call(objectHook, [.object(dict)])
  }
}
