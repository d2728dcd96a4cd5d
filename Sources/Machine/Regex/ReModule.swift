import Syntax

/// `re`.
enum ReModule {
  nonisolated(unsafe) private static let errorType = TypeObject(
    "error", module: "re", bases: [.exception], summary: "A pattern is not one.")

  /// The exception for a fault of a pattern.
  static func error(_ fault: RegexFault, _ pattern: Value, _ scalars: [UInt32]) -> PythonError {
    if fault.isOverflow { return PythonError(.overflowError, fault.message) }
    var message = fault.message
    if fault.position >= 0 {
      message += " at position \(fault.position)"
      if scalars.contains(0x0A) {
        let before = scalars.prefix(fault.position)
        let line = before.filter { $0 == 0x0A }.count + 1
        let column = fault.position - (before.lastIndex(of: 0x0A) ?? -1)
        message += " (line \(line), column \(column))"
      }
    }
    let error = PythonError(errorType, message)
    error.exception.setField("msg", .string(fault.message))
    error.exception.setField("pattern", pattern)
    error.exception.setField("pos", fault.position >= 0 ? .int(fault.position) : .none)
    let before = scalars.prefix(Swift.max(fault.position, 0))
    error.exception.setField("lineno", fault.position >= 0 ? .int(before.filter { $0 == 0x0A }.count + 1) : .none)
    error.exception.setField(
      "colno", fault.position >= 0 ? .int(fault.position - (before.lastIndex(of: 0x0A) ?? -1)) : .none)
    return error
  }

  private static func pattern(_ value: Value) throws -> RegexPattern {
    guard case .object(let object) = value, let pattern = object as? RegexPattern else {
      throw PythonError.typeFault("a pattern is required, not '\(value.typeName)'")
    }
    return pattern
  }

  private static let flagNames: [(String, String, RegexFlags)] = [
    ("ASCII", "A", .ascii), ("IGNORECASE", "I", .ignoreCase), ("LOCALE", "L", .locale), ("UNICODE", "U", .unicode),
    ("MULTILINE", "M", .multiline), ("DOTALL", "S", .dotAll), ("VERBOSE", "X", .verbose), ("DEBUG", "", .debug),
  ]

  private static func flags(_ value: Value) throws -> RegexFlags {
    RegexFlags(rawValue: try Machine.current.index(value))
  }

  // MARK: What patterns do

  private enum Way { case match, fullMatch, search }

  private static func bounds(_ subject: Subject, _ start: Value, _ end: Value) throws -> (Int, Int) {
    let count = subject.scalars.count
    let low = Swift.min(Swift.max(try Machine.current.index(start), 0), count)
    return (low, end.isNone ? count : Swift.min(Swift.max(try Machine.current.index(end), 0), count))
  }

  private static func find(
    _ pattern: RegexPattern, _ text: Value, _ way: Way, _ start: Value = .int(0), _ end: Value = .none
  ) throws -> Value {
    let subject = try Subject(text, for: pattern)
    let (low, high) = try bounds(subject, start, end)
    if low > high { return .none }
    let slots: [Int]?
    if way == .search {
      var search = RegexSearch(pattern, subject, from: low, to: high)
      slots = try search.next()
    } else {
      var matcher = RegexMatcher(pattern.program, subject.scalars, end: high)
      slots = try matcher.match(at: low, toEnd: way == .fullMatch)
    }
    return slots.map { .object(MatchObject(pattern, subject, $0, start: low, end: high)) } ?? .none
  }

  private static func each(
    _ pattern: RegexPattern, _ text: Value, _ start: Value = .int(0), _ end: Value = .none, most: Int = .max,
    _ body: (MatchObject) throws -> Void
  ) throws {
    let subject = try Subject(text, for: pattern)
    let (low, high) = try bounds(subject, start, end)
    var search = RegexSearch(pattern, subject, from: low, to: high)
    var left = most
    while left > 0, let slots = try search.next() {
      try body(MatchObject(pattern, subject, slots, start: low, end: high))
      left -= 1
      try Machine.current.checkInterrupt()
    }
  }

  private static func findAll(_ pattern: RegexPattern, _ text: Value, _ start: Value, _ end: Value) throws -> Value {
    var found: [Value] = []
    let groups = pattern.program.groups
    let empty: Value = pattern.isBytes ? .object(BytesObject([])) : .object(StringObject.empty)
    try each(pattern, text, start, end) { match in
      switch groups {
      case 0: found.append(match.text(0))
      case 1: found.append(match.text(1, default: empty))
      default: found.append(.tuple((1...groups).map { match.text($0, default: empty) }))
      }
    }
    return .list(found)
  }

  private static func findEach(_ pattern: RegexPattern, _ text: Value, _ start: Value, _ end: Value) throws -> Value {
    let subject = try Subject(text, for: pattern)
    let (low, high) = try bounds(subject, start, end)
    var search = RegexSearch(pattern, subject, from: low, to: high)
    return .object(
      ClosureIterator(.callableIterator) {
        try search.next().map { .object(MatchObject(pattern, subject, $0, start: low, end: high)) }
      })
  }

