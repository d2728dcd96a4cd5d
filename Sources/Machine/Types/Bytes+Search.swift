/// Finding, replacing and cutting bytes.
extension BytesType {
  /// What is searched for: bytes, or the number of one byte.
  private static func needle(_ value: Value) throws -> [UInt8] {
    if let bytes = value.asByteData { return bytes }
    guard let index = try Machine.current.indexIfAny(value) else {
      throw PythonError.typeFault("argument should be integer or bytes-like object, not '\(value.typeName)'")
    }
    guard let byte = index.intValue.flatMap(UInt8.init(exactly:)) else {
      throw PythonError.valueFault("byte must be in range(0, 256)")
    }
    return [byte]
  }

  /// An argument that must be bytes.
  static func bytesArgument(_ value: Value) throws -> [UInt8] {
    if let bytes = value.asByteData { return bytes }
    throw PythonError.typeFault("a bytes-like object is required, not '\(value.typeName)'")
  }

  /// The range that two optional bounds give; nil when not even nothing is found in it.
  private static func window(_ count: Int, _ low: Value, _ high: Value) throws -> Range<Int>? {
    let start = try searchBound(low, default: 0, count: count)
    let end = Swift.min(try searchBound(high, default: count, count: count), count)
    return start > end ? nil : start..<end
  }

  static func installSearch(_ type: TypeObject) {
    func searching(
      _ name: StaticString, _ summary: String, _ body: @escaping (SearchedBytes, [UInt8], Range<Int>) -> Int?,
      missing: Int?
    ) {
      let parameters: [Parameter] = [
        .positional("self"), .positional("sub", "bytes"), .positional("start", "int", default: .none),
        .positional("end", "int", default: .none),
      ]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let bytes = try arguments[0].byteData(name)
          let range = try window(bytes.count, arguments[2], arguments[3])
          let part = try needle(arguments[1])
          if let range, let found = body(SearchedBytes(bytes), part, range) { return .int(found) }
          guard let missing else { throw PythonError.valueFault("subsection not found") }
          return .int(missing)
        }
      ).countsAsTaken = true
    }
    let first = { (text: SearchedBytes, part: [UInt8], range: Range<Int>) in
      text.first(part, from: range.lowerBound, to: range.upperBound)
    }
    let last = { (text: SearchedBytes, part: [UInt8], range: Range<Int>) in
      text.last(part, from: range.lowerBound, to: range.upperBound)
    }
    searching("find", "The lowest index where sub begins, or -1.", first, missing: -1)
    searching("rfind", "The highest index where sub begins, or -1.", last, missing: -1)
    searching("index", "The lowest index where sub begins; ValueError when it is nowhere.", first, missing: nil)
    searching("rindex", "The highest index where sub begins; ValueError when it is nowhere.", last, missing: nil)
    searching(
      "count", "How often sub occurs without overlap.",
      { text, part, range in
        if part.isEmpty { return range.count + 1 }
        return text.occurrences(part, from: range.lowerBound, to: range.upperBound)
      }, missing: 0)

    func affix(_ name: StaticString, _ summary: String, _ test: @escaping (ArraySlice<UInt8>, [UInt8]) -> Bool) {
      let parameters: [Parameter] = [
        .positional("self"), .positional("prefix", "bytes or tuple of bytes"),
        .positional("start", "int", default: .none), .positional("end", "int", default: .none),
      ]
      type.method(
        "\(name)", parameters, summary: summary,
        .bound { arguments in
          let bytes = try arguments[0].byteData(name)
          let range = try window(bytes.count, arguments[2], arguments[3])
          func holds(_ part: [UInt8]) -> Bool { range.map { test(bytes[$0], part) } ?? false }
          if let several = arguments[1].asTuple {
            for item in several.items where holds(try bytesArgument(item)) { return .bool(true) }
            return .bool(false)
          }
          guard let one = arguments[1].asByteData else {
            throw PythonError.typeFault(
              "\(name) first arg must be bytes or a tuple of bytes, not \(arguments[1].typeName)")
          }
          return .bool(holds(one))
        }
      ).countsAsTaken = true
    }
    affix("startswith", "Whether it begins with prefix, or with one of a tuple of them.") { $0.starts(with: $1) }
    affix("endswith", "Whether it ends with suffix, or with one of a tuple of them.") {
      $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1)
    }

    type.method(
      "replace",
      [
        .positional("self"), .positional("old", "bytes"), .positional("new", "bytes"),
        .positional("count", "int", default: .int(-1)),
      ],
      summary: "The bytes with old replaced by new, count times at most.",
      .bound { arguments in
        let bytes = try arguments[0].byteData("replace")
        let (old, new) = (try bytesArgument(arguments[1]), try bytesArgument(arguments[2]))
        return .object(BytesObject(replaced(bytes, old, new, limit: try Machine.current.index(arguments[3]))))
      })
    func removing(_ name: StaticString, _ summary: String, _ body: @escaping ([UInt8], [UInt8]) -> [UInt8]) {
      type.method(
        "\(name)", [.positional("self"), .positional("part", "bytes")], summary: summary,
        .binary { .object(BytesObject(body(try $0.byteData(name), try bytesArgument($1)))) })
    }
    removing("removeprefix", "The bytes without part, where they begin with it.") {
      $0.starts(with: $1) ? Array($0.dropFirst($1.count)) : $0
    }
    removing("removesuffix", "The bytes without part, where they end with it.") {
      !$1.isEmpty && $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) ? Array($0.dropLast($1.count)) : $0
    }
  }

  private static func replaced(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], limit: Int) -> [UInt8] {
    var remaining = limit < 0 ? Int.max : limit
    var out: [UInt8] = []
    if old.isEmpty {
      for byte in bytes {
        if remaining > 0 {
          out += new
          remaining -= 1
        }
        out.append(byte)
      }
      return remaining > 0 ? out + new : out
    }
    let haystack = SearchedBytes(bytes)
    var position = 0
    while remaining > 0, let found = haystack.first(old, from: position, to: bytes.count) {
      out += bytes[position..<found]
      out += new
      position = found + old.count
      remaining -= 1
    }
    return out + bytes[position...]
  }
}

/// Bytes to be searched for others.
struct SearchedBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func with<R>(_ needle: [UInt8], _ body: (Haystack, Haystack.Bytes) -> R) -> R {
    bytes.withUnsafeBufferPointer { whole in needle.withUnsafeBufferPointer { body(Haystack(whole), $0) } }
  }

  func first(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
    with(needle) { $0.first($1, from: start, to: end) }
  }

  func last(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
    with(needle) { $0.last($1, from: start, to: end) }
  }

  func occurrences(_ needle: [UInt8], from start: Int, to end: Int) -> Int {
    with(needle) { $0.occurrences($1, from: start, to: end) }
  }
}

extension Value {
  /// The bytes of a receiver, which may be of either kind.
  func byteData(_ method: StaticString) throws -> [UInt8] { try receiver(asByteData, method, "bytes") }
}
