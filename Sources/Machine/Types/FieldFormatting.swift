/// `str.format`: the fields of a format string filled with values.
struct FieldFormatting {
  private var positional: [Value] = []
  private var mapping: Value = .none
  private var isMappingOnly = false
  /// What numbers the fields without a name; nil until the first field decides between numbering and being numbered.
  private var automatic: Int?
  private var isManual = false

  init(_ arguments: Arguments) {
    positional = Array(arguments.positional)
    let names = DictObject()
    for (name, value) in arguments.keywords { names.set(name, value) }
    mapping = .object(names)
  }

  init(mapping: Value) {
    self.mapping = mapping
    isMappingOnly = true
  }

  static func method(_ arguments: Arguments) throws -> Value {
    guard arguments.count > 0 else {
      throw PythonError.typeFault("unbound method str.format() needs an argument")
    }
    let text = try arguments[0].string("format").text
    var formatting = FieldFormatting(arguments.dropping(1))
    return .string(try formatting.render(text, depth: 2))
  }

  func format(_ text: String) throws -> String {
    var copy = self
    return try copy.render(text, depth: 2)
  }

  private mutating func render(_ text: String, depth: Int) throws -> String {
    if depth == 0 { throw PythonError.valueFault("Max string recursion exceeded") }
    try MemoryCap.check(elements: text.utf8.count, ofSize: MemoryCap.bytesOfCodePoint)
    let machine = Machine.current
    var parser = FieldFormat(text)
    var out = ""
    while true {
      let piece: FieldFormat.Piece?
      do {
        piece = try parser.next()
      } catch {
        throw PythonError(error)
      }
      guard let piece else { return out }
      switch piece {
      case .literal(let literal): out += literal
      case .field(let field):
        var value = try value(of: field)
        if let conversion = field.conversion {
          switch conversion {
          case "r": value = .string(try machine.repr(value))
          case "s": value = .string(try machine.str(value))
          case "a": value = .string(asciiOnly(try machine.repr(value)))
          default:
            let shown =
              conversion.value > 32 && conversion.value < 127
              ? String(conversion) : "\\x" + String(conversion.value, radix: 16)
            throw PythonError.valueFault("Unknown conversion specifier \(shown)")
          }
        }
        let spec = field.specHasFields ? try render(field.spec, depth: depth - 1) : field.spec
        out += try machine.format(value, spec)
      }
    }
  }

  private mutating func value(of field: FieldFormat.Field) throws -> Value {
    let machine = Machine.current
    var value: Value
    switch field.first {
    case .automatic:
      if isManual {
        throw PythonError.valueFault(
          "cannot switch from manual field specification to automatic field numbering")
      }
      value = try argument(automatic ?? 0)
      automatic = (automatic ?? 0) + 1
    case .position(let number):
      if automatic != nil {
        throw PythonError.valueFault(
          "cannot switch from automatic field numbering to manual field specification")
      }
      isManual = true
      value = try argument(number)
    case .name(let name): value = try machine.getItem(mapping, .string(name))
    }
    for step in field.steps {
      switch step {
      case .attribute(let name): value = try machine.attribute(of: value, name)
      case .index(let number): value = try machine.getItem(value, .int(number))
      case .key(let key): value = try machine.getItem(value, .string(key))
      }
    }
    return value
  }

  private func argument(_ index: Int) throws -> Value {
    if isMappingOnly { throw PythonError.valueFault("Format string contains positional fields") }
    guard positional.indices.contains(index) else {
      throw PythonError.indexFault("Replacement index \(index) out of range for positional args tuple")
    }
    return positional[index]
  }
}

/// Text with everything beyond ASCII escaped, as `ascii()` shows a representation.
func asciiOnly(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  return text.unicodeScalars.map { $0.value < 0x80 ? String($0) : Quoting.escape($0) }.joined()
}
