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
    try MemoryCap.check(text.utf8.count)
    if self == .utf8 || text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    try MemoryCap.check(elements: text.utf8.count, ofSize: MemoryCap.bytesOfCodePoint)
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
      case "xmlcharrefreplace": out += Array("&#\(scalar.value);".utf8)
      case "strict":
        let end = scalars[at...].firstIndex { $0.value < limit } ?? scalars.count
        throw UnicodeFault.error(
          .unicodeEncodeError, name, .string(text), at..<end, "ordinal not in range(\(limit))")
      default: throw Encoding.unknownHandler(errors)
      }
    }
    return out
  }

  private static func unknownHandler(_ name: String) -> PythonError {
    PythonError(.lookupError, "unknown error handler name '\(name)'")
  }

  private static func escaped(_ byte: UInt8) -> String { "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// What stands in the text for bytes that are no character.
  private static func replacement(_ bytes: ArraySlice<UInt8>, _ errors: String) throws -> String {
    switch errors {
    case "ignore": ""
    case "replace": "\u{FFFD}"
    case "backslashreplace": bytes.map(escaped).joined()
    default: throw unknownHandler(errors)
    }
  }

  func decode(_ bytes: [UInt8], errors: String) throws -> String {
    try MemoryCap.check(bytes.count)
    if self != .utf8, bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    // What is no character may become four of them, in text that grows.
    if self != .utf8 { try MemoryCap.check(elements: bytes.count, ofSize: MemoryCap.bytesOfCodePoint) }
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
      var text = ""
      for (at, byte) in bytes.enumerated() {
        text += byte < 0x80 ? String(Unicode.Scalar(byte)) : try Encoding.replacement(bytes[at...at], errors)
      }
      return text
    case .utf8:
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      if errors != "strict" { try MemoryCap.check(elements: bytes.count, ofSize: MemoryCap.bytesOfCodePoint) }
      var text = ""
      var rest = bytes[...]
      while let fault = Encoding.firstFault(rest) {
        if errors == "strict" {
          throw UnicodeFault.error(
            .unicodeDecodeError, name, .object(BytesObject(bytes)), fault.place, fault.reason)
        }
        text += String(decoding: rest[..<fault.place.lowerBound], as: UTF8.self)
        text += try Encoding.replacement(rest[fault.place], errors)
        rest = rest[fault.place.upperBound...]
      }
      return text + String(decoding: rest, as: UTF8.self)
    }
  }

  /// The first bytes that are no UTF-8, as CPython divides them, and why.
  private static func firstFault(_ bytes: ArraySlice<UInt8>) -> (place: Range<Int>, reason: String)? {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
        continue
      }
      if lead < 0xC2 || lead > 0xF4 { return (at..<at + 1, "invalid start byte") }
      let length = lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4)
      for offset in 1..<length {
        guard at + offset < bytes.endIndex else { return (at..<bytes.endIndex, "unexpected end of data") }
        let byte = bytes[at + offset]
        var allowed: ClosedRange<UInt8> = 0x80...0xBF
        if offset == 1 {
          switch lead {
          case 0xE0: allowed = 0xA0...0xBF
          case 0xED: allowed = 0x80...0x9F
          case 0xF0: allowed = 0x90...0xBF
          case 0xF4: allowed = 0x80...0x8F
          default: break
          }
        }
        if !allowed.contains(byte) { return (at..<at + offset, "invalid continuation byte") }
      }
      at += length
    }
    return nil
  }
}
