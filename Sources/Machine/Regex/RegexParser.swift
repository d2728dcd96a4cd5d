/// Reads a pattern of Python's syntax.
struct RegexParser {
  private let pattern: [UInt32]
  private var at = 0
  private(set) var flags: RegexFlags
  private(set) var groupCount = 0
  private(set) var groupNames: [(name: String, group: Int)] = []
  private var openGroups: Set<Int> = []
  private var depth = 0
  private var lookBehindDepth = 0
  private let isBytes: Bool

  /// Patterns nested deeper are refused before they use up the stack.
  private static let deepest = 150
  private static let most = Int(UInt32.max)

  init(_ pattern: [UInt32], flags: RegexFlags, isBytes: Bool) {
    self.pattern = pattern
    self.flags = flags
    self.isBytes = isBytes
  }

  static func parse(
    _ pattern: [UInt32], flags: RegexFlags, isBytes: Bool
  ) throws(RegexFault) -> (tree: RegexNode, parser: RegexParser) {
    var parser = RegexParser(pattern, flags: flags, isBytes: isBytes)
    try parser.readGlobalFlags()
    let tree = try parser.choice(parser.flags)
    if parser.at < pattern.count { throw parser.fault("unbalanced parenthesis", at: parser.at) }
    return (tree, parser)
  }

  private func fault(_ message: String, at position: Int) -> RegexFault {
    RegexFault(message: message, position: position)
  }

  private var next: UInt32? { at < pattern.count ? pattern[at] : nil }

  private func peek(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    return at + wanted.count <= pattern.count && Array(pattern[at..<(at + wanted.count)]) == wanted
  }

  private mutating func take(_ text: String) -> Bool {
    guard peek(text) else { return false }
    at += text.unicodeScalars.count
    return true
  }

  private static func code(_ character: Unicode.Scalar) -> UInt32 { character.value }

  /// `(?im)` at the very beginning.
  private mutating func readGlobalFlags() throws(RegexFault) {
    let start = at
    guard take("(?") else { return }
    var found: RegexFlags = []
    while let scalar = next, let flag = RegexParser.flag(scalar) {
      found.insert(flag)
      at += 1
    }
    guard !found.isEmpty, take(")") else {
      at = start
      return
    }
    flags.formUnion(found)
    if peek("(?") { try readGlobalFlags() }
  }

  private static func flag(_ scalar: UInt32) -> RegexFlags? {
    switch Unicode.Scalar(scalar) {
    case "i": .ignoreCase
    case "m": .multiline
    case "s": .dotAll
    case "x": .verbose
    case "a": .ascii
    case "u": .unicode
    case "L": .locale
    default: nil
    }
  }

  // MARK: Structure

