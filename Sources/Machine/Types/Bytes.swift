import Syntax

/// What `bytes` does itself; as much of it as notebooks touch.
enum BytesType {
  static func install() {
    let type = TypeObject.bytes
    type.summary = "A sequence of numbers from 0 to 255 that never changes."
    type.canBeSubclassed = false
    type.slots.new = make
    type.slots.repr = { Quoting.repr(bytes: try $0.bytesObject("__repr__").bytes) }
    type.slots.truth = { try !$0.bytesObject("__bool__").bytes.isEmpty }
    type.slots.length = { try $0.bytesObject("__len__").bytes.count }
    type.slots.hash = { StringObject.hash(of: String(decoding: try $0.bytesObject("__hash__").bytes, as: UTF8.self)) }
    type.slots.getItem = { value, key in
      let bytes = try value.bytesObject("__getitem__").bytes
      if let slice = key.asSlice {
        let (start, _, step, selected) = try slice.indices(count: bytes.count)
        return .object(BytesObject((0..<selected).map { bytes[start + $0 * step] }))
      }
      guard try Machine.current.indexIfAny(key) != nil else {
        throw PythonError.typeFault("byte indices must be integers or slices, not \(key.typeName)")
      }
      let at = try SequenceOperators.position(key, bytes.count, typeName: "byte", "index out of range")
      return .int(Int(bytes[at]))
    }
    type.slots.contains = { value, element in
      let bytes = try value.bytesObject("__contains__").bytes
      if let part = element.asByteData {
        return bytes.withUnsafeBufferPointer { whole in
          part.withUnsafeBufferPointer { Haystack(whole).first($0, from: 0, to: whole.count) != nil }
        }
      }
      guard let number = try Machine.current.indexIfAny(element)?.intValue else {
        throw PythonError.typeFault("a bytes-like object is required, not '\(element.typeName)'")
      }
      guard let byte = UInt8(exactly: number) else { throw PythonError.valueFault("byte must be in range(0, 256)") }
      return bytes.contains(byte)
    }
    type.slots.iterate = {
      .object(ArrayIterator(.bytesIterator, try $0.bytesObject("__iter__").bytes.map { .int(Int($0)) }))
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asByteData, let b = right.asByteData else { return nil }
      let order = a == b ? 0 : (a.lexicographicallyPrecedes(b) ? -1 : 1)
      return .bool(operation.holds(order))
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .add:
        guard let a = left.asBytes else { return nil }
        if let b = right.asByteData { return .object(BytesObject(a.bytes + b)) }
        if SequenceOperators.leavesToRight(right, .radd) { return nil }
        throw PythonError.typeFault("can't concat \(right.typeName) to bytes")
      case .multiply:
        guard let (bytes, count) = try SequenceOperators.repetition(left, right, of: { $0.asBytes }) else { return nil }
        let total = bytes.bytes.count.multipliedReportingOverflow(by: Swift.max(count, 0))
        if total.overflow || total.partialValue > SequenceOperators.mostElements { throw PythonError(.outOfMemory) }
        try MemoryCap.check(total.partialValue)
        return .object(BytesObject(Array(repeatElement(bytes.bytes, count: Swift.max(count, 0)).joined())))
      default: return nil
      }
    }
    let coding: [Parameter] = [
      .positional("self"), Parameter("encoding", default: .string("utf-8"), type: "str"),
      Parameter("errors", default: .string("strict"), type: "str"),
    ]
    type.method(
      "decode", coding, summary: "The text that the bytes encode.",
      .bound { arguments in
        let name = try arguments[1].stringArgument("decode() argument 'encoding'").text
        let errors = try arguments[2].stringArgument("decode() argument 'errors'").text
        return .string(try Encoding(named: name).decode(arguments[0].asByteData ?? [], errors: errors))
      })
  }

  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let bound = try arguments.parse("bytes", ["source", "encoding", "errors"])
    guard let source = bound[0] else { return .object(BytesObject([])) }
    if let text = source.asString {
      guard let name = try bound[1]?.stringArgument("bytes() argument 'encoding'").text else {
        throw PythonError.typeFault("string argument without an encoding")
      }
      let errors = try bound[2]?.stringArgument("bytes() argument 'errors'").text ?? "strict"
      return .object(BytesObject(try Encoding(named: name).encode(text.text, errors: errors)))
    }
    if bound[1] != nil { throw PythonError.typeFault("encoding without a string argument") }
    if let bytes = source.asBytes { return .object(bytes) }
    if let bytes = source.asByteData { return .object(BytesObject(bytes)) }
    if let index = try Machine.current.indexIfAny(source) {
      guard case .int(let count) = index else {
        throw PythonError(.overflowError, "cannot fit 'int' into an index-sized integer")
      }
      if count < 0 { throw PythonError.valueFault("negative count") }
      if count > TextFault.longestPadding { throw PythonError(.outOfMemory) }
      return .object(BytesObject(Array(repeating: 0, count: count)))
    }
    guard Machine.current.type(of: source).answers(.iter) else {
      throw PythonError.typeFault("cannot convert '\(source.typeName)' object to bytes")
    }
    return .object(BytesObject(try bytes(of: Machine.current.elements(source))))
  }

  static func bytes(of items: [Value]) throws -> [UInt8] {
    try items.map { item in
      let number = try Machine.current.index(item)
      guard let byte = UInt8(exactly: number) else { throw PythonError.valueFault("bytes must be in range(0, 256)") }
      return byte
    }
  }
}

