/// Cutting bytes apart, putting them together, and trimming them.
extension BytesType {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func list(_ parts: [[UInt8]]) -> Value { .list(parts.map { .object(BytesObject($0)) }) }

  static func installCutting(_ type: TypeObject) {
    func split(_ name: StaticString, _ summary: String, fromEnd: Bool) {
      type.method(
        "\(name)",
        [
          .positional("self"), Parameter("sep", default: Value.none, type: "bytes"),
          Parameter("maxsplit", default: .int(-1), type: "int"),
        ], summary: summary,
        .bound { arguments in
          let bytes = try arguments[0].byteData(name)
          let limit = try Machine.current.index(arguments[2])
          if arguments[1].isNone { return list(words(bytes, limit: limit, fromEnd: fromEnd)) }
          let separator = try bytesArgument(arguments[1])
          if separator.isEmpty { throw PythonError.valueFault("empty separator") }
          return list(parts(bytes, separator, limit: limit, fromEnd: fromEnd))
        })
    }
    split("split", "The parts between separators, or the words; maxsplit cuts at most.", fromEnd: false)
    split("rsplit", "As split, with cuts counted from the end.", fromEnd: true)
    type.method(
      "splitlines", [.positional("self"), Parameter("keepends", default: .bool(false), type: "bool")],
      summary: "The lines.",
      .bound { arguments in
        let keepEnds = try Machine.current.index(arguments[1]) != 0
        return list(lines(try arguments[0].byteData("splitlines"), keepEnds: keepEnds))
      })

    func strip(_ name: StaticString, _ summary: String, start: Bool, end: Bool) {
      type.method(
        "\(name)", [.positional("self"), .positional("bytes", "bytes", default: .none)], summary: summary,
        .bound { arguments in
          var rest = try arguments[0].byteData(name)[...]
          let set = arguments[1].isNone ? nil : try bytesArgument(arguments[1])
          let goes = { (byte: UInt8) in set?.contains(byte) ?? isSpace(byte) }
          while start, let first = rest.first, goes(first) { rest.removeFirst() }
          while end, let last = rest.last, goes(last) { rest.removeLast() }
          return .object(BytesObject(Array(rest)))
        })
    }
    strip("strip", "The bytes without white space, or those given, at both ends.", start: true, end: true)
    strip("lstrip", "As strip, at the start only.", start: true, end: false)
    strip("rstrip", "As strip, at the end only.", start: false, end: true)

    func partition(_ name: StaticString, _ summary: String, fromEnd: Bool) {
      type.method(
        "\(name)", [.positional("self"), .positional("sep", "bytes")], summary: summary,
        .binary { value, separator in
          let bytes = try value.byteData(name)
          let part = try bytesArgument(separator)
          if part.isEmpty { throw PythonError.valueFault("empty separator") }
          let haystack = SearchedBytes(bytes)
          let found =
            fromEnd ? haystack.last(part, from: 0, to: bytes.count) : haystack.first(part, from: 0, to: bytes.count)
          let nothing = Value.object(BytesObject([]))
          guard let found else { return .tuple(fromEnd ? [nothing, nothing, value] : [value, nothing, nothing]) }
          return .tuple([
            .object(BytesObject(Array(bytes[..<found]))), separator,
            .object(BytesObject(Array(bytes[(found + part.count)...]))),
          ])
        })
    }
    partition("partition", "What is before the first separator, the separator, and what is after.", fromEnd: false)
    partition("rpartition", "What is before the last separator, the separator, and what is after.", fromEnd: true)

    type.method(
      "join", [.positional("self"), .positional("iterable_of_bytes", "iterable of bytes")],
      summary: "The bytes put together with these between them.",
      .binary { separator, iterable in
        let machine = Machine.current
        let between = try separator.byteData("join")
        let kind = machine.type(of: iterable)
        guard kind.answers(.iter) || kind.answers(.getitem) else {
          throw PythonError.typeFault("can only join an iterable")
        }
        let parts = try machine.elements(iterable).enumerated().map { at, item in
          guard let part = item.asByteData else {
            throw PythonError.typeFault(
              "sequence item \(at): expected a bytes-like object, \(item.typeName) found")
          }
          return part
        }
        try MemoryCap.check(parts.reduce(between.count &* parts.count) { $0 &+ $1.count })
        return .object(BytesObject(Array(parts.joined(separator: between))))
      })
  }

  private static func parts(_ bytes: [UInt8], _ separator: [UInt8], limit: Int, fromEnd: Bool) -> [[UInt8]] {
    let haystack = SearchedBytes(bytes)
    var remaining = limit < 0 ? Int.max : limit
    var result: [[UInt8]] = []
    var rest = 0..<bytes.count
    while remaining > 0 {
      remaining -= 1
      if fromEnd {
        guard let found = haystack.last(separator, from: 0, to: rest.upperBound) else { break }
        result.append(Array(bytes[(found + separator.count)..<rest.upperBound]))
        rest = 0..<found
      } else {
        guard let found = haystack.first(separator, from: rest.lowerBound, to: bytes.count) else { break }
        result.append(Array(bytes[rest.lowerBound..<found]))
        rest = (found + separator.count)..<bytes.count
      }
    }
    result.append(Array(bytes[rest]))
    return fromEnd ? result.reversed() : result
  }

  private static func words(_ bytes: [UInt8], limit: Int, fromEnd: Bool) -> [[UInt8]] {
    var remaining = limit < 0 ? Int.max : limit
    var result: [[UInt8]] = []
    var rest = bytes[...]
    func skipSpace() {
      if fromEnd {
        while let last = rest.last, isSpace(last) { rest.removeLast() }
      } else {
        while let first = rest.first, isSpace(first) { rest.removeFirst() }
      }
    }
    skipSpace()
    while !rest.isEmpty, remaining > 0 {
      remaining -= 1
      if fromEnd {
        let start = rest.lastIndex(where: isSpace).map { $0 + 1 } ?? rest.startIndex
        result.append(Array(rest[start...]))
        rest = rest[..<start]
      } else {
        let end = rest.firstIndex(where: isSpace) ?? rest.endIndex
        result.append(Array(rest[..<end]))
        rest = rest[end...]
      }
      skipSpace()
    }
    if !rest.isEmpty { result.append(Array(rest)) }
    return fromEnd ? result.reversed() : result
  }

  private static func lines(_ bytes: [UInt8], keepEnds: Bool) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var start = 0
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      let end = at - 1
      if byte == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
      result.append(Array(bytes[start..<(keepEnds ? at : end)]))
      start = at
    }
    if start < bytes.count { result.append(Array(bytes[start...])) }
    return result
  }
}
