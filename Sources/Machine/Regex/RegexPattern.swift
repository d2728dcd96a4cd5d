/// A compiled regular expression: `re.Pattern`.
final class RegexPattern: Object {
  /// As given: text or bytes.
  let source: Value
  let flags: RegexFlags
  let program: RegexProgram
  let groupNames: [(name: String, group: Int)]
  let isBytes: Bool

  private init(
    _ source: Value, flags: RegexFlags, program: RegexProgram, groupNames: [(name: String, group: Int)], isBytes: Bool
  ) {
    self.source = source
    self.flags = flags
    self.program = program
    self.groupNames = groupNames
    self.isBytes = isBytes
    super.init(.other)
  }

  override var type: TypeObject { ReModule.patternType }

  private struct Key: Hashable {
    let scalars: [UInt32]
    let flags: Int
    let isBytes: Bool
  }

  nonisolated(unsafe) private static var known: [Key: RegexPattern] = [:]
  private static let mostKnown = 512

  /// The pattern of a text, or of bytes.
  static func make(_ source: Value, flags: RegexFlags = []) throws -> RegexPattern {
    if case .object(let object) = source, let pattern = object as? RegexPattern {
      if flags.rawValue != 0 {
        throw PythonError.valueFault("cannot process flags argument with a compiled pattern")
      }
      return pattern
    }
    let isBytes = source.asByteData != nil
    guard let scalars = Subject.scalars(source) else {
      throw PythonError.typeFault("first argument must be string or compiled pattern")
    }
    let key = Key(scalars: scalars, flags: flags.rawValue, isBytes: isBytes)
    if let found = known[key] { return found }
    do {
      var flags = flags
      if isBytes { flags.insert(.ascii) }
      let (tree, parser) = try RegexParser.parse(scalars, flags: flags, isBytes: isBytes)
      var shown = parser.flags
      if isBytes { shown.remove(.ascii) } else if !shown.contains(.ascii) { shown.insert(.unicode) }
      let pattern = RegexPattern(
        source, flags: shown, program: try RegexProgram(tree, groups: parser.groupCount), groupNames: parser.groupNames,
        isBytes: isBytes)
      if known.count >= mostKnown { known.removeAll() }
      known[key] = pattern
      return pattern
    } catch {
      throw ReModule.error(error, source, scalars)
    }
  }

  static func make(_ text: String, flags: RegexFlags = []) throws -> RegexPattern {
    try make(.string(text), flags: flags)
  }

  /// Whether a text begins as the pattern says.
  func matchesStart(of text: String) throws -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    var matcher = RegexMatcher(program, scalars, end: scalars.count)
    return try matcher.match(at: 0) != nil
  }

  func group(named name: String) -> Int? { groupNames.first { $0.name == name }?.group }
}

/// What a pattern is matched with: a text or bytes, as numbers.
struct Subject {
  let value: Value
  let scalars: [UInt32]
  let isBytes: Bool

  init(_ value: Value, for pattern: RegexPattern) throws {
    if let text = value.asString {
      try MemoryCap.check(codePointsOf: text)
    } else if let bytes = value.asByteData {
      try MemoryCap.check(elements: bytes.count, ofSize: MemoryCap.bytesOfCodePoint)
    }
    guard let scalars = Subject.scalars(value) else {
      throw PythonError.typeFault("expected string or bytes-like object, got '\(value.typeName)'")
    }
    self.value = value
    self.scalars = scalars
    isBytes = value.asByteData != nil
    if isBytes != pattern.isBytes {
      throw PythonError.typeFault(
        isBytes
          ? "cannot use a string pattern on a bytes-like object" : "cannot use a bytes pattern on a string-like object")
    }
  }

  static func scalars(_ value: Value) -> [UInt32]? {
    if let text = value.asString { return text.text.unicodeScalars.map(\.value) }
    return value.asByteData?.map(UInt32.init)
  }

  /// A part as it was given: text or bytes.
  func part(_ range: Range<Int>) -> Value { Subject.value(scalars[range], isBytes: isBytes) }

  static func value<S: Sequence>(_ scalars: S, isBytes: Bool) -> Value where S.Element == UInt32 {
    if isBytes { return .object(BytesObject(scalars.map { UInt8(truncatingIfNeeded: $0) })) }
    var view = String.UnicodeScalarView()
    for value in scalars { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
    return .string(String(view))
  }
}

/// The matches of a pattern in a text from left to right, as `finditer` finds them.
struct RegexSearch {
  private var matcher: RegexMatcher
  private let end: Int
  private var position: Int
  /// Whether the last match was empty, so that one at the same place must not be.
  private var mustAdvance = false

  init(_ pattern: RegexPattern, _ subject: Subject, from start: Int, to end: Int) {
    matcher = RegexMatcher(pattern.program, subject.scalars, end: end)
    position = start
    self.end = end
  }

  /// The places of all groups of the next match.
  mutating func next() throws -> [Int]? {
    var start = position
    while start <= end {
      if let slots = try matcher.match(at: start, mustAdvance: mustAdvance && start == position) {
        mustAdvance = slots[0] == slots[1]
        position = slots[1]
        return slots
      }
      start += 1
    }
    position = end + 1
    return nil
  }
}