/// The encodings that text is written and read in.
enum Encoding {
  case utf8, ascii, latin1

  init(named name: String) throws {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8", "u8", "utf": self = .utf8
    case "ascii", "usascii", "646": self = .ascii
    case "latin1", "iso88591", "l1", "8859", "cp819": self = .latin1
    default: throw PythonError(.lookupError, "unknown encoding: \(name)")
    }
  }

  private var name: String {
    switch self {
    case .utf8: "utf-8"
    case .ascii: "ascii"
    case .latin1: "latin-1"
    }
  }

  private var limit: UInt32 { self == .ascii ? 128 : 256 }

  func encode(_ text: String, errors: String) throws -> [UInt8] {
    if self == .utf8 { return Array(text.utf8) }
    var out: [UInt8] = []
    let scalars = Array(text.unicodeScalars)
    for (at, scalar) in scalars.enumerated() {
      if scalar.value < limit {
        out.append(UInt8(scalar.value))
        continue
      }
      switch errors {
      case "ignore": break
      case "replace": out.append(UInt8(ascii: "?"))
      case "backslashreplace": out += Array(Quoting.escape(scalar).utf8)
      default:
        let end = scalars[at...].firstIndex { $0.value < limit } ?? scalars.count
        throw UnicodeFault.error(
          .unicodeEncodeError, name, .string(text), at..<end, "ordinal not in range(\(limit))")
      }
    }
    return out
  }

  func decode(_ bytes: [UInt8], errors: String) throws -> String {
    switch self {
    case .latin1:
      var view = String.UnicodeScalarView()
      for byte in bytes { view.append(Unicode.Scalar(byte)) }
      return String(view)
    case .ascii:
      if let at = bytes.firstIndex(where: { $0 >= 0x80 }), errors == "strict" {
        throw UnicodeFault.error(
          .unicodeDecodeError, name, .object(BytesObject(bytes)), at..<(at + 1), "ordinal not in range(128)")
      }
      let kept = errors == "ignore" ? bytes.filter { $0 < 0x80 } : bytes
      var view = String.UnicodeScalarView()
      for byte in kept { view.append(byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}") }
      return String(view)
    case .utf8:
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      if errors == "replace" { return String(decoding: bytes, as: UTF8.self) }
      if errors == "ignore" {
        return String(decoding: bytes, as: UTF8.self).replacingScalars("\u{FFFD}")
      }
      let (place, reason) = Encoding.firstFault(bytes)
      throw UnicodeFault.error(.unicodeDecodeError, name, .object(BytesObject(bytes)), place, reason)
    }
  }

  /// The bytes that are no UTF-8, as far as they could have been, and what is wrong with them.
  private static func firstFault(_ bytes: [UInt8]) -> (Range<Int>, String) {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if lead >= 0x80 && lead < 0xC2 || lead > 0xF4 { return (at..<(at + 1), "invalid start byte") }
      for offset in 1..<Swift.max(length, 2) where length > 1 {
        guard at + offset < bytes.count else { return (at..<bytes.count, "unexpected end of data") }
        // The second byte has a narrower range behind some first ones: no overlong forms, surrogates or values too large.
        let least: UInt8 = offset == 1 && lead == 0xE0 ? 0xA0 : offset == 1 && lead == 0xF0 ? 0x90 : 0x80
        let most: UInt8 = offset == 1 && lead == 0xED ? 0x9F : offset == 1 && lead == 0xF4 ? 0x8F : 0xBF
        guard (least...most).contains(bytes[at + offset]) else {
          return (at..<(at + offset), "invalid continuation byte")
        }
      }
      at += length
    }
    return (Swift.max(0, bytes.count - 1)..<bytes.count, "invalid start byte")
  }
}

extension String {
  fileprivate func replacingScalars(_ doomed: Unicode.Scalar) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != doomed }))
  }
}
