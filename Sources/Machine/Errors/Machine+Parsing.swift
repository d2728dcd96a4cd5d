public import Diagnostics
public import Syntax

extension Machine {
  /// Parses a program, and shows what Python would warn of in it.
  ///
  /// - Throws: `Diagnostic` where the program is wrong, or where a person asked for warnings to be errors.
  public func parsed(_ source: Source) throws(Diagnostic) -> [Statement] {
    var found: [Diagnostic] = []
    let statements = try Parser.parse(source) { found.append($0) }
    for warning in found { try show(warning) }
    return statements
  }

  /// Shows a warning about the text of a program: each time, because its place is no line that runs. Those about what
  /// will be an error one day are shown only to those who asked.
  private func show(_ warning: Diagnostic) throws(Diagnostic) {
    guard let category = builtins.get(warning.type)?.asType, let source = warning.source, let span = warning.span
    else { return }
    let isAsked = warnings.rules.contains { category.isSubclass(of: $0.category) }
    if category === TypeObject.deprecationWarning, !isAsked { return }
    let found = WarningFilter.Warning(
      category: category, text: warning.message, exception: nil, source: source, line: source.line(at: span.start),
      module: "__main__")
    // What a rule or a stream of a person's throws here has no place to be caught.
    switch (try? warnings.action(for: found)) ?? .always {
    case .ignore: return
    case .error:
      var fault = warning
      fault.type = "SyntaxError"
      throw fault
    case .byPlace, .always, .module, .once: try? show(found, lineText: source.lineText(at: span.start))
    }
  }
}
