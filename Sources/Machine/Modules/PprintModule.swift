/// `pprint`: values over several lines where they do not fit into one.
struct PprintText {
  var indent = 1
  var width = 80
  var depth: Int?
  var isCompact = false
  var sortsKeys = true
  private var out = ""
  private var open: [ObjectIdentifier] = []

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: Swift.max(count, 0)) }

  mutating func text(of value: Value) throws -> String {
    try write(value, at: 0, allowance: 0, level: 0)
    return out
  }

  /// In one line, with keys sorted.
  private func flat(_ value: Value, level: Int) throws -> String {
    let machine = Machine.current
    guard case .object(let object) = value, !object.type.isNative || isContainer(object) else {
      return try machine.repr(value)
    }
    guard isContainer(object) else { return try machine.repr(value) }
    if open.contains(ObjectIdentifier(object)) {
      return "<Recursion on \(object.type.name) with id=\(Machine.identity(of: value))>"
    }
    var inner = self
    inner.open.append(ObjectIdentifier(object))
    return try machine.nested {
      if let dict = value.asDict {
        if dict.count == 0 { return "{}" }
        if let depth, level >= depth { return "{...}" }
        let parts = try entries(dict).map {
          try inner.flat($0.0, level: level + 1) + ": " + inner.flat($0.1, level: level + 1)
        }
        return "{" + parts.joined(separator: ", ") + "}"
      }
      let items = value.asList?.items ?? value.asTuple?.items ?? []
      let isList = value.asList != nil
      if items.isEmpty { return isList ? "[]" : "()" }
      if let depth, level >= depth { return isList ? "[...]" : "(...)" }
      let body = try items.map { try inner.flat($0, level: level + 1) }.joined(separator: ", ")
      return isList ? "[" + body + "]" : "(" + body + (items.count == 1 ? ",)" : ")")
    }
  }

  private func isContainer(_ object: Object) -> Bool {
    object.isExactly(.dict) || object.isExactly(.list) || object.isExactly(.tuple)
  }

  private func entries(_ dict: DictObject) throws -> [(Value, Value)] {
    let pairs = dict.pairs.map { ($0.key, $0.value) }
    guard sortsKeys else { return pairs }
    let machine = Machine.current
    do {
      return try Sorting.sorted(pairs.map(\.0), key: .none, reverse: false).map { ($0, try dict.get($0) ?? .none) }
    } catch is PythonError {
      // Keys that have no order among themselves are put in that of their types' names.
      return pairs.enumerated().sorted { a, b in
        let names = (machine.type(of: a.element.0).name, machine.type(of: b.element.0).name)
        if names.0 != names.1 { return names.0 < names.1 }
        let isLess = (try? machine.isLess(a.element.0, b.element.0)) ?? false
        let isMore = (try? machine.isLess(b.element.0, a.element.0)) ?? false
        return isLess || (!isMore && a.offset < b.offset)
      }.map(\.element)
    }
  }

  private mutating func write(_ value: Value, at column: Int, allowance: Int, level: Int) throws {
    let line = try flat(value, level: level)
    guard case .object(let object) = value, line.unicodeScalars.count > width - column - allowance,
      !open.contains(ObjectIdentifier(object))
    else {
      out += line
      return
    }
    if let depth, level >= depth, isContainer(object) {
      out += line
      return
    }
    open.append(ObjectIdentifier(object))
    defer { open.removeLast() }
    if object.isExactly(.dict), let dict = value.asDict {
      out += "{" + PprintText.spaces(indent - 1)
      let pairs = try entries(dict)
      for (at, pair) in pairs.enumerated() {
        let isLast = at == pairs.count - 1
        if at > 0 { out += ",\n" + PprintText.spaces(column + indent) }
        let key = try flat(pair.0, level: level + 1)
        out += key + ": "
        try write(
          pair.1, at: column + indent + key.unicodeScalars.count + 2, allowance: isLast ? allowance + 1 : 1,
          level: level + 1)
      }
      out += "}"
    } else if object.isExactly(.list), let items = value.asList?.items {
      out += "["
      try write(items, at: column, allowance: allowance + 1, level: level)
      out += "]"
    } else if object.isExactly(.tuple), let items = value.asTuple?.items {
      let close = items.count == 1 ? ",)" : ")"
      out += "("
      try write(items, at: column, allowance: allowance + close.count, level: level)
      out += close
    } else if object.isExactly(.set), let set = value.asSet, set.count > 0 {
      let items = (try? Sorting.sorted(set.elements, key: .none, reverse: false)) ?? set.elements
      let head = set.isFrozen ? "frozenset({" : "{"
      out += head
      let close = set.isFrozen ? "})" : "}"
      try write(items, at: column + head.count - 1, allowance: allowance + close.count, level: level)
      out += close
    } else if object.isExactly(.string), let text = value.asString {
      try write(text.text, at: column, allowance: allowance, level: level)
    } else {
      out += line
    }
  }

  private mutating func write(_ items: [Value], at column: Int, allowance: Int, level: Int) throws {
    let inner = column + indent
    if indent > 1 { out += PprintText.spaces(indent - 1) }
    var room = width - inner + 1
    let most = room
    for (at, item) in items.enumerated() {
      let isLast = at == items.count - 1
      if isCompact {
        let shown = try flat(item, level: level + 1)
        let size = shown.unicodeScalars.count + (isLast ? allowance : 2)
        if room < size {
          room = most
          if at > 0 { out += ",\n" + PprintText.spaces(inner) }
        } else if at > 0 {
          out += ", "
        }
        if size <= room {
          room -= size
          out += shown
          continue
        }
      } else if at > 0 {
        out += ",\n" + PprintText.spaces(inner)
      }
      try write(item, at: inner, allowance: isLast ? allowance : 1, level: level + 1)
      if isCompact { room = 0 }
    }
  }

  /// A long text in pieces, one below the other.
  private mutating func write(_ text: String, at column: Int, allowance: Int, level: Int) throws {
    var column = column
    var allowance = allowance
    if level == 0 {
      column += 1
      allowance += 1
    }
    var pieces: [String] = []
    let lines = Words.lines(text, keepEnds: true)
    func fits(_ piece: String, _ room: Int) -> Bool { Quoting.repr(piece).unicodeScalars.count <= room }
    for (at, line) in lines.enumerated() {
      let isLastLine = at == lines.count - 1
      let room = width - column - (isLastLine ? allowance : 0)
      if fits(line, room) {
        pieces.append(Quoting.repr(line))
        continue
      }
      var parts: [String] = []
      var word = ""
      var wasSpace = false
      for scalar in line.unicodeScalars {
        if wasSpace, !scalar.isPythonSpace {
          parts.append(word)
          word = ""
        }
        word.unicodeScalars.append(scalar)
        wasSpace = scalar.isPythonSpace
      }
      if !word.isEmpty { parts.append(word) }
      var current = ""
      for (index, part) in parts.enumerated() {
        let candidate = current + part
        let isLastPart = index == parts.count - 1 && isLastLine
        if !fits(candidate, width - column - (isLastPart ? allowance : 0)) {
          if !current.isEmpty { pieces.append(Quoting.repr(current)) }
          current = part
        } else {
          current = candidate
        }
      }
      if !current.isEmpty { pieces.append(Quoting.repr(current)) }
    }
    if pieces.count == 1 {
      out += pieces[0]
      return
    }
    if level == 0 { out += "(" }
    out += pieces.joined(separator: "\n" + PprintText.spaces(column))
    if level == 0 { out += ")" }
  }
}

