/// A match of a pattern: `re.Match`.
final class MatchObject: Object {
  let pattern: RegexPattern
  let subject: Subject
  /// The places of all groups, the whole first; -1 for a group that took no part.
  let slots: [Int]
  let start: Int
  let end: Int

  init(_ pattern: RegexPattern, _ subject: Subject, _ slots: [Int], start: Int, end: Int) {
    self.pattern = pattern
    self.subject = subject
    self.slots = slots
    self.start = start
    self.end = end
    super.init(.other)
  }

  override var type: TypeObject { MatchObject.type }

  func range(_ group: Int) -> Range<Int>? {
    let (low, high) = (slots[2 * group], slots[2 * group + 1])
    return low >= 0 && high >= low ? low..<high : nil
  }

  func text(_ group: Int, default fallback: Value = .none) -> Value { range(group).map(subject.part) ?? fallback }

  /// The number of a group given by number or name.
  func group(_ key: Value) throws -> Int {
    if let name = key.asString?.text {
      if let group = pattern.group(named: name) { return group }
    } else if let number = try Machine.current.indexIfAny(key)?.intValue, number >= 0, number <= pattern.program.groups
    {
      return number
    }
    throw PythonError.indexFault("no such group")
  }

  /// The group that was closed last.
  var lastGroup: Int? {
    var best: (group: Int, end: Int, start: Int)?
    for group in stride(from: 1, through: pattern.program.groups, by: 1) {
      guard let range = range(group) else { continue }
      if let known = best,
        range.upperBound < known.end || (range.upperBound == known.end && range.lowerBound >= known.start)
      {
        continue
      }
      best = (group, range.upperBound, range.lowerBound)
    }
    return best?.group
  }

  private static func match(_ value: Value) throws -> MatchObject {
    guard case .object(let object) = value, let match = object as? MatchObject else {
      throw PythonError.typeFault("a match is required, not '\(value.typeName)'")
    }
    return match
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("Match", module: "re", layout: .opaque, summary: "What a pattern found.")
    type.canBeSubclassed = false
    type.slots.repr = { value in
      let match = try match(value)
      let text = try Machine.current.repr(match.text(0))
      return "<re.Match object; span=(\(match.slots[0]), \(match.slots[1])), match=\(text)>"
    }
    type.slots.truth = { _ in true }
    type.slots.getItem = { try match($0).text(match($0).group($1)) }
    type.method(
      "group", [.positional("self"), .variadic("groups")], summary: "The text of a group, or of several.",
      .bound { arguments in
        let match = try match(arguments[0])
        let keys = arguments[1].asTuple?.items ?? []
        if keys.isEmpty { return match.text(0) }
        let texts = try keys.map { match.text(try match.group($0)) }
        return texts.count == 1 ? texts[0] : .tuple(texts)
      })
    type.method(
      "groups", [.positional("self"), Parameter("default", default: Value.none)], summary: "The texts of all groups.",
      .bound { arguments in
        let match = try match(arguments[0])
        return .tuple((0..<match.pattern.program.groups).map { match.text($0 + 1, default: arguments[1]) })
      })
    type.method(
      "groupdict", [.positional("self"), Parameter("default", default: Value.none)],
      summary: "The texts of groups by name.",
      .bound { arguments in
        let match = try match(arguments[0])
        let dict = DictObject()
        for (name, group) in match.pattern.groupNames { dict.set(name, match.text(group, default: arguments[1])) }
        return .object(dict)
      })
    func place(_ name: String, _ summary: String, _ body: @escaping (Int, Int) -> Value) {
      type.method(
        name, [.positional("self"), .positional("group", default: .int(0))], summary: summary,
        .bound { arguments in
          let match = try match(arguments[0])
          let range = match.range(try match.group(arguments[1]))
          return body(range?.lowerBound ?? -1, range?.upperBound ?? -1)
        })
    }
    place("start", "Where a group begins.") { low, _ in .int(low) }
    place("end", "Where a group ends.") { _, high in .int(high) }
    place("span", "Where a group begins and ends.") { .tuple([.int($0), .int($1)]) }
    type.method(
      "expand", [.positional("self"), Parameter("template")], summary: "A template with the groups put in.",
      .bound { arguments in
        let match = try match(arguments[0])
        let template = try RegexTemplate(arguments[1], for: match.pattern)
        return Subject.value(template.filled(from: match), isBytes: match.subject.isBytes)
      })
    type.property("string", summary: "The text searched.", get: { try match($0).subject.value })
    type.property("re", summary: "The pattern.", get: { .object(try match($0).pattern) })
    type.property("pos", summary: "Where the search began.", get: { .int(try match($0).start) })
    type.property("endpos", summary: "Where the search ended.", get: { .int(try match($0).end) })
    type.property(
      "lastindex", summary: "The group closed last.", get: { try match($0).lastGroup.map(Value.int) ?? .none })
    type.property(
      "lastgroup", summary: "The name of the group closed last.",
      get: { value in
        let match = try match(value)
        guard let last = match.lastGroup, let name = match.pattern.groupNames.first(where: { $0.group == last })?.name
        else {
          return .none
        }
        return .string(name)
      })
    type.property(
      "regs", summary: "The places of all groups.",
      get: { value in
        let match = try match(value)
        return .tuple(
          (0...match.pattern.program.groups).map { .tuple([.int(match.slots[2 * $0]), .int(match.slots[2 * $0 + 1])]) })
      })
    for name in ["__copy__", "__deepcopy__"] {
      type.method(name, [.positional("self"), .variadic("memo")], summary: "The match itself.", .variadic { $0[0] })
    }
    return type
  }()
}

