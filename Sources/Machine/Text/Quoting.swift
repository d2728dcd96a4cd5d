/// `repr` and `ascii` of strings and bytes.
enum Quoting {
  /// How often the room of a text its representation takes, where all is escaped, in an array that grows.
  static let mostCopies = 8

  /// `repr(text)`: single quotes unless that saves a backslash; unprintable code points escaped.
  static func repr(_ text: String) -> String {
    quoted(text.unicodeScalars, asciiOnly: false)
  }

  /// `ascii(text)`: as `repr`, with everything beyond ASCII escaped.
  static func ascii(_ text: String) -> String {
    quoted(text.unicodeScalars, asciiOnly: true)
  }

  private static func quoted(_ scalars: String.UnicodeScalarView, asciiOnly: Bool) -> String {
    let hasSingle = scalars.contains("'")
    let quote: Unicode.Scalar = hasSingle && !scalars.contains("\"") ? "\"" : "'"
    var out = String.UnicodeScalarView()
    out.append(quote)
    for scalar in scalars {
      switch scalar {
      case quote, "\\":
        out.append("\\")
        out.append(scalar)
      case "\n": out.append(contentsOf: "\\n".unicodeScalars)
      case "\r": out.append(contentsOf: "\\r".unicodeScalars)
      case "\t": out.append(contentsOf: "\\t".unicodeScalars)
      default:
        if scalar.isPrintable && !(asciiOnly && scalar.value > 0x7F) {
          out.append(scalar)
        } else {
          out.append(contentsOf: escape(scalar).unicodeScalars)
        }
      }
    }
    out.append(quote)
    return String(out)
  }

  /// `\x07`, `\u2028` or `\U000e0001`, whichever is the shortest that fits.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case ...0xFF: "\\x" + hex(scalar.value, 2)
    case ...0xFFFF: "\\u" + hex(scalar.value, 4)
    default: "\\U" + hex(scalar.value, 8)
    }
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `repr(bytes)` with its `b` prefix; a bytearray escapes `'` within `"`, too.
  static func repr(bytes: some Sequence<UInt8>, escapesSingle: Bool = false) -> String {
    let hasSingle = bytes.contains(UInt8(ascii: "'"))
    let quote = hasSingle && !bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
    var out: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case quote, UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "'") where escapesSingle: out += [UInt8(ascii: "\\"), byte]
      case 0x0A: out += Array("\\n".utf8)
      case 0x0D: out += Array("\\r".utf8)
      case 0x09: out += Array("\\t".utf8)
      case 0x20..<0x7F: out.append(byte)
      default: out += Array(("\\x" + hex(UInt32(byte), 2)).utf8)
      }
    }
    out.append(quote)
    return String(decoding: out, as: UTF8.self)
  }
}