  private static func split(_ pattern: RegexPattern, _ text: Value, _ most: Value) throws -> Value {
    let limit = try Machine.current.index(most)
    let subject = try Subject(text, for: pattern)
    var parts: [Value] = []
    var position = 0
    if limit >= 0 {
      try each(pattern, text, most: limit == 0 ? .max : limit) { match in
        parts.append(subject.part(position..<match.slots[0]))
        for group in stride(from: 1, through: pattern.program.groups, by: 1) { parts.append(match.text(group)) }
        position = match.slots[1]
      }
    }
    parts.append(subject.part(position..<subject.scalars.count))
    return .list(parts)
  }

  private static func substitute(
    _ pattern: RegexPattern, _ replacement: Value, _ text: Value, _ most: Value
  ) throws -> (Value, Int) {
    let machine = Machine.current
    let limit = try machine.index(most)
    let subject = try Subject(text, for: pattern)
    let isFunction = machine.isCallable(replacement)
    let template = isFunction ? nil : try RegexTemplate(replacement, for: pattern)
    var out: [UInt32] = []
    var position = 0
    var count = 0
    if limit >= 0 {
      try each(pattern, text, most: limit == 0 ? .max : limit) { match in
        out += subject.scalars[position..<match.slots[0]]
        // An array that is full doubles.
        try MemoryCap.check(elements: out.count * 2, ofSize: MemoryLayout<UInt32>.stride)
        if let template {
          out += template.filled(from: match)
        } else {
          let made = try machine.call(replacement, [.object(match)])
          guard made.isNone || (made.asByteData != nil) == subject.isBytes, made.isNone || Subject.scalars(made) != nil
          else {
            throw PythonError.typeFault(
              "expected \(subject.isBytes ? "a bytes-like object" : "str instance"), \(made.typeName) found")
          }
          out += Subject.scalars(made) ?? []
        }
        position = match.slots[1]
        count += 1
      }
    }
    if count == 0 { return (text, 0) }
    out += subject.scalars[position...]
    return (Subject.value(out, isBytes: subject.isBytes), count)
  }

  // MARK: RegexPattern