/// What `sub` puts in the place of a match: text with `\1` and `\g<name>` in it.
struct RegexTemplate {
  private enum Part {
    case text([UInt32])
    case group(Int)
  }

  private var parts: [Part] = []

  init(_ template: Value, for pattern: RegexPattern) throws {
    guard let scalars = Subject.scalars(template) else {
      throw PythonError.typeFault("expected str instance, \(template.typeName) found")
    }
    var reader = TemplateReader(scalars: scalars, groups: pattern.program.groups, names: pattern.groupNames)
    do {
      try reader.read()
    } catch let fault as RegexFault {
      throw ReModule.error(fault, template, scalars)
    }
    parts = reader.parts.map { $0.group.map { .group($0) } ?? .text($0.text) }
  }

  func filled(from match: MatchObject) -> [UInt32] {
    var out: [UInt32] = []
    for part in parts {
      switch part {
      case .text(let text): out += text
      case .group(let group): if let range = match.range(group) { out += match.subject.scalars[range] }
      }
    }
    return out
  }
}

private struct TemplateReader {
  let scalars: [UInt32]
  let groups: Int
  let names: [(name: String, group: Int)]
  var parts: [(text: [UInt32], group: Int?)] = []
  var at = 0

  private var sign: Unicode.Scalar? { at < scalars.count ? Unicode.Scalar(scalars[at]) : nil }

  mutating func read() throws {
    var text: [UInt32] = []
    func add(_ group: Int, _ place: Int) throws {
      if group > groups { throw RegexFault(message: "invalid group reference \(group)", position: place) }
    }
    while let sign {
      let start = at
      at += 1
      guard sign == "\\" else {
        text.append(sign.value)
        continue
      }
      guard let letter = self.sign else { throw RegexFault(message: "bad escape (end of pattern)", position: start) }
      at += 1
      var group: Int?
      switch letter {
      case "g":
        group = try namedGroup(start)
      case "0":
        at -= 1
        text.append(octal(3))
      case "1"..."9":
        at -= 1
        let digits = scalars[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }.prefix(3)
        if digits.count == 3, digits.allSatisfy({ $0 <= 0x37 }) {
          text.append(octal(3))
        } else {
          let number = digits.prefix(2).reduce(0) { $0 * 10 + Int($1 - 0x30) }
          at += Swift.min(digits.count, 2)
          try add(number, start + 1)
          group = number
        }
      case "n": text.append(0x0A)
      case "t": text.append(0x09)
      case "r": text.append(0x0D)
      case "f": text.append(0x0C)
      case "v": text.append(0x0B)
      case "a": text.append(0x07)
      case "b": text.append(0x08)
      case "\\": text.append(0x5C)
      default:
        if letter.isASCII, letter.properties.isAlphabetic {
          throw RegexFault(message: "bad escape \\\(letter)", position: start)
        }
        text += [0x5C, letter.value]
      }
      if let group {
        parts.append((text, nil))
        parts.append(([], group))
        text = []
      }
    }
    parts.append((text, nil))
  }

  private mutating func octal(_ most: Int) -> UInt32 {
    var value: UInt32 = 0
    var digits = 0
    while digits < most, at < scalars.count, scalars[at] >= 0x30, scalars[at] <= 0x37 {
      value = value * 8 + scalars[at] - 0x30
      digits += 1
      at += 1
    }
    return value & 0xFF
  }

  private mutating func namedGroup(_ start: Int) throws -> Int {
    guard sign == "<" else { throw RegexFault(message: "missing <", position: at) }
    at += 1
    let place = at
    var view = String.UnicodeScalarView()
    while let sign, sign != ">" {
      view.append(sign)
      at += 1
    }
    let name = String(view)
    guard sign == ">" else {
      throw RegexFault(message: name.isEmpty ? "missing group name" : "missing >, unterminated name", position: place)
    }
    at += 1
    if name.isEmpty { throw RegexFault(message: "missing group name", position: place) }
    if let number = Int(name), number >= 0 {
      if number > groups { throw RegexFault(message: "invalid group reference \(number)", position: place) }
      return number
    }
    if !TextClass.isIdentifier(name) {
      throw RegexFault(message: "bad character in group name \(Quoting.repr(name))", position: place)
    }
    guard let known = names.first(where: { $0.name == name }) else {
      throw PythonError.indexFault("unknown group name \(Quoting.repr(name))")
    }
    return known.group
  }
}
