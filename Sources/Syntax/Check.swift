import Diagnostics

/// What is wrong with programs that the grammar allows: `return` outside a function, a name both parameter and global.
///
/// CPython finds these after parsing, in three walks over the whole tree, one after the other; so does this.
enum Check {
  static func program(_ statements: [Statement], needsNames: Bool) throws {
    try Futures.check(statements)
    if needsNames { try NameCheck.check(statements) }
    var placement = PlacementCheck()
    try placement.check(statements)
  }

  /// Whether a token makes it worth looking at names: without any of these nothing can be wrong with them.
  static func concernsNames(_ token: Token) -> Bool {
    switch token.kind {
    case .def, .lambda, .global, .nonlocal, .walrus, .yield, .await, .import: true
    default: false
    }
  }

  static func fault(_ message: String, _ span: Span, hint: String? = nil) -> Diagnostic {
    Diagnostic("SyntaxError", message, at: span, hint: hint)
  }
}

/// `from __future__ import …`, which must come first.
enum Futures {
  private static let features: Set = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  static func misplaced(_ span: Span) -> Diagnostic {
    Check.fault("from __future__ imports must occur at the beginning of the file", span)
  }

  static func check(_ statements: [Statement]) throws {
    var mayFollow = true
    for (index, statement) in statements.enumerated() {
      switch statement.kind {
      case .importFrom("__future__", 0, let names):
        guard mayFollow else { throw misplaced(statement.span) }
        for name in names where !features.contains(name.name) {
          throw Check.fault(
            name.name == "braces" ? "not a chance" : "future feature \(name.name) is not defined", statement.span)
        }
      case .expression(let value):
        if index == 0, case .constant(.string) = value.kind { continue }
        mayFollow = false
      default: mayFollow = false
      }
    }
  }
}
