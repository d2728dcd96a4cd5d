/// The methods that `bytes` shares with `str`: what they do to text, they do to bytes, of which those beyond ASCII are
/// neither letters nor spaces.
enum BytesMethods {
  private static let names = [
    "upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
    "find", "rfind", "count", "replace", "startswith", "endswith", "join", "center", "ljust", "rjust", "zfill",
    "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isascii", "partition", "rpartition",
    "removeprefix", "removesuffix", "expandtabs",
  ]

  /// A sentence about text as one about bytes. Searching for a text would be shorter, and take a while at every start.
  private static func aboutBytes(_ summary: String) -> String {
    summary.split(separator: " ").map { $0.hasPrefix("text") ? "bytes" + $0.dropFirst(4) : $0 }.joined(separator: " ")
  }

  static func install() {
    for name in names {
      guard let method = native(name) else { continue }
      TypeObject.bytes.method(
        name, method.parameters, summary: aboutBytes(method.summary),
        .variadic { arguments in try call(method, arguments) })
    }
    for (name, finder) in [("index", "find"), ("rindex", "rfind")] {
      guard let method = native(finder) else { continue }
      TypeObject.bytes.method(
        name, method.parameters, summary: "As \(finder); ValueError when it is nowhere.",
        .variadic { arguments in
          let place = try call(method, arguments)
          if place.intValue == -1 { throw PythonError.valueFault("subsection not found") }
          return place
        })
    }
    TypeObject.bytes.method(
      "hex",
      [.positional("self"), Parameter("sep", default: .undefined), Parameter("bytes_per_sep", default: .int(1))],
      summary: "The bytes in hexadecimal.", .bound(hexadecimal))
    TypeObject.bytes.classMethod(
      "fromhex", [.positional("type"), .positional("string", "str")], summary: "The bytes that hexadecimal digits say.",
      .binary { _, text in
        guard let text = text.asString?.text else {
          throw PythonError.typeFault("fromhex() argument must be str, not \(text.typeName)")
        }
        return .object(BytesObject(try fromHexadecimal(Array(text.unicodeScalars))))
      })
  }

  /// `hex`, with a separator between groups if one is given.
  private static func hexadecimal(_ arguments: BoundArguments) throws -> Value {
    let digits = try arguments[0].bytesObject("hex").bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    if arguments[1].isUndefined { return .string(digits.joined()) }
    let separator = arguments[1].asByteData.map { String(decoding: $0, as: UTF8.self) } ?? arguments[1].asString?.text
    guard let separator else { throw PythonError.typeFault("sep must be str or bytes.") }
    guard separator.utf8.count == 1 else { throw PythonError.valueFault("sep must be length 1.") }
    let group = try Machine.current.index(arguments[2])
    if group == 0 { return .string(digits.joined()) }
    let size = Int(clamping: group.magnitude)
    var out = ""
    for (at, digit) in digits.enumerated() {
      if at > 0, (group > 0 ? digits.count - at : at) % size == 0 { out += separator }
      out += digit
    }
    return .string(out)
  }

  private static func native(_ name: String) -> NativeFunction? {
    guard case .object(let object)? = TypeObject.str.lookup(name) else { return nil }
    return object as? NativeFunction
  }

  // MARK: Bytes as text

  /// Bytes beyond ASCII, and separators that are none for bytes, stand for themselves as private characters.
  private static let firstPrivate: UInt32 = 0xF700

  private static func text(_ bytes: [UInt8]) -> Value {
    var view = String.UnicodeScalarView()
    for byte in bytes {
      let isPlain = byte < 0x80 && !(0x1C...0x1F).contains(byte)
      view.append(isPlain ? Unicode.Scalar(byte) : Unicode.Scalar(firstPrivate + UInt32(byte)) ?? "?")
    }
    return .string(String(view))
  }

  private static func bytes(_ text: String) -> Value {
    .object(BytesObject(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }))
  }

  private static func call(_ method: NativeFunction, _ arguments: Arguments) throws -> Value {
    let machine = Machine.current
    let given = try arguments.positional.enumerated().map { try asText($1, at: $0, method.name) }
    let keywords = try arguments.keywords.map { ($0.name.text, try asText($0.value, at: 1, method.name)) }
    return try asBytes(machine.call(.object(method), given, keywords: keywords))
  }

  private static func asText(_ value: Value, at place: Int, _ name: String) throws -> Value {
    if let bytes = value.asBytes { return text(bytes.bytes) }
    if place == 0 { return .string(String(decoding: try value.bytesObject("method").bytes, as: UTF8.self)) }
    let isAffix = name == "startswith" || name == "endswith"
    if isAffix, place == 1 {
      guard let several = value.asTuple else {
        throw PythonError.typeFault(
          "\(name) first arg must be bytes or a tuple of bytes, not \(value.typeName)")
      }
      return .tuple(try several.items.map { try asText($0, at: 2, "") })
    }
    if name == "join" {
      return .list(
        try Machine.current.elements(value).enumerated().map { at, item in
          guard let part = item.asBytes else {
            throw PythonError.typeFault(
              "sequence item \(at): expected a bytes-like object, \(item.typeName) found")
          }
          return text(part.bytes)
        })
    }
    let isSearch = name == "find" || name == "rfind" || name == "count"
    if isSearch, place == 1 {
      guard let number = try Machine.current.indexIfAny(value)?.intValue else {
        throw PythonError.typeFault("argument should be integer or bytes-like object, not '\(value.typeName)'")
      }
      guard let byte = UInt8(exactly: number) else { throw PythonError.valueFault("byte must be in range(0, 256)") }
      return text([byte])
    }
    if value.asString != nil { throw PythonError.typeFault("a bytes-like object is required, not 'str'") }
    return value
  }

  private static func asBytes(_ value: Value) -> Value {
    if let text = value.asString { return bytes(text.text) }
    if let list = value.asList { return .list(list.items.map(asBytes)) }
    if let tuple = value.asTuple { return .tuple(tuple.items.map(asBytes)) }
    return value
  }

  private static func fromHexadecimal(_ digits: [Unicode.Scalar]) throws -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < digits.count {
      if digits[at].properties.isWhitespace {
        at += 1
        continue
      }
      for place in at...(at + 1) where place >= digits.count || !digits[place].properties.isASCIIHexDigit {
        throw PythonError.valueFault("non-hexadecimal number found in fromhex() arg at position \(place)")
      }
      result.append(UInt8(String(String.UnicodeScalarView(digits[at...(at + 1)])), radix: 16) ?? 0)
      at += 2
    }
    return result
  }
}
