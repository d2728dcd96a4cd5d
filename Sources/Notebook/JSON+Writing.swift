extension JSON {
  /// The text as Jupyter writes it: keys sorted, one blank an indentation level, a newline at the end.
  public func written() -> String {
    var out = ""
    write(to: &out, indent: 0)
    return out + "\n"
  }

  /// The text in a line, without blanks.
  public var line: String {
    var out = ""
    writeLine(to: &out)
    return out
  }

  private func writeLine(to out: inout String) {
    switch self {
    case .array(let items):
      out += "["
      for (index, item) in items.enumerated() {
        if index > 0 { out += "," }
        item.writeLine(to: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, (key, value)) in JSON.sorted(members).enumerated() {
        if index > 0 { out += "," }
        JSON.write(key, to: &out)
        out += ":"
        value.writeLine(to: &out)
      }
      out += "}"
    default: write(to: &out, indent: 0)
    }
  }

  private static func sorted(_ members: [String: JSON]) -> [(key: String, value: JSON)] {
    members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
  }

  private func write(to out: inout String, indent: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .int(let value): out += String(value)
    case .number(let value): out += value.isFinite ? "\(value)" : "null"
    case .digits(let text): out += text
    case .string(let text): JSON.write(text, to: &out)
    case .array(let items):
      list(items.map { (nil, $0) }, "[", "]", to: &out, indent: indent)
    case .object(let members):
      list(JSON.sorted(members).map { ($0.key, $0.value) }, "{", "}", to: &out, indent: indent)
    }
  }

  private func list(_ items: [(String?, JSON)], _ open: String, _ close: String, to out: inout String, indent: Int) {
    out += open
    for (index, (key, value)) in items.enumerated() {
      out += index == 0 ? "\n" : ",\n"
      out += String(repeating: " ", count: indent + 1)
      if let key {
        JSON.write(key, to: &out)
        out += ": "
      }
      value.write(to: &out, indent: indent + 1)
    }
    if !items.isEmpty { out += "\n" + String(repeating: " ", count: indent) }
    out += close
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{08}": out += "\\b"
      case "\u{0C}": out += "\\f"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }
}
