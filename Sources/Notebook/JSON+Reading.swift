extension JSON {
  /// Why a text is no JSON.
  struct Fault: Error {
    let offset: Int
  }

  /// Values nested deeper than this are refused.
  private static let deepest = 500

  /// - Throws: For what is no JSON, or nested too deep.
  public static func parse(_ bytes: [UInt8]) throws -> JSON {
    var reader = Reader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.index == bytes.count else { throw Fault(offset: reader.index) }
    return value
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
      // A mark of the byte order, which some editors leave.
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var fault: Fault { Fault(offset: index) }

    mutating func skipBlanks() {
      while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) throws -> JSON {
      guard depth < JSON.deepest else { throw fault }
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"): return try object(depth: depth + 1)
      case UInt8(ascii: "["): return try array(depth: depth + 1)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return try number()
      }
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
      guard bytes[index...].starts(with: word.utf8) else { throw fault }
      index += word.utf8.count
      return value
    }

    private mutating func array(depth: Int) throws -> JSON {
      index += 1
      var items: [JSON] = []
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array([]) }
      while true {
        items.append(try value(depth: depth))
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(items) }
        guard take(UInt8(ascii: ",")) else { throw fault }
      }
    }

    private mutating func object(depth: Int) throws -> JSON {
      index += 1
      var members: [String: JSON] = [:]
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object([:]) }
      while true {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw fault }
        let key = try string()
        skipBlanks()
        guard take(UInt8(ascii: ":")) else { throw fault }
        members[key] = try value(depth: depth)
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        guard take(UInt8(ascii: ",")) else { throw fault }
      }
    }

    private mutating func number() throws -> JSON {
      let start = index
      while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { index += 1 }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
        index = start
        throw fault
      }
      if let whole = Int(text), "\(whole)" == text { return .int(whole) }
      guard let number = Double(text) else { throw fault }
      return "\(number)" == text ? .number(number) : .digits(text)
    }

    private mutating func string() throws -> String {
      index += 1
      var result: [UInt8] = []
      while let byte = next {
        index += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
        case UInt8(ascii: "\\"): result += Array(String(try escape()).utf8)
        case ..<0x20: throw fault
        default: result.append(byte)
        }
      }
      throw fault
    }

    private mutating func escape() throws -> Unicode.Scalar {
      guard let byte = next else { throw fault }
      index += 1
      switch byte {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "b"): return "\u{08}"
      case UInt8(ascii: "f"): return "\u{0C}"
      case UInt8(ascii: "u"):
        let unit = try hexadecimal()
        guard (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: [0x5C, 0x75]) else {
          return Unicode.Scalar(unit) ?? "\u{FFFD}"
        }
        let before = index
        index += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
          index = before
          return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
      default: return Unicode.Scalar(byte)
      }
    }

    private mutating func hexadecimal() throws -> UInt32 {
      guard bytes.count - index >= 4,
        let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
      else { throw fault }
      index += 4
      return unit
    }
  }
}
