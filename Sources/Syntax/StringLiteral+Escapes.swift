import Diagnostics

// Backslashes.
extension StringLiteral {
  func string(_ range: Range<Int>, isRaw: Bool) throws -> String {
    let body = UnsafeBufferPointer(rebasing: text[range])
    guard !isRaw, body.contains(UInt8(ascii: "\\")) else { return String(decoding: body, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    // Python counts the places in its messages in a copy where each character beyond ASCII is written \UXXXXXXXX.
    var place = 0
    var index = 0
    while index < body.count {
      let byte = body[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < body.count else {
        result.append(byte)
        place += byte < 0x80 ? 1 : byte & 0xC0 == 0x80 ? 0 : 10
        index += 1
        continue
      }
      let start = index
      index += 2
      switch body[start + 1] {
      case 0x0A: break
      case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "'"): result.append(UInt8(ascii: "'"))
      case UInt8(ascii: "\""): result.append(UInt8(ascii: "\""))
      case UInt8(ascii: "a"): result.append(0x07)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "v"): result.append(0x0B)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        index -= 1
        add(Unicode.Scalar(UInt32(StringLiteral.octal(body, &index))), to: &result)
      case UInt8(ascii: "x"): try hexadecimal(body, &index, 2, "truncated \\xXX escape", place, &result)
      case UInt8(ascii: "u"): try hexadecimal(body, &index, 4, "truncated \\uXXXX escape", place, &result)
      case UInt8(ascii: "U"): try hexadecimal(body, &index, 8, "truncated \\UXXXXXXXX escape", place, &result)
      case UInt8(ascii: "N"): try named(body, &index, place, &result)
      default:
        // What is no escape stays as it is written.
        result.append(UInt8(ascii: "\\"))
        index -= 1
      }
      place += index - start
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func add(_ scalar: Unicode.Scalar?, to result: inout [UInt8]) {
    if let scalar { result += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
  }

  /// Up to three octal digits at `index`.
  private static func octal(_ body: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    var value = 0
    var digits = 0
    while digits < 3, index < body.count, body[index] &- 0x30 < 8 {
      value = value * 8 + Int(body[index] & 7)
      index += 1
      digits += 1
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  private func hexadecimal(
    _ body: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ count: Int, _ truncated: String, _ place: Int,
    _ result: inout [UInt8]
  ) throws {
    var value: UInt32 = 0
    for digits in 0..<count {
      guard index < body.count, let digit = StringLiteral.hexDigit(body[index]) else {
        throw StringLiteral.unicodeFault(place, 2 + digits, truncated)
      }
      value = value << 4 | digit
      index += 1
    }
    guard value <= 0x10FFFF else { throw StringLiteral.unicodeFault(place, 2 + count, "illegal Unicode character") }
    guard let scalar = Unicode.Scalar(value) else {
      throw Literal.Fault(
        message: "lone surrogate '\\u\(String(value, radix: 16))' is not supported",
        hint: "text here is Unicode scalars only; write the character itself, or its \\U escape of eight digits.")
    }
    add(scalar, to: &result)
  }

  /// `\N{NAME}`
  private func named(
    _ body: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ place: Int, _ result: inout [UInt8]
  ) throws {
    guard index < body.count, body[index] == UInt8(ascii: "{"),
      let close = body[index...].firstIndex(of: UInt8(ascii: "}")), close > index + 1
    else {
      var width = 2
      if index < body.count, body[index] == UInt8(ascii: "{") {
        width += (body[index...].firstIndex(of: UInt8(ascii: "}")) ?? body.count) - index
      }
      throw StringLiteral.unicodeFault(place, width, "malformed \\N character escape")
    }
    let name = String(decoding: body[(index + 1)..<close], as: UTF8.self)
    guard let scalar = CharacterName.scalar(named: name) else {
      throw StringLiteral.unicodeFault(place, close + 1 - index + 2, "unknown Unicode character name")
    }
    index = close + 1
    add(scalar, to: &result)
  }

  private static func unicodeFault(_ place: Int, _ width: Int, _ reason: String) -> Literal.Fault {
    let range = width == 1 ? "byte 0x5c in position \(place)" : "bytes in position \(place)-\(place + width - 1)"
    return Literal.Fault(message: "(unicode error) 'unicodeescape' codec can't decode \(range): \(reason)")
  }

  func bytes(_ piece: Piece) throws -> [UInt8] {
    let body = UnsafeBufferPointer(rebasing: text[piece.body])
    guard body.allSatisfy({ $0 < 0x80 }) else {
      throw Literal.Fault(
        message: "bytes can only contain ASCII literal characters", span: piece.token.span)
    }
    guard !piece.isRaw, body.contains(UInt8(ascii: "\\")) else { return Array(body) }
    let simple: [UInt8: UInt8] = [
      0x5C: 0x5C, 0x27: 0x27, 0x22: 0x22, 0x61: 0x07, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
      0x76: 0x0B,
    ]
    var result: [UInt8] = []
    var index = 0
    while index < body.count {
      guard body[index] == UInt8(ascii: "\\"), index + 1 < body.count else {
        result.append(body[index])
        index += 1
        continue
      }
      let next = body[index + 1]
      if next == 0x0A {
        index += 2
      } else if let byte = simple[next] {
        result.append(byte)
        index += 2
      } else if next &- 0x30 < 8 {
        index += 1
        result.append(UInt8(truncatingIfNeeded: StringLiteral.octal(body, &index)))
      } else if next == UInt8(ascii: "x") {
        guard index + 3 < body.count, let high = StringLiteral.hexDigit(body[index + 2]),
          let low = StringLiteral.hexDigit(body[index + 3])
        else { throw Literal.Fault(message: "(value error) invalid \\x escape at position \(index)") }
        result.append(UInt8(high << 4 | low))
        index += 4
      } else {
        result.append(UInt8(ascii: "\\"))
        index += 1
      }
    }
    return result
  }
}

/// Characters by their Unicode names.
public enum CharacterName {
  /// Where characters have names of their own: not the ideographs, whose names are their numbers, nor what is unassigned.
  private static let named: [ClosedRange<UInt32>] = [
    0...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xD7FF, 0xF900...0x1AFFF, 0x1B000...0x1FFFF, 0x2F800...0x2FA1F,
    0xE0000...0xE01EF,
  ]

  /// The character that `name`, in either case, is the name or a formal alias of.
  ///
  /// - Complexity: a walk over what has names; `\N{…}` is too rare to keep a table for.
  public static func scalar(named name: String) -> Unicode.Scalar? {
    let wanted = name.uppercased()
    if let dash = wanted.lastIndex(of: "-"), let value = UInt32(wanted[wanted.index(after: dash)...], radix: 16),
      let scalar = Unicode.Scalar(value), scalar.properties.name == wanted
    {
      return scalar
    }
    for range in named {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let properties = scalar.properties
        if properties.name == wanted || properties.nameAlias == wanted { return scalar }
      }
    }
    return nil
  }
}
