extension StrType {
  private typealias Unary = (String) -> String

  /// A method without arguments that makes text of text.
  private static func mapping(_ type: TypeObject, _ name: StaticString, _ summary: String, _ body: @escaping Unary) {
    type.method(
      "\(name)", [.positional("self")], summary: summary,
      .unary { value in
        let text = try value.string(name)
        try MemoryCap.check(copies: text.isASCII ? 2 : MemoryCap.bytesOfCodePoint, of: text)
        return .string(body(text.text))
      })
  }

  private static func test(
    _ type: TypeObject, _ name: StaticString, _ summary: String, _ body: @escaping (String) -> Bool
  ) {
    type.method("\(name)", [.positional("self")], summary: summary, .unary { .bool(body(try $0.string(name).text)) })
  }

  static func installCase(_ type: TypeObject) {
    mapping(type, "upper", "The text in upper case.", CaseMapping.upper)
    mapping(type, "lower", "The text in lower case.", CaseMapping.lower)
    mapping(type, "title", "Each word with a capital and the rest in lower case.", CaseMapping.title)
    mapping(type, "capitalize", "The first character as a capital, the rest in lower case.", CaseMapping.capitalized)
    mapping(type, "swapcase", "Upper case made lower and lower case made upper.", CaseMapping.swapped)
    mapping(type, "casefold", "The text in a form for comparison without case.", CaseMapping.folded)
  }

  static func installClasses(_ type: TypeObject) {
    test(type, "isalpha", "Whether all characters are letters, and there is one.", TextClass.isAlpha)
    test(type, "isalnum", "Whether all characters are letters or numbers, and there is one.", TextClass.isAlphanumeric)
    test(type, "isdecimal", "Whether all characters are decimal digits, and there is one.", TextClass.isDecimal)
    test(type, "isdigit", "Whether all characters are digits, and there is one.", TextClass.isDigit)
    test(type, "isnumeric", "Whether all characters are numeric, and there is one.", TextClass.isNumeric)
    test(type, "isspace", "Whether all characters are white space, and there is one.", TextClass.isSpace)
    test(type, "isupper", "Whether all letters are upper case, and there is one.", TextClass.isUpper)
    test(type, "islower", "Whether all letters are lower case, and there is one.", TextClass.isLower)
    test(type, "istitle", "Whether each word begins with a capital, and there is one.", TextClass.isTitle)
    test(type, "isascii", "Whether all characters are ASCII.", TextClass.isASCII)
    test(type, "isprintable", "Whether repr shows every character as it is.", TextClass.isPrintable)
    test(type, "isidentifier", "Whether the text is a valid name.", TextClass.isIdentifier)
  }

  // MARK: Finding

  /// Calls `body` with the text to search, what to search for, and the bytes between the bounds asked for; nil stands
  /// for a range in which not even the empty text is found.
  private static func search<R>(
    _ arguments: BoundArguments, _ method: StaticString, _ body: (Haystack, Haystack.Bytes, Range<Int>?) -> R
  ) throws -> R {
    let text = try arguments[0].string(method)
    let needle = try arguments[1].plainString()
    let window = try codePoints(of: text, arguments[2], arguments[3])
    return text.withHaystack { haystack in
      let bytes = window.map { haystack.byteOffset($0.lowerBound)..<haystack.byteOffset($0.upperBound) }
      return needle.withBytes { body(haystack, $0, bytes) }
    }
  }

  /// The code points between two bounds, or nil when they are the wrong way round.
  private static func codePoints(of text: StringObject, _ low: Value, _ high: Value) throws -> Range<Int>? {
    let count = text.count
    let start = try searchBound(low, default: 0, count: count)
    let end = Swift.min(try searchBound(high, default: count, count: count), count)
    return start > end ? nil : start..<end
  }

  private static func find(_ arguments: BoundArguments, _ method: StaticString) throws -> Int {
    try search(arguments, method) { haystack, needle, range in
      guard let range, let found = haystack.first(needle, from: range.lowerBound, to: range.upperBound) else {
        return -1
      }
      return haystack.offset(ofByte: found)
    }
  }

  private static func findLast(_ arguments: BoundArguments, _ method: StaticString) throws -> Int {
    try search(arguments, method) { haystack, needle, range in
      guard let range, let found = haystack.last(needle, from: range.lowerBound, to: range.upperBound) else {
        return -1
      }
      return haystack.offset(ofByte: found)
    }
  }

