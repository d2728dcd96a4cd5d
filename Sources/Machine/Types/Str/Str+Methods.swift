extension StrType {
  private typealias Unary = (String) -> String

  /// A method without arguments that makes text of text.
  private static func mapping(_ type: TypeObject, _ name: StaticString, _ summary: String, _ body: @escaping Unary) {
    type.method(
      "\(name)", [.positional("self")], summary: summary, .unary { .string(body(try $0.string(name).text)) })
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

  private struct Search {
    let haystack: Haystack
    let needle: [UInt8]
    /// Nil when the range is empty in a way that not even the empty text is found in it.
    let range: (start: Int, end: Int)?

    init(_ arguments: BoundArguments, _ method: StaticString) throws {
      let text = try arguments[0].string(method)
      needle = Array(try arguments[1].plainString().text.utf8)
      (haystack, range) = try Search.window(text, arguments[2], arguments[3])
    }

    static func window(_ text: StringObject, _ low: Value, _ high: Value) throws -> (Haystack, (Int, Int)?) {
      let count = text.count
      let start = try searchBound(low, default: 0, count: count)
      let end = Swift.min(try searchBound(high, default: count, count: count), count)
      let haystack = Haystack(text.text, count: count)
      if start > end { return (haystack, nil) }
      return (haystack, (haystack.byteOffset(start), haystack.byteOffset(end)))
    }

    func find() -> Int {
      guard let range, let found = haystack.first(needle, from: range.start, to: range.end) else { return -1 }
      return haystack.offset(ofByte: found)
    }

    func findLast() -> Int {
      guard let range, let found = haystack.last(needle, from: range.start, to: range.end) else { return -1 }
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
      .bound { .int(try Search($0, "find").find()) }
    ).countsAsTaken = true
    type.method(
      "rfind", window, summary: "The highest index where sub begins, or -1.",
      .bound { .int(try Search($0, "rfind").findLast()) }
    ).countsAsTaken = true
    func orError(_ position: Int) throws -> Value {
      if position < 0 { throw PythonError.valueFault("substring not found") }
      return .int(position)
    }
    type.method(
      "index", window, summary: "The lowest index where sub begins; ValueError when it is nowhere.",
      .bound { try orError(Search($0, "index").find()) }
    ).countsAsTaken = true
    type.method(
      "rindex", window, summary: "The highest index where sub begins; ValueError when it is nowhere.",
      .bound { try orError(Search($0, "rindex").findLast()) }
    ).countsAsTaken = true
    type.method(
      "count", window, summary: "How often sub occurs without overlap.",
      .bound { arguments in
        let search = try Search(arguments, "count")
        guard let range = search.range else { return .int(0) }
        return .int(search.haystack.occurrences(search.needle, from: range.start, to: range.end))
      }
    ).countsAsTaken = true

    func affix(_ name: StaticString, _ summary: String, _ test: @escaping (ArraySlice<UInt8>, [UInt8]) -> Bool) {
      let parameters: [Parameter] = [
        .positional("self"), .positional("prefix", "str or tuple of str"), .positional("start", "int", default: .none),
        .positional("end", "int", default: .none),
      ]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let text = try arguments[0].string(name)
          let choices: [StringObject]
          if let one = arguments[1].asString {
            choices = [one]
          } else if let several = arguments[1].asTuple {
            choices = try several.items.map {
              guard let choice = $0.asString else {
                throw PythonError.typeFault("tuple for \(name) must only contain str, not \($0.typeName)")
              }
              return choice
            }
          } else {
            throw PythonError.typeFault(
              "\(name) first arg must be str or a tuple of str, not \(arguments[1].typeName)")
          }
          let (haystack, range) = try Search.window(text, arguments[2], arguments[3])
          guard let range else { return .bool(false) }
          let part = haystack.bytes[range.0..<range.1]
          return .bool(choices.contains { test(part, Array($0.text.utf8)) })
        }
      ).countsAsTaken = true
    }
    affix("startswith", "Whether the text begins with prefix, or with one of a tuple of them.") { $0.starts(with: $1) }
    affix("endswith", "Whether the text ends with suffix, or with one of a tuple of them.") {
      $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1)
    }

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
        let haystack = Haystack(text.text, count: text.count)
        return .string(haystack.replacing(Array(old.text.utf8), with: Array(new.text.utf8), limit: limit))
      })
    type.method(
      "removeprefix", [.positional("self"), .positional("prefix", "str")],
      summary: "The text without the prefix, if it has it.",
      .binary { text, prefix in
        let part = try prefix.stringArgument("removeprefix() argument").text.utf8
        let whole = try text.string("removeprefix").text
        return whole.utf8.starts(with: part) ? .string(String(Substring(whole.utf8.dropFirst(part.count)))) : text
      })
    type.method(
      "removesuffix", [.positional("self"), .positional("suffix", "str")],
      summary: "The text without the suffix, if it has it.",
      .binary { text, suffix in
        let part = try suffix.stringArgument("removesuffix() argument").text.utf8
        let whole = try text.string("removesuffix").text
        let has = !part.isEmpty && whole.utf8.count >= part.count && whole.utf8.suffix(part.count).elementsEqual(part)
        return has ? .string(String(Substring(whole.utf8.dropLast(part.count)))) : text
      })
  }
}
