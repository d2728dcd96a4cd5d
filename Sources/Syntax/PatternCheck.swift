import Diagnostics

/// Patterns that could never match, or bind a name twice.
enum PatternCheck {
  /// - Parameter mayMatchAll: Whether the pattern may match everything: as the last one, or with a guard.
  static func check(_ pattern: Pattern, mayMatchAll: Bool) throws {
    var names: Set<String> = []
    try check(pattern, mayMatchAll, &names)
  }

  private static func bind(_ name: String?, _ names: inout Set<String>, _ span: Span) throws {
    guard let name else { return }
    if name == "__debug__" { throw Check.fault("cannot assign to __debug__", span) }
    guard names.insert(name).inserted else {
      throw Check.fault("multiple assignments to name '\(name)' in pattern", span)
    }
  }

  private static func check(_ pattern: Pattern, _ mayMatchAll: Bool, _ names: inout Set<String>) throws {
    switch pattern.kind {
    case .singleton: break
    case .value(let value):
      if case .formatted = value.kind {
        throw Check.fault("patterns may only match literals and attribute lookups", pattern.span)
      }
    case .capture(let inner?, let name):
      try bind(name, &names, pattern.span)
      try check(inner, mayMatchAll, &names)
    case .capture(nil, let name):
      if !mayMatchAll {
        throw Check.fault(
          name.map { "name capture '\($0)' makes remaining patterns unreachable" }
            ?? "wildcard makes remaining patterns unreachable", pattern.span)
      }
      try bind(name, &names, pattern.span)
    case .star(let name): try bind(name, &names, pattern.span)
    case .sequence(let patterns):
      let stars = patterns.count { if case .star = $0.kind { true } else { false } }
      if stars > 1 { throw Check.fault("multiple starred names in sequence pattern", pattern.span) }
      for pattern in patterns { try check(pattern, true, &names) }
    case .mapping(let keys, let values, let rest):
      try checkKeys(keys, pattern.span)
      for value in values { try check(value, true, &names) }
      try bind(rest, &names, pattern.span)
    case .class_(_, let positional, let keywords):
      var seen: Set<String> = []
      for (name, value) in keywords where !seen.insert(name).inserted {
        throw Check.fault("attribute name repeated in class pattern: \(name)", value.span)
      }
      for pattern in positional + keywords.map(\.1) { try check(pattern, true, &names) }
    case .or(let patterns):
      let before = names
      var bound: Set<String>?
      for (index, alternative) in patterns.enumerated() {
        var here = before
        try check(alternative, mayMatchAll && index == patterns.count - 1, &here)
        if let bound, bound != here {
          throw Check.fault("alternative patterns bind different names", lastPart(of: alternative).span)
        }
        bound = here
      }
      names = bound ?? before
    }
  }

  /// The part of a pattern that CPython looks at last, and so points at.
  private static func lastPart(of pattern: Pattern) -> Pattern {
    switch pattern.kind {
    case .sequence(let patterns), .or(let patterns): patterns.last.map(lastPart) ?? pattern
    case .mapping(_, let values, _): values.last.map(lastPart) ?? pattern
    case .class_(_, let positional, let keywords):
      (keywords.last?.1 ?? positional.last).map(lastPart) ?? pattern
    case .capture(let inner?, _): lastPart(of: inner)
    case .value, .singleton, .capture, .star: pattern
    }
  }

  private static func checkKeys(_ keys: [Expression], _ span: Span) throws {
    var seen: Set<String> = []
    for key in keys {
      if case .formatted = key.kind {
        throw Check.fault("mapping pattern keys may only match literals and attribute lookups", span)
      }
      guard let shown = shown(key) else { continue }
      // True is 1, and 1.0 as well.
      let equal =
        shown == "True" ? "1" : shown == "False" ? "0" : shown.hasSuffix(".0") ? String(shown.dropLast(2)) : shown
      guard seen.insert(equal).inserted else {
        throw Check.fault("mapping pattern checks duplicate key (\(shown))", span)
      }
    }
  }

  /// A literal key as Python's `repr` shows it, where that is simple.
  private static func shown(_ key: Expression) -> String? {
    switch key.kind {
    case .constant(.string(let text)): text.contains("'") && !text.contains("\"") ? "\"\(text)\"" : "'\(text)'"
    case .constant(.int(let value)): String(value)
    case .constant(.float(let value)): String(value)
    case .constant(.true_): "True"
    case .constant(.false_): "False"
    case .constant(.none): "None"
    case .unary(.negative, let operand): shown(operand).map { "-\($0)" }
    default: nil
    }
  }
}