  static func installSearch(_ type: TypeObject) {
    let window: [Parameter] = [
      .positional("self"), .positional("sub", "str"), .positional("start", "int", default: .none),
      .positional("end", "int", default: .none),
    ]
    type.method(
      "find", window, summary: "The lowest index where sub begins, or -1.",
      .bound { .int(try find($0, "find")) }
    ).countsAsTaken = true
    type.method(
      "rfind", window, summary: "The highest index where sub begins, or -1.",
      .bound { .int(try findLast($0, "rfind")) }
    ).countsAsTaken = true
    func orError(_ position: Int) throws -> Value {
      if position < 0 { throw PythonError.valueFault("substring not found") }
      return .int(position)
    }
    type.method(
      "index", window, summary: "The lowest index where sub begins; ValueError when it is nowhere.",
      .bound { try orError(find($0, "index")) }
    ).countsAsTaken = true
    type.method(
      "rindex", window, summary: "The highest index where sub begins; ValueError when it is nowhere.",
      .bound { try orError(findLast($0, "rindex")) }
    ).countsAsTaken = true
    type.method(
      "count", window, summary: "How often sub occurs without overlap.",
      .bound { arguments in
        try search(arguments, "count") { haystack, needle, range in
          guard let range else { return .int(0) }
          return .int(haystack.occurrences(needle, from: range.lowerBound, to: range.upperBound))
        }
      }
    ).countsAsTaken = true

    func affix(_ name: StaticString, _ summary: String, _ place: @escaping (Range<Int>, Int) -> Int) {
      let parameters: [Parameter] = [
        .positional("self"), .positional("prefix", "str or tuple of str"), .positional("start", "int", default: .none),
        .positional("end", "int", default: .none),
      ]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let text = try arguments[0].string(name)
          let choices: [StringObject]
          var unfit: Value?
          if let one = arguments[1].asString {
            choices = [one]
          } else if let several = arguments[1].asTuple {
            // They are looked at in turn, so what is no text only counts before the first that fits.
            choices = several.items.prefix { $0.asString != nil }.compactMap(\.asString)
            unfit = choices.count < several.items.count ? several.items[choices.count] : nil
          } else {
            throw PythonError.typeFault(
              "\(name) first arg must be str or a tuple of str, not \(arguments[1].typeName)")
          }
          guard let window = try codePoints(of: text, arguments[2], arguments[3]) else { return .bool(false) }
          let isFound = text.withHaystack { haystack in
            let range = haystack.byteOffset(window.lowerBound)..<haystack.byteOffset(window.upperBound)
            return choices.contains { choice in
              choice.withBytes { part in
                part.count <= range.count && haystack.begins(with: part, at: place(range, part.count))
              }
            }
          }
          if !isFound, let unfit {
            throw PythonError.typeFault("tuple for \(name) must only contain str, not \(unfit.typeName)")
          }
          return .bool(isFound)
        }
      ).countsAsTaken = true
    }
    affix("startswith", "Whether the text begins with prefix, or with one of a tuple of them.") { range, _ in
      range.lowerBound
    }
    affix("endswith", "Whether the text ends with suffix, or with one of a tuple of them.") { $0.upperBound - $1 }

    let replaceParameters: [Parameter] = [
      .positional("self"), .positional("old", "str"), .positional("new", "str"),
      .positional("count", "int", default: .int(-1)),
    ]
    type.method(
      "replace", replaceParameters, summary: "The text with old replaced by new, count times at most.",
      .bound { arguments in
        let text = try arguments[0].string("replace")
        let old = try arguments[1].stringArgument("replace() argument 1")
        let new = try arguments[2].stringArgument("replace() argument 2")
        let limit = try Machine.current.index(arguments[3])
        let replaced = try text.withHaystack { haystack in
          try old.withBytes { old in try new.withBytes { try haystack.replacing(old, with: $0, limit: limit) } }
        }
        guard let replaced else { return text.isExactly(.string) ? arguments[0] : .string(text.text) }
        try MemoryCap.check(replaced.count)
        return .string(String(decoding: replaced, as: UTF8.self))
      })
    type.method(
      "removeprefix", [.positional("self"), .positional("prefix", "str")],
      summary: "The text without the prefix, if it has it.",
      .binary { text, prefix in
        let part = try prefix.stringArgument("removeprefix() argument").text.utf8
        let whole = try text.string("removeprefix").text
        try MemoryCap.check(whole.utf8.count)
        return whole.utf8.starts(with: part) ? .string(String(Substring(whole.utf8.dropFirst(part.count)))) : text
      })
    type.method(
      "removesuffix", [.positional("self"), .positional("suffix", "str")],
      summary: "The text without the suffix, if it has it.",
      .binary { text, suffix in
        let part = try suffix.stringArgument("removesuffix() argument").text.utf8
        let whole = try text.string("removesuffix").text
        try MemoryCap.check(whole.utf8.count)
        let has = !part.isEmpty && whole.utf8.count >= part.count && whole.utf8.suffix(part.count).elementsEqual(part)
        return has ? .string(String(Substring(whole.utf8.dropLast(part.count)))) : text
      })
  }
}