  private mutating func choice(_ flags: RegexFlags) throws(RegexFault) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > RegexParser.deepest { throw fault("pattern nested too deeply", at: at) }
    var branches = [try sequence(flags)]
    while take("|") { branches.append(try sequence(flags)) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func skipVerbose(_ flags: RegexFlags) {
    guard flags.contains(.verbose) else { return }
    while let scalar = next {
      if scalar == 0x23 {
        while let other = next, other != 0x0A { _ = other; at += 1 }
      } else if scalar == 0x20 || (scalar >= 9 && scalar <= 13) {
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func sequence(_ outer: RegexFlags) throws(RegexFault) -> RegexNode {
    var parts: [RegexNode] = []
    let flags = outer
    while true {
      skipVerbose(flags)
      guard let scalar = next, scalar != 0x7C, scalar != 0x29 else { break }
      let start = at
      let isRepeat = scalar == 0x2A || scalar == 0x2B || scalar == 0x3F || (scalar == 0x7B && looksLikeCount())
      if isRepeat { throw fault("nothing to repeat", at: start) }
      guard let item = try item(flags) else { continue }
      parts.append(try repeated(item, flags))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// Whether `{…}` here is a count: otherwise the brace is itself.
  private func looksLikeCount() -> Bool {
    var position = at + 1
    var digits = 0
    var commas = 0
    while position < pattern.count, pattern[position] != 0x7D {
      if pattern[position] == 0x2C {
        commas += 1
      } else if pattern[position] >= 0x30, pattern[position] <= 0x39 {
        digits += 1
      } else {
        return false
      }
      position += 1
    }
    return position < pattern.count && commas <= 1 && digits + commas > 0
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, scalar >= 0x30, scalar <= 0x39 {
      value = Swift.min((value ?? 0) * 10 + Int(scalar - 0x30), 1 << 40)
      at += 1
    }
    return value
  }

  private mutating func repeated(_ item: RegexNode, _ flags: RegexFlags) throws(RegexFault) -> RegexNode {
    var node = item
    var count = 0
    while true {
      skipVerbose(flags)
      let start = at
      var least = 0
      var most = RegexParser.most
      guard let scalar = next else { return node }
      switch scalar {
      case 0x2A: at += 1
      case 0x2B:
        at += 1
        least = 1
      case 0x3F:
        at += 1
        most = 1
      case 0x7B where looksLikeCount():
        at += 1
        let low = number()
        var high = low
        if take(",") { high = number() }
        if low == nil, high == nil, pattern[at - 1] != 0x2C { return node }
        _ = take("}")
        least = low ?? 0
        most = high ?? (low != nil && pattern[at - 2] != 0x2C ? least : RegexParser.most)
        if least >= RegexParser.most || most > RegexParser.most {
          throw RegexFault(message: "the repetition number is too large", position: start, isOverflow: true)
        }
        if most < least { throw fault("min repeat greater than max repeat", at: start + 1) }
      default: return node
      }
      if count > 0 { throw fault("multiple repeat", at: start) }
      count += 1
      if case .assertion = item { throw fault("nothing to repeat", at: start) }
      var kind = RegexNode.RepetitionKind.greedy
      if take("?") { kind = .lazy } else if take("+") { kind = .possessive }
      node = .repetition(node, least: least, most: most, kind: kind)
    }
  }

  // MARK: Items

  private mutating func item(_ flags: RegexFlags) throws(RegexFault) -> RegexNode? {
    guard let scalar = next else { return nil }
    switch scalar {
    case 0x28: return try group(flags)
    case 0x5B: return try set(flags)
    case 0x5C: return try escape(flags)
    case 0x2E:
      at += 1
      return .any(includingNewline: flags.contains(.dotAll))
    case 0x5E:
      at += 1
      return .assertion(flags.contains(.multiline) ? .lineStart : .textStart)
    case 0x24:
      at += 1
      return .assertion(flags.contains(.multiline) ? .lineEnd : .textEndOrLastNewline)
    default:
      at += 1
      return .character(scalar, flags)
    }
  }

  private mutating func name(until end: String, _ what: String = "name") throws(RegexFault) -> (String, Int) {
    let start = at
    var scalars = String.UnicodeScalarView()
    while !peek(end) {
      guard let scalar = next else {
        if scalars.isEmpty { throw fault("missing group name", at: start) }
        throw fault("missing \(end), unterminated name", at: start)
      }
      if let scalar = Unicode.Scalar(scalar) { scalars.append(scalar) }
      at += 1
    }
    _ = take(end)
    let name = String(scalars)
    if name.isEmpty { throw fault("missing group name", at: start) }
    return (name, start)
  }

  private func checkName(_ name: String, _ start: Int) throws(RegexFault) {
    if !TextClass.isIdentifier(name) {
      throw fault("bad character in group name \(Quoting.repr(name))", at: start)
    }
  }

  private mutating func group(_ flags: RegexFlags) throws(RegexFault) -> RegexNode? {
    let start = at
    at += 1
    guard take("?") else { return try captured(nil, flags, start) }
    guard let scalar = next, let sign = Unicode.Scalar(scalar) else {
      throw fault("unexpected end of pattern", at: at)
    }
    switch sign {
    case ":":
      at += 1
      return try closed(start) { (parser) throws(RegexFault) in try parser.choice(flags) }
    case "P":
      at += 1
      if take("<") {
        let (name, place) = try name(until: ">")
        try checkName(name, place)
        if let known = groupNames.first(where: { $0.name == name }) {
          throw fault(
            "redefinition of group name \(Quoting.repr(name)) as group \(groupCount + 1); was group \(known.group)",
            at: place)
        }
        return try captured(name, flags, start)
      }
      if take("=") {
        let (name, place) = try name(until: ")")
        try checkName(name, place)
        guard let known = groupNames.first(where: { $0.name == name }) else {
          throw fault("unknown group name \(Quoting.repr(name))", at: place)
        }
        if openGroups.contains(known.group) { throw fault("cannot refer to an open group", at: place) }
        return .backReference(known.group, flags)
      }
      guard let other = next.flatMap({ Unicode.Scalar($0) }) else { throw fault("unexpected end of pattern", at: at) }
      throw fault("unknown extension ?P\(other)", at: start + 1)
    case "#":
      while let scalar = next, scalar != 0x29 { _ = scalar; at += 1 }
      if !take(")") { throw fault("missing ), unterminated comment", at: start) }
      return nil
    case "=", "!":
      at += 1
      let body = try closed(start) { (parser) throws(RegexFault) in try parser.choice(flags) }
      return .look(body, isAhead: true, isNegative: sign == "!")
    case ">":
      at += 1
      return .atomic(try closed(start) { (parser) throws(RegexFault) in try parser.choice(flags) })
    case "<":
      at += 1
      guard let scalar = next, scalar == 0x3D || scalar == 0x21 else {
        guard let other = next.flatMap({ Unicode.Scalar($0) }) else { throw fault("unexpected end of pattern", at: at) }
        throw fault("unknown extension ?<\(other)", at: start + 1)
      }
      at += 1
      let body = try closed(start) { (parser) throws(RegexFault) in try parser.choice(flags) }
      let width = body.width
      if width.least != width.most { throw fault("look-behind requires fixed-width pattern", at: -1) }
      return .look(body, isAhead: false, isNegative: scalar == 0x21)
    case "(":
      at += 1
      let (text, place) = try name(until: ")")
      var wanted = 0
      if let number = Int(text), number >= 0 {
        if number == 0 { throw fault("bad group number", at: place) }
        wanted = number
      } else {
        try checkName(text, place)
        guard let known = groupNames.first(where: { $0.name == text }) else {
          throw fault("unknown group name \(Quoting.repr(text))", at: place)
        }
        wanted = known.group
      }
      let yes = try sequence(flags)
      let no = take("|") ? try sequence(flags) : .empty
      if peek("|") { throw fault("conditional backref with more than two branches", at: at) }
      if !take(")") { throw fault("missing ), unterminated subpattern", at: start) }
      if wanted > groupCount { throw fault("invalid group reference \(wanted)", at: place) }
      return .conditional(wanted, yes, no)
    default: return try flagGroup(flags, start)
    }
  }

  /// `(?i:…)`, `(?-i:…)`; `(?i)` after the beginning is refused.
  private mutating func flagGroup(_ flags: RegexFlags, _ start: Int) throws(RegexFault) -> RegexNode? {
    var added: RegexFlags = []
    var removed: RegexFlags = []
    let flagStart = at
    while let scalar = next, let flag = RegexParser.flag(scalar) {
      added.insert(flag)
      at += 1
    }
    if take(")") {
      if added.isEmpty { throw fault("unknown extension ?)", at: start + 1) }
      throw fault("global flags not at the start of the expression", at: start)
    }
    if take("-") {
      while let scalar = next, let flag = RegexParser.flag(scalar) {
        removed.insert(flag)
        at += 1
      }
      if removed.isEmpty { throw fault(next == nil ? "missing flag" : "unknown flag", at: at) }
    }
    guard take(":") else {
      guard let scalar = next, let sign = Unicode.Scalar(scalar) else {
        throw fault(at == flagStart ? "unexpected end of pattern" : "missing -, : or )", at: at)
      }
      if at == flagStart { throw fault("unknown extension ?\(sign)", at: start + 1) }
      throw fault(sign.properties.isAlphabetic ? "unknown flag" : "missing -, : or )", at: at)
    }
    let inner = flags.union(added).subtracting(removed)
    return try closed(start) { (parser) throws(RegexFault) in try parser.choice(inner) }
  }

  private mutating func captured(_ name: String?, _ flags: RegexFlags, _ start: Int) throws(RegexFault) -> RegexNode {
    groupCount += 1
    let group = groupCount
    if let name { groupNames.append((name, group)) }
    openGroups.insert(group)
    let body = try closed(start) { (parser) throws(RegexFault) in try parser.choice(flags) }
    openGroups.remove(group)
    return .group(group, body)
  }

  private mutating func closed(
    _ start: Int, _ body: (inout RegexParser) throws(RegexFault) -> RegexNode
  ) throws(RegexFault) -> RegexNode {
    let node = try body(&self)
    if !take(")") { throw fault("missing ), unterminated subpattern", at: start) }
    return node
  }

  // MARK: Escapes

  private static func category(_ scalar: Unicode.Scalar) -> (RegexSet.Category, Bool)? {
    switch scalar {
    case "d": (.digit, false)
    case "D": (.digit, true)
    case "s": (.space, false)
    case "S": (.space, true)
    case "w": (.word, false)
    case "W": (.word, true)
    default: nil
    }
  }

  private static func control(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "n": 0x0A
    case "t": 0x09
    case "r": 0x0D
    case "f": 0x0C
    case "v": 0x0B
    case "a": 0x07
    case "\\": 0x5C
    default: nil
    }
  }

  /// `\xff`, `\u00ff`: the digits after the letter.
  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(RegexFault) -> UInt32 {
    var value: UInt32 = 0
    var digits = 0
    while digits < count, let scalar = next.flatMap({ Unicode.Scalar($0) }), scalar.isASCII,
      let digit = Character(scalar).hexDigitValue
    {
      value = value &* 16 &+ UInt32(digit)
      digits += 1
      at += 1
    }
    if digits < count { throw fault("incomplete escape \(shown(start, at))", at: start) }
    return value
  }

  private func shown(_ start: Int, _ end: Int) -> String {
    var view = String.UnicodeScalarView()
    for value in pattern[start..<Swift.min(end, pattern.count)] {
      if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    return String(view)
  }

  /// The escapes that mean the same inside and outside of a set.
  private mutating func plainEscape(_ sign: Unicode.Scalar, _ start: Int) throws(RegexFault) -> UInt32? {
    if let control = RegexParser.control(sign) { return control }
    switch sign {
    case "x": return try hexadecimal(2, start)
    case "u" where !isBytes: return try hexadecimal(4, start)
    case "U" where !isBytes:
      let value = try hexadecimal(8, start)
      if Unicode.Scalar(value) == nil { throw fault("bad escape \(shown(start, at))", at: start) }
      return value
    default: break
    }
    let isLetter = sign.isASCII && (sign.properties.isAlphabetic)
    if isLetter { throw fault("bad escape \\\(sign)", at: start) }
    return nil
  }

  private mutating func escape(_ flags: RegexFlags) throws(RegexFault) -> RegexNode {
    let start = at
    at += 1
    guard let scalar = next, let sign = Unicode.Scalar(scalar) else {
      throw fault("bad escape (end of pattern)", at: start)
    }
    at += 1
    let isASCII = flags.contains(.ascii)
    switch sign {
    case "A": return .assertion(.textStart)
    case "Z": return .assertion(.textEnd)
    case "b": return .assertion(.wordBoundary(isASCII: isASCII))
    case "B": return .assertion(.notWordBoundary(isASCII: isASCII))
    case "0":
      return .character(octal(most: 2), flags)
    case "1"..."9":
      at -= 1
      let digits = pattern[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }.prefix(3)
      if digits.count == 3, digits.allSatisfy({ $0 <= 0x37 }) {
        let value = octal(most: 3)
        if value > 0o377 { throw fault("octal escape value \(shown(start, at)) outside of range 0-0o377", at: start) }
        return .character(value, flags)
      }
      var group = Int(scalar - 0x30)
      at += 1
      if let second = next, second >= 0x30, second <= 0x39 {
        group = group * 10 + Int(second - 0x30)
        at += 1
      }
      if group > groupCount { throw fault("invalid group reference \(group)", at: start + 1) }
      if openGroups.contains(group) { throw fault("cannot refer to an open group", at: start) }
      return .backReference(group, flags)
    default: break
    }
    if let (category, isNegated) = RegexParser.category(sign) {
      var set = RegexSet()
      set.categories = [(category, isNegated)]
      set.flags = flags.subtracting(.ignoreCase)
      return .set(set)
    }
    if let value = try plainEscape(sign, start) { return .character(value, flags) }
    return .character(scalar, flags)
  }

  private mutating func octal(most: Int) -> UInt32 {
    var value: UInt32 = 0
    var digits = 0
    while digits < most, let scalar = next, scalar >= 0x30, scalar <= 0x37 {
      value = value * 8 + (scalar - 0x30)
      at += 1
      digits += 1
    }
    return value
  }

  private mutating func set(_ flags: RegexFlags) throws(RegexFault) -> RegexNode {
    let start = at
    at += 1
    var set = RegexSet()
    set.flags = flags
    set.isNegated = take("^")
    var isFirst = true
    while true {
      guard let scalar = next else { throw fault("unterminated character set", at: start) }
      if scalar == 0x5D, !isFirst {
        at += 1
        return .set(set)
      }
      isFirst = false
      let place = at
      let low = try setItem(&set, start)
      guard peek("-"), at + 1 < pattern.count, pattern[at + 1] != 0x5D else {
        if at + 1 >= pattern.count, peek("-") { throw fault("unterminated character set", at: start) }
        if let low { set.ranges.append(low...low) }
        continue
      }
      at += 1
      var unused = RegexSet()
      let high = try setItem(&unused, start)
      guard let low, let high, low <= high else {
        throw fault("bad character range \(shown(place, at))", at: place)
      }
      set.ranges.append(low...high)
    }
  }

  /// One character of a set; nil when it is a class, which is then in the set.
  private mutating func setItem(_ set: inout RegexSet, _ start: Int) throws(RegexFault) -> UInt32? {
    guard let scalar = next else { throw fault("unterminated character set", at: start) }
    let place = at
    at += 1
    guard scalar == 0x5C else { return scalar }
    guard let value = next, let sign = Unicode.Scalar(value) else {
      throw fault("bad escape (end of pattern)", at: place)
    }
    at += 1
    if let (category, isNegated) = RegexParser.category(sign) {
      set.categories.append((category, isNegated))
      return nil
    }
    if sign == "b" { return 0x08 }
    if value >= 0x30, value <= 0x37 {
      at -= 1
      let number = octal(most: 3)
      if number > 0o377 { throw fault("octal escape value \(shown(place, at)) outside of range 0-0o377", at: place) }
      return number
    }
    return try plainEscape(sign, place) ?? value
  }
}
