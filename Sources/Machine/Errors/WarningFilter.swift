public import Diagnostics

/// Which warnings were shown already: by default each text once for a place.
final class WarningFilter {
  struct Key: Hashable {
    let category: ObjectIdentifier
    let text: String
    let source: String
    let line: Int
  }
  /// What is to be done with a warning.
  enum Action { case once, always, ignore, error }

  var shown: Set<Key> = []
  /// The latest first; a category of nil is every one.
  var rules: [(category: TypeObject?, action: Action)] = []

  func action(for category: TypeObject) -> Action {
    for rule in rules where rule.category.map({ category.isSubclass(of: $0) }) ?? true { return rule.action }
    return .once
  }
}

extension Machine {
  /// The place in a person's code that runs now: cheap enough to ask at every operation; the line is worked out from
  /// it when someone wants to know. Nil while none runs.
  public var currentPlace: (source: Source, span: Span)? {
    guard depth > 0 else { return nil }
    let code = frame.pointee.function.takeUnretainedValue().code
    let at = frame.pointee.pc - frame.pointee.layout.pointee.instructions.unsafelyUnwrapped - 1
    return (code.source, code.spans.indices.contains(at) ? code.spans[at] : Span(0, 0))
  }

  /// Shows a warning, once for each place and text: `<place>:<line>: UserWarning: text` and the line itself.
  /// `level` counts frames outward from the one that runs, as `stacklevel` does.
  public func warn(_ category: TypeObject, _ text: String, level: Int = 1) throws {
    let frame = Swift.max(self.frame - (Swift.max(level, 1) - 1), stack.frames)
    var source: Source?
    var span = Span(0, 0)
    if depth > 0 {
      let code = frame.pointee.function.takeUnretainedValue().code
      let at = frame.pointee.pc - frame.pointee.layout.pointee.instructions.unsafelyUnwrapped - 1
      source = code.source
      if code.spans.indices.contains(at) { span = code.spans[at] }
    }
    let action = warnings.action(for: category)
    switch action {
    case .ignore: return
    case .error: throw PythonError(category, text)
    case .once, .always: break
    }
    let line = source?.line(at: span.start) ?? 0
    let key = WarningFilter.Key(
      category: ObjectIdentifier(category), text: text, source: source?.name ?? "", line: line)
    if !warnings.shown.insert(key).inserted, action == .once { return }
    write(category, text, source, at: span)
  }

  /// Writes a warning as Python does, with the line it is about.
  func write(_ category: TypeObject, _ text: String, _ source: Source?, at span: Span) {
    let line = source?.line(at: span.start) ?? 0
    if let warningForm {
      standardError(warningForm(category, text, source, line))
      return
    }
    let lineText = source?.lineText(at: span.start).drop { $0 == " " || $0 == "\t" } ?? ""
    let place = source.map { "\($0.name):\(line)" } ?? "sys:1"
    standardError("\(place): \(category.name): \(text)\n" + (lineText.isEmpty ? "" : "  \(lineText)\n"))
  }
}
