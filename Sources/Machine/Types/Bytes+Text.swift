/// What treats bytes as ASCII text: padding, letter case, classes of characters, hexadecimal, translation.
extension BytesType {
  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 32 : byte }
  private static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }

  static func installPadding(_ type: TypeObject) {
    func padding(_ name: StaticString, _ summary: String, _ left: @escaping (Int, Int) -> Int) {
      type.method(
        "\(name)",
        [
          .positional("self"), .positional("width", "int"),
          .positional("fillchar", "bytes", default: .object(BytesObject([0x20]))),
        ], summary: summary,
        .bound { arguments in
          let bytes = try arguments[0].byteData(name)
          let width = try Machine.current.index(arguments[1])
          guard let fill = arguments[2].asBytes?.bytes, fill.count == 1 else {
            throw PythonError.typeFault(
              "\(name)() argument 2 must be a byte string of length 1, not \(arguments[2].typeName)")
          }
          let missing = width > bytes.count ? width - bytes.count : 0
          if missing > TextFault.longestPadding { throw PythonError(.outOfMemory) }
          let before = left(missing, width)
          let padding = { (count: Int) in Array(repeating: fill[0], count: count) }
          return .object(BytesObject(padding(before) + bytes + padding(missing - before)))
        })
    }
    padding("center", "The bytes in the middle of width.") { $0 / 2 + ($0 & $1 & 1) }
    padding("ljust", "The bytes at the left of width.") { _, _ in 0 }
    padding("rjust", "The bytes at the right of width.") { missing, _ in missing }
    type.method(
      "zfill", [.positional("self"), .positional("width", "int")],
      summary: "The bytes with zeros in front, after a sign, up to width.",
      .binary { value, width in
        let bytes = try value.byteData("zfill")
        let width = try Machine.current.index(width)
        let missing = width > bytes.count ? width - bytes.count : 0
        if missing > TextFault.longestPadding { throw PythonError(.outOfMemory) }
        let sign = bytes.first == 0x2B || bytes.first == 0x2D ? 1 : 0
        let zeros = Array(repeating: UInt8(0x30), count: missing)
        return .object(BytesObject(bytes.prefix(sign) + zeros + bytes.dropFirst(sign)))
      })
    type.method(
      "expandtabs", [.positional("self"), Parameter("tabsize", default: .int(8), type: "int")],
      summary: "The bytes with tabs replaced by spaces up to the next multiple of tabsize.",
      .bound { arguments in
        let text = try Encoding.latin1.decode(arguments[0].byteData("expandtabs"), errors: "strict")
        let size = Int(try Machine.current.smallIndex(arguments[1]))
        let expanded = try raising { () throws(TextFault) in try Words.expandingTabs(text, size: size) }
        return .object(BytesObject(try Encoding.latin1.encode(expanded, errors: "strict")))
      })
  }

  static func installCase(_ type: TypeObject) {
    func mapping(_ name: StaticString, _ summary: String, _ body: @escaping ([UInt8]) -> [UInt8]) {
      type.method(
        "\(name)", [.positional("self")], summary: summary,
        .unary { .object(BytesObject(body(try $0.byteData(name)))) })
    }
    mapping("upper", "The bytes with ASCII letters in upper case.") { $0.map(upper) }
    mapping("lower", "The bytes with ASCII letters in lower case.") { $0.map(lower) }
    mapping("swapcase", "The bytes with the case of ASCII letters changed.") {
      $0.map { isUpper($0) ? lower($0) : upper($0) }
    }
    mapping("capitalize", "The first byte as a capital, the rest in lower case.") {
      $0.prefix(1).map(upper) + $0.dropFirst().map(lower)
    }
    mapping("title", "Each word with a capital and the rest in lower case.") { bytes in
      bytes.indices.map { $0 > 0 && isLetter(bytes[$0 - 1]) ? lower(bytes[$0]) : upper(bytes[$0]) }
    }
    func test(_ name: StaticString, _ summary: String, _ body: @escaping ([UInt8]) -> Bool) {
      type.method(
        "\(name)", [.positional("self")], summary: summary, .unary { .bool(body(try $0.byteData(name))) })
    }
    func all(_ name: StaticString, _ what: String, _ holds: @escaping (UInt8) -> Bool) {
      test(name, "Whether all bytes are \(what), and there is one.") { !$0.isEmpty && $0.allSatisfy(holds) }
    }
    all("isalpha", "ASCII letters", isLetter)
    all("isdigit", "ASCII digits", isDigit)
    all("isalnum", "ASCII letters or digits") { isLetter($0) || isDigit($0) }
    all("isspace", "ASCII white space", isSpace)
    test("isascii", "Whether all bytes are ASCII.") { $0.allSatisfy { $0 < 0x80 } }
    test("isupper", "Whether all letters are upper case, and there is one.") {
      $0.contains(where: isUpper) && !$0.contains(where: isLower)
    }
    test("islower", "Whether all letters are lower case, and there is one.") {
      $0.contains(where: isLower) && !$0.contains(where: isUpper)
    }
    test("istitle", "Whether each word begins with a capital, and there is one.") { bytes in
      bytes.contains(where: isLetter)
        && bytes.indices.allSatisfy { at in
          let follows = at > 0 && isLetter(bytes[at - 1])
          return !isLetter(bytes[at]) || (follows ? isLower(bytes[at]) : isUpper(bytes[at]))
        }
    }
  }

  static func installCoding(_ type: TypeObject) {
    type.method(
      "hex",
      [.positional("self"), Parameter("sep", default: .undefined), Parameter("bytes_per_sep", default: .int(1))],
      summary: "The bytes in hexadecimal, with sep after each bytes_per_sep of them.",
      .bound { arguments in
        let bytes = try arguments[0].byteData("hex")
        let separator = try separator(arguments[1])
        let group = try Machine.current.index(arguments[2])
        var out = ""
        for (at, byte) in bytes.enumerated() {
          let passed = group > 0 ? bytes.count - at : at
          if at > 0, group != 0, !separator.isEmpty, passed % Int(clamping: group.magnitude) == 0 { out += separator }
          out += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return .string(out)
      })
    type.classMethod(
      "fromhex", [.positional("type"), .positional("string", "str")], summary: "Bytes from hexadecimal digits.",
      .binary { _, text in
        guard let text = text.asString else {
          throw PythonError.typeFault("fromhex() argument must be str, not \(text.isNone ? "None" : text.typeName)")
        }
        return .object(BytesObject(try fromHex(Array(text.text.unicodeScalars))))
      })
    type.staticMethod(
      "maketrans", [.positional("frm", "bytes"), .positional("to", "bytes")], summary: "A table for translate.",
      .binary { from, to in
        let (from, to) = (try bytesArgument(from), try bytesArgument(to))
        if from.count != to.count { throw PythonError.valueFault("maketrans arguments must have same length") }
        var table = Array(UInt8.min...UInt8.max)
        for (a, b) in zip(from, to) { table[Int(a)] = b }
        return .object(BytesObject(table))
      })
    type.method(
      "translate",
      [
        .positional("self"), .positional("table", "bytes or None"),
        Parameter("delete", default: .object(BytesObject([]))),
      ],
      summary: "The bytes without those in delete, each of the others replaced as the table of 256 says.",
      .bound { arguments in
        let bytes = try arguments[0].byteData("translate")
        let table = arguments[1].isNone ? nil : try bytesArgument(arguments[1])
        if let table, table.count != 256 {
          throw PythonError.valueFault("translation table must be 256 characters long")
        }
        let doomed = try bytesArgument(arguments[2])
        let kept = bytes.filter { !doomed.contains($0) }
        return .object(BytesObject(table.map { table in kept.map { table[Int($0)] } } ?? kept))
      })
  }

  /// The character between groups of hexadecimal digits.
  private static func separator(_ value: Value) throws -> String {
    if value.isUndefined { return "" }
    let text: String
    if let bytes = value.asBytes {
      text = try Encoding.latin1.decode(bytes.bytes, errors: "strict")
    } else if let string = value.asString {
      text = string.text
    } else {
      _ = try Machine.current.length(value)
      throw PythonError.typeFault("sep must be str or bytes.")
    }
    if text.unicodeScalars.count != 1 { throw PythonError.valueFault("sep must be length 1.") }
    if !TextClass.isASCII(text) { throw PythonError.valueFault("sep must be ASCII.") }
    return text
  }

  private static func fromHex(_ scalars: [Unicode.Scalar]) throws -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    func digit(_ at: Int) throws -> UInt8 {
      guard at < scalars.count, scalars[at].isASCII, let value = Character(scalars[at]).hexDigitValue else {
        throw PythonError.valueFault("non-hexadecimal number found in fromhex() arg at position \(at)")
      }
      return UInt8(value)
    }
    while at < scalars.count {
      if let byte = UInt8(exactly: scalars[at].value), isSpace(byte) {
        at += 1
        continue
      }
      out.append(try digit(at) << 4 | digit(at + 1))
      at += 2
    }
    return out
  }
}