  nonisolated(unsafe) static let patternType: TypeObject = {
    let type = TypeObject("Pattern", module: "re", layout: .opaque, summary: "A compiled regular expression.")
    type.canBeSubclassed = false
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")], summary: "For annotations.",
      .binary { .object(GenericAlias($0, $1)) })
    type.slots.repr = { value in
      let pattern = try pattern(value)
      var shown = try Machine.current.repr(pattern.source)
      if shown.unicodeScalars.count > 200 { shown = String(String.UnicodeScalarView(shown.unicodeScalars.prefix(200))) }
      var names = flagNames.filter { pattern.flags.contains($0.2) && !($0.2 == .unicode && !pattern.isBytes) }.map {
        "re." + $0.0
      }
      names.sort { a, b in order(a) < order(b) }
      return "re.compile(\(shown)" + (names.isEmpty ? "" : ", " + names.joined(separator: "|")) + ")"
    }
    Display.printers[ObjectIdentifier(type)] = { display, value, _ in
      let pattern = try pattern(value)
      let shown = RegexFlags.shownByIPython.filter { pattern.flags.contains($0.flag) }.map { "re." + $0.name }
      let source = "r" + (try Machine.current.repr(pattern.source)).replacing("\\\\", with: "\\")
      display.call("re.compile", texts: [source] + (pattern.flags.isEmpty ? [] : [shown.joined(separator: "|")]))
    }
    func order(_ name: String) -> Int { flagNames.first { "re." + $0.0 == name }?.2.rawValue ?? 0 }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = try? pattern(left), let b = try? pattern(right)
      else {
        return nil
      }
      let same = try a === b || (a.flags == b.flags && Machine.current.equal(a.source, b.source))
      return .bool(same == (operation == .equal))
    }
    type.slots.hash = { try Machine.current.hash(pattern($0).source) }
    let place: [Parameter] = [
      .positional("self"), Parameter("string"), Parameter("pos", default: .int(0)),
      Parameter("endpos", default: Value.none),
    ]
    type.method(
      "match", place, summary: "A match at the beginning.",
      .bound { try find(pattern($0[0]), $0[1], .match, $0[2], $0[3]) })
    type.method(
      "fullmatch", place, summary: "A match of the whole text.",
      .bound { try find(pattern($0[0]), $0[1], .fullMatch, $0[2], $0[3]) })
    type.method(
      "search", place, summary: "The first match.", .bound { try find(pattern($0[0]), $0[1], .search, $0[2], $0[3]) })
    type.method(
      "findall", place, summary: "The texts of all matches.",
      .bound { try findAll(pattern($0[0]), $0[1], $0[2], $0[3]) })
    type.method(
      "finditer", place, summary: "All matches, one by one.",
      .bound { try findEach(pattern($0[0]), $0[1], $0[2], $0[3]) })
    type.method(
      "split", [.positional("self"), Parameter("string"), Parameter("maxsplit", default: .int(0))],
      summary: "The parts between matches.", .bound { try split(pattern($0[0]), $0[1], $0[2]) })
    let substitution: [Parameter] = [
      .positional("self"), Parameter("repl"), Parameter("string"), Parameter("count", default: .int(0)),
    ]
    type.method(
      "sub", substitution, summary: "The text with matches replaced.",
      .bound { try substitute(pattern($0[0]), $0[1], $0[2], $0[3]).0 })
    type.method(
      "subn", substitution, summary: "The text with matches replaced, and how many.",
      .bound { arguments in
        let (text, count) = try substitute(pattern(arguments[0]), arguments[1], arguments[2], arguments[3])
        return .tuple([text, .int(count)])
      })
    type.property("pattern", summary: "The pattern as written.", get: { try pattern($0).source })
    type.property("flags", summary: "The flags.", get: { .int(try pattern($0).flags.rawValue) })
    type.property("groups", summary: "The number of groups.", get: { .int(try pattern($0).program.groups) })
    type.property(
      "groupindex", summary: "Groups by name.",
      get: { value in
        let dict = DictObject()
        for (name, group) in try pattern(value).groupNames { dict.set(name, .int(group)) }
        return .object(MappingProxy(dict))
      })
    for name in ["__copy__", "__deepcopy__"] {
      type.method(name, [.positional("self"), .variadic("memo")], summary: "The pattern itself.", .variadic { $0[0] })
    }
    return type
  }()

  // MARK: The module

  /// Characters that `escape` puts a backslash before.
  private static let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".unicodeScalars.map(\.value))

  static func make() throws -> ModuleObject {
    let module = ModuleObject("re", summary: "Regular expressions.")
    module.set("error", .object(errorType))
    module.set("Pattern", .object(patternType))
    module.set("Match", .object(MatchObject.type))
    for (name, short, flag) in flagNames {
      module.set(name, .int(flag.rawValue))
      if !short.isEmpty { module.set(short, .int(flag.rawValue)) }
    }
    module.set("NOFLAG", .int(0))
    let flag = Parameter("flags", default: .int(0))
    func made(_ arguments: BoundArguments, _ flagAt: Int) throws -> RegexPattern {
      try RegexPattern.make(arguments[0], flags: flags(arguments[flagAt]))
    }
    module.function(
      "compile", [Parameter("pattern"), flag], summary: "The pattern made ready.", .bound { .object(try made($0, 1)) })
    module.function(
      "purge", [], summary: "Forgets patterns made ready.", .nullary { .none })
    let searching = [Parameter("pattern"), Parameter("string"), flag]
    module.function(
      "match", searching, summary: "A match at the beginning.", .bound { try find(made($0, 2), $0[1], .match) })
    module.function(
      "fullmatch", searching, summary: "A match of the whole text.", .bound { try find(made($0, 2), $0[1], .fullMatch) }
    )
    module.function("search", searching, summary: "The first match.", .bound { try find(made($0, 2), $0[1], .search) })
    module.function(
      "findall", searching, summary: "The texts of all matches.",
      .bound { try findAll(made($0, 2), $0[1], .int(0), .none) })
    module.function(
      "finditer", searching, summary: "All matches, one by one.",
      .bound { try findEach(made($0, 2), $0[1], .int(0), .none) })
    module.function(
      "split", [Parameter("pattern"), Parameter("string"), Parameter("maxsplit", default: .int(0)), flag],
      summary: "The parts between matches.", .bound { try split(made($0, 3), $0[1], $0[2]) })
    let substitution = [
      Parameter("pattern"), Parameter("repl"), Parameter("string"), Parameter("count", default: .int(0)), flag,
    ]
    module.function(
      "sub", substitution, summary: "The text with matches replaced.",
      .bound { try substitute(made($0, 4), $0[1], $0[2], $0[3]).0 })
    module.function(
      "subn", substitution, summary: "The text with matches replaced, and how many.",
      .bound { arguments in
        let (text, count) = try substitute(made(arguments, 4), arguments[1], arguments[2], arguments[3])
        return .tuple([text, .int(count)])
      })
    module.function(
      "escape", [Parameter("pattern")], summary: "A pattern that matches exactly that text.",
      .bound { arguments in
        guard let scalars = Subject.scalars(arguments[0]) else {
          throw PythonError.typeFault("decoding to str: need a bytes-like object, \(arguments[0].typeName) found")
        }
        let escaped = scalars.flatMap { (scalar) -> [UInt32] in special.contains(scalar) ? [0x5C, scalar] : [scalar] }
        return Subject.value(escaped, isBytes: arguments[0].asByteData != nil)
      })
    return module
  }
}