enum PprintModule {
  nonisolated(unsafe) private static let options: [Parameter] = [
    Parameter("indent", default: .int(1)), Parameter("width", default: .int(80)),
    Parameter("depth", default: Value.none),
    .keyword("compact", default: .bool(false)), .keyword("sort_dicts", default: .bool(true)),
    .keyword("underscore_numbers", default: .bool(false)),
  ]

  private static func text(_ arguments: BoundArguments, from first: Int) throws -> String {
    let machine = Machine.current
    var text = PprintText()
    text.indent = try machine.index(arguments[first])
    text.width = try machine.index(arguments[first + 1])
    if text.indent < 0 { throw PythonError.valueFault("indent must be >= 0") }
    if text.width == 0 { throw PythonError.valueFault("width must be != 0") }
    text.indent = Swift.min(text.indent, 1 << 12)
    text.width = Swift.min(Swift.max(text.width, -(1 << 32)), 1 << 32)
    if !arguments[first + 2].isNone {
      let depth = try machine.index(arguments[first + 2])
      if depth <= 0 { throw PythonError.valueFault("depth must be > 0") }
      text.depth = depth
    }
    text.isCompact = try machine.truth(arguments[first + 3])
    text.sortsKeys = try machine.truth(arguments[first + 4])
    return try text.text(of: arguments[0])
  }

  private static func print(_ text: String, to file: Value) throws -> Value {
    let machine = Machine.current
    let target = file.isNone ? SysModule.replaced("stdout") : file
    if let target {
      _ = try machine.call(machine.attribute(of: target, "write"), [.string(text + "\n")])
    } else {
      machine.standardOutput(text + "\n")
    }
    return .none
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("pprint", summary: "Values over several lines where they do not fit into one.")
    module.function(
      "pformat", [Parameter("object")] + options, summary: "The text that pprint prints.",
      .bound { .string(try text($0, from: 1)) })
    for name in ["pprint", "pp"] {
      var own = options
      if name == "pp" { own[4] = .keyword("sort_dicts", default: .bool(false)) }
      module.function(
        name, [Parameter("object"), Parameter("stream", default: Value.none)] + own,
        summary: "Prints a value over several lines.",
        .bound { try print(text($0, from: 2), to: $0[1]) })
    }
    module.function(
      "saferepr", [.positional("object")], summary: "The value in one line.",
      .unary { .string(try Machine.current.repr($0)) })
    return module
  }
}
