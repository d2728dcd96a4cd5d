public import Diagnostics

/// Which warnings are shown: rules, the latest first, and what was shown already.
final class WarningFilter {
  struct Key: Hashable {
    let category: ObjectIdentifier
    let text: String
    /// Empty where the place does not count.
    let source: String
    let line: Int
  }

  /// What is to be done with a warning.
  enum Action: String, CaseIterable { case byPlace = "default", always, ignore, error, module, once }

  struct Rule {
    let action: Action
    let category: TypeObject
    var message: RegexPattern?
    var module: RegexPattern?
    var line = 0
  }

  /// A warning on its way.
  struct Warning {
    let category: TypeObject
    let text: String
    /// The exception that stands for it, where a person made one.
    var exception: ExceptionObject?
    let source: Source?
    let line: Int
    /// Who warns: `__main__` for a person's code, `torch` for the library.
    let module: String
  }

  var shown: Set<Key> = []
  var rules: [Rule] = []
  /// What happens to a warning that no rule is about.
  var fallback = Action.byPlace
  /// Where warnings go while a person records them.
  var recorder: ListObject?

  func action(for warning: Warning) throws -> Action {
    for rule in rules {
      guard warning.category.isSubclass(of: rule.category), rule.line == 0 || rule.line == warning.line else {
        continue
      }
      if let message = rule.message, try !message.matchesStart(of: warning.text) { continue }
      if let module = rule.module, try !module.matchesStart(of: warning.module) { continue }
      return rule.action
    }
    return fallback
  }
}

extension Machine {
  /// The place in a person's code that runs now: cheap enough to ask at every operation; the line is worked out from
  /// it when someone wants to know. Nil while none runs.
  public var currentPlace: (source: Source, span: Span)? { depth > 0 ? place(of: frame) : nil }

  private func place(of frame: UnsafeMutablePointer<Frame>) -> (source: Source, span: Span) {
    let code = frame.pointee.function.takeUnretainedValue().code
    let at = frame.pointee.pc - frame.pointee.layout.pointee.instructions.unsafelyUnwrapped - 1
    return (code.source, code.spans.indices.contains(at) ? code.spans[at] : Span(0, 0))
  }

  /// Shows a warning, once for each place and text unless a person decided otherwise:
  /// `<place>:<line>: UserWarning: text` and the line itself.
  ///
  /// - Parameters:
  ///   - level: Counts frames outward from the one that runs, as `stacklevel` does.
  ///   - exception: Stands for the warning where a person made one.
  ///   - module: Who warns, for rules about modules.
  public func warn(
    _ category: TypeObject, _ text: String, level: Int = 1, exception: ExceptionObject? = nil, module: String = "torch"
  ) throws {
    // Filters compare it, and what is shown contains it.
    try MemoryCap.check(elements: text.utf8.count, ofSize: MemoryCap.bytesOfCodePoint)
    let isDeep = level > depth
    let frame = self.frame - Swift.min(Swift.max(level, 1), Swift.max(depth, 1)) + 1
    let place = depth > 0 ? place(of: frame) : nil
    let line = isDeep && level > 1 ? 1 : place.map { $0.source.line(at: $0.span.start) } ?? 1
    let warning = WarningFilter.Warning(
      category: category, text: text, exception: exception, source: isDeep && level > 1 ? nil : place?.source,
      line: line,
      module: module)
    let action = try warnings.action(for: warning)
    switch action {
    case .ignore: return
    case .error: throw exception.map { PythonError($0) } ?? PythonError(category, text)
    case .always: break
    case .byPlace, .module, .once:
      let isAnywhere = action == .once
      let key = WarningFilter.Key(
        category: ObjectIdentifier(category), text: text, source: isAnywhere ? "" : warning.source?.name ?? "sys",
        line: action == .byPlace ? line : 0)
      if !warnings.shown.insert(key).inserted { return }
    }
    let lineText = warning.source.flatMap { source in place.map { source.lineText(at: $0.span.start) } }
    try show(warning, lineText: lineText ?? "")
  }

  /// Shows a warning that no rule holds back.
  func show(_ warning: WarningFilter.Warning, lineText: String) throws {
    let lineText = String(lineText.drop { $0 == " " || $0 == "\t" })
    if let recorder = warnings.recorder {
      recorder.items.append(try WarningsModule.record(warning))
      return
    }
    if let own = try WarningsModule.replacement(for: warning) {
      _ = own
      return
    }
    let place = warning.source?.name ?? "sys"
    let text =
      warningForm?(warning.category, warning.text, warning.source, warning.line)
      ?? WarningsModule.text(warning.category, warning.text, place, warning.line, lineText)
    if let stream = SysModule.replaced("stderr") {
      _ = try call(attribute(of: stream, "write"), [.string(text)])
    } else {
      standardError(text)
    }
  }
}
