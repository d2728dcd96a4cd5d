extension StrType {
  static func installCutting(_ type: TypeObject) {
    let splitParameters: [Parameter] = [
      .positional("self"), Parameter("sep", default: Value.none, type: "str"),
      Parameter("maxsplit", default: .int(-1), type: "int"),
    ]
    func split(
      _ name: StaticString, _ summary: String,
      atWords: @escaping (String, Int, (Substring) throws -> Void) throws -> Void,
      at: @escaping (Haystack, Haystack.Bytes, Int, (Range<Int>) throws -> Void) throws -> Void, fromEnd: Bool
    ) {
      type.method(
        "\(name)", splitParameters, summary: summary,
        .bound { arguments in
          let text = try arguments[0].string(name)
          let limit = try Machine.current.index(arguments[2])
          if arguments[1].isNone {
            if limit < 0, text.isASCII { return .list(try text.withBytes(Words.asciiWords)) }
            try MemoryCap.check(copies: 1, of: text)
            var parts = Parts()
            try atWords(text.text, limit) { try parts.append(.string(String($0))) }
            if fromEnd { parts.reverse() }
            return .list(parts.values)
          }
          guard let separator = arguments[1].asString else {
            throw PythonError.typeFault("must be str or None, not \(arguments[1].typeName)")
          }
          if separator.isEmpty { throw PythonError.valueFault("empty separator") }
          return try text.withHaystack { haystack in
            try separator.withBytes { separator in
              var parts = Parts()
              try at(haystack, separator, limit) { range in
                if range.count == haystack.bytes.count, text.isExactly(.string) {
                  return try parts.append(.object(text))
                }
                try MemoryCap.check(range.count)
                try parts.append(.object(StringObject.of(haystack.part(range), isASCII: haystack.isASCII)))
              }
              if fromEnd { parts.reverse() }
              return .list(parts.values)
            }
          }
        })
    }
    split(
      "split", "The parts between separators, or the words; maxsplit cuts at most.",
      atWords: Words.split(_:limit:_:), at: { try $0.split($1, limit: $2, $3) }, fromEnd: false)
    split(
      "rsplit", "As split, with cuts counted from the end.",
      atWords: Words.splitFromEnd(_:limit:_:), at: { try $0.splitFromEnd($1, limit: $2, $3) }, fromEnd: true)

    type.method(
      "splitlines", [.positional("self"), Parameter("keepends", default: .bool(false), type: "bool")],
      summary: "The lines of the text.",
      .bound { arguments in
        let keepEnds = try Machine.current.index(arguments[1]) != 0
        let text = try arguments[0].string("splitlines")
        try MemoryCap.check(copies: 1, of: text)
        var parts = Parts()
        try Words.eachLine(text.text, keepEnds: keepEnds) { try parts.append(.string(String($0))) }
        return .list(parts.values)
      })

    func strip(_ name: StaticString, _ summary: String, start: Bool, end: Bool) {
      let parameters: [Parameter] = [.positional("self"), .positional("chars", "str", default: .none)]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let whole = try arguments[0].string(name)
          let text = Substring(whole.text)
          let rest: Substring
          if arguments[1].isNone {
            rest = Words.trim(text, start: start, end: end) { $0.isPythonSpace }
          } else {
            guard let characters = arguments[1].asString else {
              throw PythonError.typeFault("\(name) arg must be None or str")
            }
            let set = characters.text.unicodeScalars
            rest = Words.trim(text, start: start, end: end) { set.contains($0) }
          }
          if rest.utf8.count == whole.byteCount, whole.isExactly(.string) { return .object(whole) }
          try MemoryCap.check(rest.utf8.count)
          return .string(String(rest))
        })
    }
    strip("strip", "The text without white space, or the characters given, at both ends.", start: true, end: true)
    strip("lstrip", "As strip, at the start only.", start: true, end: false)
    strip("rstrip", "As strip, at the end only.", start: false, end: true)

    func partition(_ name: StaticString, _ summary: String, fromEnd: Bool) {
      type.method(
        "\(name)", [.positional("self"), .positional("sep", "str")], summary: summary,
        .binary { text, separator in
          let whole = try text.string(name)
          let part = try separator.plainString()
          if part.isEmpty { throw PythonError.valueFault("empty separator") }
          return try whole.withHaystack { haystack in
            try part.withBytes { needle in
              let end = haystack.bytes.count
              let found = fromEnd ? haystack.last(needle, from: 0, to: end) : haystack.first(needle, from: 0, to: end)
              guard let found else {
                return fromEnd ? .tuple([.string(""), .string(""), text]) : .tuple([text, .string(""), .string("")])
              }
              try MemoryCap.check(end)
              return .tuple([
                .string(haystack.string(0..<found)), .object(part),
                .string(haystack.string((found + needle.count)..<end)),
              ])
            }
          }
        })
    }
    partition("partition", "What is before the first separator, the separator, and what is after.", fromEnd: false)
    partition("rpartition", "What is before the last separator, the separator, and what is after.", fromEnd: true)

    type.method(
      "join", [.positional("self"), .positional("iterable", "iterable of str")],
      summary: "The strings put together with this text between them.",
      .binary { separator, iterable in try join(separator.string("join"), iterable) })
  }

  private static func join(_ separator: StringObject, _ iterable: Value) throws -> Value {
    let machine = Machine.current
    let type = machine.type(of: iterable)
    guard type.answers(.iter) || type.answers(.getitem) || iterable.asString != nil else {
      throw PythonError.typeFault("can only join an iterable")
    }
    let items = try machine.elements(iterable)
    for (at, item) in items.enumerated() where item.asString == nil {
      throw PythonError.typeFault("sequence item \(at): expected str instance, \(item.typeName) found")
    }
    if items.count == 1 { return items[0] }
    if items.count > 1 {
      let size = items.reduce(separator.byteCount.multipliedReportingOverflow(by: items.count).partialValue) {
        $0 &+ ($1.asString?.byteCount ?? 0)
      }
      try MemoryCap.check(size)
    }
    return .object(items.withUnsafeBufferPointer { StringObject.joined($0, separator: separator) })
  }

  static func installPadding(_ type: TypeObject) {
    func padding(_ name: StaticString, _ summary: String, _ left: @escaping (Int, Int) -> Int) {
      let parameters: [Parameter] = [
        .positional("self"), .positional("width", "int"), .positional("fillchar", "str", default: .string(" ")),
      ]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let text = try arguments[0].string(name)
          let width = try Machine.current.index(arguments[1])
          guard let fill = arguments[2].asString else {
            throw PythonError.typeFault(
              "The fill character must be a unicode character, not \(arguments[2].typeName)")
          }
          guard fill.count == 1 else {
            throw PythonError.typeFault("The fill character must be exactly one character long")
          }
          let missing = width > text.count ? width - text.count : 0
          if missing > TextFault.longestPadding { throw PythonError(.outOfMemory) }
          if missing == 0 { return .object(text) }
          try MemoryCap.check(elements: text.byteCount + missing * fill.byteCount, ofSize: 3)
          let before = left(missing, width)
          return .string(
            String(repeating: fill.text, count: before) + text.text
              + String(repeating: fill.text, count: missing - before))
        })
    }
    // Python gives the odd place to the left when the width is odd.
    padding("center", "The text in the middle of width characters.") { $0 / 2 + ($0 & $1 & 1) }
    padding("ljust", "The text at the left of width characters.") { _, _ in 0 }
    padding("rjust", "The text at the right of width characters.") { missing, _ in missing }

    type.method(
      "zfill", [.positional("self"), .positional("width", "int")],
      summary: "The text with zeros in front, after a sign, up to width characters.",
      .binary { value, width in
        let text = try value.string("zfill")
        let width = try Machine.current.index(width)
        if width <= text.count { return .object(text) }
        let missing = width - text.count
        if missing > TextFault.longestPadding { throw PythonError(.outOfMemory) }
        try MemoryCap.check(elements: text.byteCount + missing, ofSize: 3)
        let zeros = String(repeating: "0", count: missing)
        if let first = text.text.unicodeScalars.first, first == "+" || first == "-" {
          return .string(String(first) + zeros + String(text.text.unicodeScalars.dropFirst()))
        }
        return .string(zeros + text.text)
      })
    type.method(
      "expandtabs", [.positional("self"), Parameter("tabsize", default: .int(8), type: "int")],
      summary: "The text with tabs replaced by spaces up to the next multiple of tabsize.",
      .bound { arguments in
        let whole = try arguments[0].string("expandtabs")
        let text = whole.text
        let size = Int(try Machine.current.smallIndex(arguments[1]))
        return .string(try raising { () throws(TextFault) in try Words.expandingTabs(text, size: size) })
      })
  }

  static func installCoding(_ type: TypeObject) {
    let coding: [Parameter] = [
      .positional("self"), Parameter("encoding", default: .string("utf-8"), type: "str"),
      Parameter("errors", default: .string("strict"), type: "str"),
    ]
    type.method(
      "encode", coding, summary: "The text as bytes.",
      .bound { arguments in
        let name = try arguments[1].stringArgument("encode() argument 'encoding'").text
        let errors = try arguments[2].stringArgument("encode() argument 'errors'").text
        let text = try arguments[0].string("encode")
        return .object(BytesObject(try Encoding(named: name).encode(text.text, errors: errors)))
      })
    type.method(
      "translate", [.positional("self"), .positional("table", "mapping of code points")],
      summary: "The text with each character replaced as the table says.",
      .binary { value, table in
        let machine = Machine.current
        var out = GrowingText()
        for scalar in try value.string("translate").text.unicodeScalars {
          try machine.checkInterrupt()
          let entry: Value
          do {
            entry = try machine.getItem(table, .int(Int(scalar.value)))
          } catch let error as PythonError where error.exception.type.isSubclass(of: .lookupError) {
            try out.append(scalar)
            continue
          }
          if entry.isNone { continue }
          if let text = entry.asString {
            try out.append(text)
          } else if let code = entry.intValue {
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
              throw PythonError.valueFault("character mapping must be in range(0x110000)")
            }
            try out.append(scalar)
          } else {
            throw PythonError.typeFault("character mapping must return integer, None or str")
          }
        }
        return .string(try out.text())
      })
    let tableParameters: [Parameter] = [
      .positional("x"), .positional("y", default: .undefined), .positional("z", default: .undefined),
    ]
    type.staticMethod("maketrans", tableParameters, summary: "A table for translate.", .variadic(makeTable))
  }

  private static func makeTable(_ arguments: Arguments) throws -> Value {
    try arguments.expect("maketrans", 1...3)
    let result = DictObject()
    func code(_ scalar: Unicode.Scalar) -> Value { .int(Int(scalar.value)) }
    if arguments.count == 1 {
      guard let table = arguments[0].asDict else {
        throw PythonError.typeFault("if you give only one argument to maketrans it must be a dict")
      }
      for (key, value) in table.pairs {
        if let text = key.asString {
          guard text.count == 1, let scalar = text.text.unicodeScalars.first else {
            throw PythonError.valueFault("string keys in translate table must be of length 1")
          }
          try result.set(code(scalar), value)
        } else if key.intValue != nil {
          try result.set(key, value)
        } else {
          throw PythonError.typeFault("keys in translate table must be strings or integers")
        }
      }
      return .object(result)
    }
    guard let from = arguments[0].asString else {
      throw PythonError.typeFault("first maketrans argument must be a string if there is a second argument")
    }
    let to = try arguments[1].stringArgument("maketrans() argument 2")
    guard from.count == to.count else {
      throw PythonError.valueFault("the first two maketrans arguments must have equal length")
    }
    for (a, b) in zip(from.text.unicodeScalars, to.text.unicodeScalars) { try result.set(code(a), code(b)) }
    if arguments.count == 3 {
      for scalar in try arguments[2].stringArgument("maketrans() argument 3").text.unicodeScalars {
        try result.set(code(scalar), .none)
      }
    }
    return .object(result)
  }
}
